/// The colours of figures, shared by the terminal and by files.
package enum Palette {
  package struct Colour: Sendable, Hashable {
    package let red: UInt8
    package let green: UInt8
    package let blue: UInt8

    /// From `0xrrggbb`.
    fileprivate init(_ hex: UInt32) {
      red = UInt8(hex >> 16 & 0xFF)
      green = UInt8(hex >> 8 & 0xFF)
      blue = UInt8(hex & 0xFF)
    }

    /// `#rrggbb`.
    package var hex: String {
      let digits = [red, green, blue].map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }
      return "#" + digits.joined()
    }
  }

  // MARK: Series

  /// The colours of series, by the names that the language has for them.
  ///
  /// They are the eight that Okabe and Ito chose to stay apart for colour-blind readers ("Color Universal Design", 2008), in an
  /// order that puts the strongest on white first and yellow last.
  package static let series: [(name: String, colour: Colour)] = [
    ("blue", Colour(0x0072B2)), ("vermillion", Colour(0xD55E00)), ("green", Colour(0x009E73)),
    ("purple", Colour(0xCC79A7)), ("orange", Colour(0xE69F00)), ("sky blue", Colour(0x56B4E9)),
    ("black", Colour(0x000000)), ("yellow", Colour(0xF0E442)),
  ]

  /// The colour of the series of that number, from 0; the ninth starts again.
  package static func series(_ number: Int) -> (name: String, colour: Colour) {
    let count = series.count
    return series[((number % count) + count) % count]
  }

  // MARK: Heatmaps

  /// Equally spaced colours from the lowest to the highest number of a heatmap, straight lines between them.
  ///
  /// They are every fifteenth of the 256 of viridis (N. Smith and S. van der Walt, 2015, CC0), in which equal steps look equal, to
  /// colour-blind readers and in grey, too; the lines keep within 5 of 255 of what is left out.
  package static let heat: [Colour] = [
    0x440154, 0x481769, 0x472A7A, 0x433D84, 0x3D4E8A, 0x355E8D, 0x2E6D8E, 0x297B8E, 0x23898E, 0x1F978B,
    0x21A585, 0x2EB37C, 0x46C06F, 0x65CB5E, 0x89D548, 0xB0DD2F, 0xD8E219, 0xFDE725,
  ].map(Colour.init)

  /// The colour of a level from 0, the lowest, to 255.
  package static func heat(_ level: UInt8) -> Colour {
    let (index, rest) = Int(level).quotientAndRemainder(dividingBy: 15)
    let (from, to) = (heat[index], heat[min(index + 1, heat.count - 1)])
    func mixed(_ channel: KeyPath<Colour, UInt8>) -> UInt32 {
      UInt32((Int(from[keyPath: channel]) * (15 - rest) + Int(to[keyPath: channel]) * rest + 7) / 15)
    }
    return Colour(mixed(\.red) << 16 | mixed(\.green) << 8 | mixed(\.blue))
  }
}
