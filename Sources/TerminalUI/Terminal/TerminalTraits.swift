import Foundation

/// What a stream can show.
package struct TerminalTraits: Sendable {
  /// Whether someone is looking: a terminal that understands escape sequences.
  package var isTerminal: Bool
  package var columns: Int
  package var rows: Int
  package var colours: Painter.Colours
  package var isUnicode: Bool
  /// Whether a class is looking, from a distance: `REPLICA_PROJECTOR=1`.
  package var isProjector: Bool

  package init(isTerminal: Bool, columns: Int, rows: Int, environment: [String: String]) {
    self.isTerminal = isTerminal
    self.columns = columns
    self.rows = rows
    isUnicode = Self.isUnicode(environment)
    isProjector = isTerminal && !["", "0", nil].contains(environment["REPLICA_PROJECTOR"])
    colours = isTerminal ? Self.colours(environment) : .none
  }

  /// The traits of standard output or standard error.
  init(of descriptor: Int32, environment: [String: String]) {
    self.init(isTerminal: isatty(descriptor) == 1, columns: 80, rows: 24, environment: environment)
  }

  /// The same at the size that the terminal has now.
  func resized(to descriptor: Int32) -> TerminalTraits {
    var size = winsize()
    guard isTerminal, ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0 else { return self }
    var traits = self
    if size.ws_col > 0 { traits.columns = Int(size.ws_col) }
    if size.ws_row > 0 { traits.rows = Int(size.ws_row) }
    return traits
  }

  /// What gives roles their look on it.
  var painter: Painter { Painter(colours: colours, isStrong: isProjector) }

  /// The blank lines between cells.
  var gap: String { isProjector ? "\n\n\n" : "\n" }

  /// Whether the cursor can be moved, and a line rewritten.
  static func canMoveCursor(_ environment: [String: String]) -> Bool {
    !["dumb", "", nil].contains(environment["TERM"])
  }

  private static func colours(_ environment: [String: String]) -> Painter.Colours {
    guard environment["NO_COLOR"]?.isEmpty ?? true, canMoveCursor(environment) else { return .none }
    if ["truecolor", "24bit"].contains(environment["COLORTERM"]) { return .all }
    return environment["TERM"]?.contains("256color") == true ? .twoHundredFiftySix : .sixteen
  }

  /// The encoding as the environment names it: the first of the three variables that is set decides.
  static func isUnicode(_ environment: [String: String]) -> Bool {
    let names = ["LC_ALL", "LC_CTYPE", "LANG"].compactMap { environment[$0] }
    let locale = names.first { !$0.isEmpty }?.lowercased() ?? ""
    return locale.contains("utf-8") || locale.contains("utf8")
  }
}
