/// Numbers of a value, under the name of the part that they are: a few as they are, of more a sketch.
package struct NumberDigest: Sendable, Equatable {
  package struct Sketch: Sendable, Equatable {
    let count: Int
    let mean: Double
    package let rootMeanSquare: Double
    /// Σ wᵢ xᵢ / ‖x‖.
    let projections: [Double]
    static let projectionCount = 3
    /// The hash of all of them where they are integers, which are equal or not.
    let integers: UInt64?
  }
  package enum Content: Sendable, Equatable {
    case list([Double])
    case sketch(Sketch)
  }
  /// "value" for a value that is one number, "numbers" for one that is several.
  package let name: String
  package let content: Content

  package init(name: String, content: Content) {
    self.name = name.unicodeScalars.allSatisfy(Self.isPlain) ? name : Self.plain(name)
    self.content = content
  }
}

extension NumberDigest {
  package enum Difference: Sendable, Equatable {
    case number(name: String, expected: Double, found: Double)
    case count(name: String, expected: Int, found: Int)
    /// Other numbers, by their root mean square.
    case size(name: String, expected: Double, found: Double)
    /// As large as before as a whole.
    case order(name: String)
  }

  var count: Int {
    switch content {
    case .list(let numbers): numbers.count
    case .sketch(let sketch): sketch.count
    }
  }

  /// Where the numbers differ by more than the tolerance times the norm of all of them; integers differ or
  /// are equal.
  ///
  /// A number on its own is compared with itself. Errors of rounding are relative to what was added up, not
  /// to what is left of it, which is why the norm is the measure: 10⁻¹⁷ beside 1 is nothing.
  package func difference(to found: NumberDigest, tolerance: Double) -> Difference? {
    switch (content, found.content) {
    case (.list(let expected), .list(let found)) where expected.count == found.count:
      let scale = (expected + found).reduce(0) { $1.isFinite ? max($0, abs($1)) : $0 }
      for (index, pair) in zip(expected, found).enumerated()
      where !Self.agree(pair.0, pair.1, within: tolerance * scale) {
        let place = expected.count == 1 ? name : "\(name)[\(index)]"
        return .number(name: place, expected: pair.0, found: pair.1)
      }
      return nil
    case (.sketch(let expected), .sketch(let found)) where expected.count == found.count:
      return difference(expected, found, tolerance)
    default: return .count(name: name, expected: count, found: found.count)
    }
  }

  private static func agree(_ one: Double, _ other: Double, within margin: Double) -> Bool {
    if one == other || one.isNaN && other.isNaN { return true }
    guard one.isFinite, other.isFinite else { return false }
    let areIntegers = one == one.rounded() && other == other.rounded() && max(abs(one), abs(other)) < 0x1p53
    return !areIntegers && abs(one - other) <= margin
  }

  private func difference(_ expected: Sketch, _ found: Sketch, _ tolerance: Double) -> Difference? {
    if let one = expected.integers, let other = found.integers, one == other { return nil }
    let size = max(expected.rootMeanSquare, found.rootMeanSquare)
    let margin = tolerance * size / Double(count).squareRoot()
    let isAsLarge =
      abs(expected.rootMeanSquare - found.rootMeanSquare) <= tolerance * size
      && abs(expected.mean - found.mean) <= margin
    guard isAsLarge else {
      return .size(name: name, expected: expected.rootMeanSquare, found: found.rootMeanSquare)
    }
    let areIntegers = expected.integers != nil && found.integers != nil
    let isInOrder = zip(expected.projections, found.projections).allSatisfy { abs($0 - $1) <= tolerance }
    return areIntegers || !isInOrder ? .order(name: name) : nil
  }
}

// MARK: In a journal

extension NumberDigest {
  /// `q=0.98`, `numbers=1,2,3`, `fields=1000:0.2:1.1:0.3:-0.1:0.7`: count, mean, root mean square,
  /// projections.
  var text: String {
    switch content {
    case .list(let numbers): return name + "=" + numbers.map { "\($0)" }.joined(separator: ",")
    case .sketch(let sketch):
      let numbers = [sketch.mean, sketch.rootMeanSquare] + sketch.projections
      let integers = sketch.integers.map { ["#" + $0.hexadecimal] } ?? []
      return name + "=" + (["\(sketch.count)"] + numbers.map { "\($0)" } + integers).joined(separator: ":")
    }
  }

  /// Whether a character neither separates the words of a record nor ends a name.
  private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
    scalar != "=" && scalar.value > 32 && (scalar.isASCII || !scalar.properties.isWhitespace)
  }

  private static func plain(_ name: String) -> String {
    String(String.UnicodeScalarView(name.unicodeScalars.map { isPlain($0) ? $0 : "_" }))
  }

  init?(_ text: Substring) {
    guard let sign = text.lastIndex(of: "=") else { return nil }
    let (name, rest) = (String(text[..<sign]), text[text.index(after: sign)...])
    guard rest.contains(":") else {
      let numbers = rest.split(separator: ",").map { Double($0) }
      guard numbers.allSatisfy({ $0 != nil }) else { return nil }
      self.init(name: name, content: .list(numbers.compactMap(\.self)))
      return
    }
    var words = rest.split(separator: ":")[...]
    var integers: UInt64?
    if let last = words.last, last.hasPrefix("#") {
      guard let hash = UInt64(last.dropFirst(), radix: 16) else { return nil }
      integers = hash
      words = words.dropLast()
    }
    let numbers = words.dropFirst().compactMap { Double($0) }
    guard let count = words.first.flatMap({ Int($0) }), numbers.count == words.count - 1,
      numbers.count == 2 + Sketch.projectionCount
    else { return nil }
    self.init(
      name: name,
      content: .sketch(
        Sketch(
          count: count, mean: numbers[0], rootMeanSquare: numbers[1], projections: Array(numbers[2...]),
          integers: integers)))
  }
}

extension UInt64 {
  /// Sixteen digits.
  var hexadecimal: String {
    String(unsafeUninitializedCapacity: 16) { bytes in
      for place in 0..<16 {
        let digit = UInt8(truncatingIfNeeded: self >> (60 - 4 * UInt64(place))) & 15
        bytes[place] = digit < 10 ? 48 + digit : 87 + digit
      }
      return 16
    }
  }
}
