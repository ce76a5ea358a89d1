/// A kind of image that a page may hold, known by the bytes that it begins with and not by its name: what is
/// called an image may be anything, and a page is handed on.
package enum ImageType: String, CaseIterable, Sendable {
  case png = "image/png"
  case jpeg = "image/jpeg"
  case gif = "image/gif"
  case webp = "image/webp"
  case svg = "image/svg+xml"

  /// `nil` for what is no image, and for a drawing that could do something.
  package init?(of bytes: [UInt8]) {
    let found = Self.allCases.first { $0.signatures.contains { $0.matches(bytes) } }
    guard let type = found ?? (VectorImage.isHarmless(bytes) ? .svg : nil) else { return nil }
    self = type
  }

  /// Bytes at places.
  private struct Signature {
    let parts: [(offset: Int, bytes: [UInt8])]

    init(_ parts: (Int, [UInt8])...) { self.parts = parts.map { ($0.0, $0.1) } }

    func matches(_ bytes: [UInt8]) -> Bool {
      parts.allSatisfy { part in bytes.dropFirst(part.offset).starts(with: part.bytes) }
    }
  }

  private var signatures: [Signature] {
    switch self {
    case .png: [Signature((0, [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]))]
    case .jpeg: [Signature((0, [0xFF, 0xD8, 0xFF]))]
    case .gif: [Signature((0, Array("GIF87a".utf8))), Signature((0, Array("GIF89a".utf8)))]
    case .webp: [Signature((0, Array("RIFF".utf8)), (8, Array("WEBP".utf8)))]
    case .svg: []
    }
  }

  /// SVG is text, and may hold scripts, other files and pages.
  private enum VectorImage {
    private static let refused = [
      "<script", "<foreignobject", "<iframe", "<!entity", "javascript:", "<?xml-stylesheet", "@import",
    ]

    static func isHarmless(_ bytes: [UInt8]) -> Bool {
      guard let text = String(validating: bytes, as: UTF8.self) else { return false }
      let scalars = text.lowercased().unicodeScalars
      guard let root = Self.root(of: scalars[...]), root.starts(with: "<svg".unicodeScalars),
        scalars.reversed().drop(while: \.properties.isWhitespace).starts(with: ">gvs/<".unicodeScalars)
      else { return false }
      return !refused.contains { scalars.firstRange(of: $0.unicodeScalars) != nil } && !hasHandler(scalars)
    }

    /// What follows the declaration, comments and blanks before the first element.
    private static func root(of text: Substring.UnicodeScalarView) -> Substring.UnicodeScalarView? {
      var rest = text.drop { $0.properties.isWhitespace || $0 == "\u{FEFF}" }
      for (opening, closing) in [("<?xml", "?>"), ("<!--", "-->"), ("<!doctype", ">"), ("<!--", "-->")]
      where rest.starts(with: opening.unicodeScalars) {
        guard let end = rest.firstRange(of: closing.unicodeScalars) else { return nil }
        rest = rest[end.upperBound...].drop { $0.properties.isWhitespace }
      }
      return rest
    }

    /// Whether something is to run at an event: ` onload=`.
    private static func hasHandler(_ text: String.UnicodeScalarView) -> Bool {
      var rest = text[...]
      while let place = rest.firstRange(of: "on".unicodeScalars) {
        let before = place.lowerBound == text.startIndex ? " " : text[text.index(before: place.lowerBound)]
        rest = rest[place.upperBound...]
        let isBegun = before.properties.isWhitespace || "\"'/".unicodeScalars.contains(before)
        let name = rest.prefix { $0.properties.isAlphabetic }
        let behind = rest[name.endIndex...].drop { $0.properties.isWhitespace }
        if isBegun, !name.isEmpty, behind.first == "=" { return true }
      }
      return false
    }
  }
}
