import Display

/// Gives roles their look. Colours are the terminal's own sixteen, which its user chose to read well, except
/// for a figure's series and heatmaps, which have the palette's.
package struct Painter: Sendable {
  /// How many colours a stream shows.
  package enum Colours: Sendable { case none, sixteen, twoHundredFiftySix, all }

  package let colours: Colours
  /// For a projector: everything bold, and nothing dim.
  package let isStrong: Bool

  package init(colours: Colours, isStrong: Bool = false) {
    self.colours = colours
    self.isStrong = isStrong
  }

  /// The text as the stream takes it: escape sequences around what has a look, and none that came with the
  /// text.
  package func paint(_ text: StyledText) -> String {
    text.pieces.map { piece in
      let clean = Self.withoutControls(piece.text)
      guard let code = code(of: piece.role), !clean.isEmpty else { return clean }
      return "\u{1B}[\(code)m\(clean)\u{1B}[0m"
    }.joined()
  }

  /// What stands between `ESC[` and `m`; `nil` for the terminal's ordinary look.
  func code(of role: Role) -> String? {
    guard colours != .none else { return nil }
    let code = ordinaryCode(of: role)
    guard isStrong else { return code }
    guard role != .muted, role != .timing, role != .noise else { return nil }
    return code.map { $0.hasPrefix("1") ? $0 : "1;" + $0 } ?? "1"
  }

  private func ordinaryCode(of role: Role) -> String? {
    switch role {
    case .plain, .number, .symbol: nil
    case .name: "36"
    case .text: "32"
    case .keyword: "35"
    case .heading: "1"
    case .muted, .timing, .noise: "2"
    case .good: "32"
    case .warning: "33"
    case .error: "1;31"
    case .series(let number): code(ofSeries: number)
    case .heat(let ink, let paper): code(ofInk: ink, onPaper: paper)
    }
  }

  private func code(ofSeries number: Int) -> String? {
    let (name, colour) = Palette.series(number)
    // Black is the ink of paper; a terminal's is its foreground.
    if name == "black" { return nil }
    guard colours == .sixteen else { return code(of: colour) }
    let names = [
      "blue": "34", "vermillion": "31", "green": "32", "purple": "35", "orange": "33", "sky blue": "36",
    ]
    return names[name] ?? "93"
  }

  private func code(ofInk ink: UInt8, onPaper paper: UInt8?) -> String? {
    guard let front = code(of: Palette.heat(ink)), let paper else { return code(of: Palette.heat(ink)) }
    return code(of: Palette.heat(paper), isBehind: true).map { "\(front);\($0)" }
  }

  /// A colour as near as the stream has it; `nil` where it has only its own sixteen.
  private func code(of colour: Palette.Colour, isBehind: Bool = false) -> String? {
    let channels = [colour.red, colour.green, colour.blue]
    let ground = isBehind ? "48" : "38"
    switch colours {
    case .none, .sixteen: return nil
    case .all: return "\(ground);2;" + channels.map(String.init).joined(separator: ";")
    case .twoHundredFiftySix:
      // The cube of 6 × 6 × 6 colours has the levels 0, 95, 135, 175, 215 and 255.
      let levels = channels.map { $0 < 48 ? 0 : $0 < 115 ? 1 : (Int($0) - 35) / 40 }
      return "\(ground);5;\(16 + 36 * levels[0] + 6 * levels[1] + levels[2])"
    }
  }

  /// A text may hold anything; what would move the cursor or change colours must not reach the terminal.
  private static func withoutControls(_ text: String) -> String {
    let isClean = text.utf8.allSatisfy { ($0 >= 0x20 && $0 < 0x7F) || $0 == 0x09 }
    if isClean { return text }
    var clean = ""
    for scalar in text.unicodeScalars {
      let isControl = scalar.properties.generalCategory == .control && scalar != "\t"
      clean.unicodeScalars.append(isControl ? "\u{FFFD}" : scalar)
    }
    return clean
  }
}
