/// The colours of a figure's series, shared by the terminal and by files.
///
/// They are the eight that Okabe and Ito chose to stay apart for colour-blind readers ("Color Universal Design", 2008), in an
/// order that puts the strongest on white first and yellow last.
package enum Palette {
  package struct Colour: Sendable, Hashable {
    package let name: String
    package let red: UInt8
    package let green: UInt8
    package let blue: UInt8

    /// `#rrggbb`.
    package var hex: String {
      let digits = [red, green, blue].map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }
      return "#" + digits.joined()
    }
  }

  package static let colours: [Colour] = [
    Colour(name: "blue", red: 0x00, green: 0x72, blue: 0xB2),
    Colour(name: "vermillion", red: 0xD5, green: 0x5E, blue: 0x00),
    Colour(name: "bluish green", red: 0x00, green: 0x9E, blue: 0x73),
    Colour(name: "reddish purple", red: 0xCC, green: 0x79, blue: 0xA7),
    Colour(name: "orange", red: 0xE6, green: 0x9F, blue: 0x00),
    Colour(name: "sky blue", red: 0x56, green: 0xB4, blue: 0xE9),
    Colour(name: "black", red: 0x00, green: 0x00, blue: 0x00),
    Colour(name: "yellow", red: 0xF0, green: 0xE4, blue: 0x42),
  ]

  /// The colour of the series of that index, from 0; the ninth starts again.
  package static func colour(_ index: Int) -> Colour {
    let count = colours.count
    return colours[((index % count) + count) % count]
  }
}
