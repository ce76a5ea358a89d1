import Display
import Tensors

/// What a journal keeps of a value, or of something that was shown, to recognise it by.
package struct Digest: Sendable, Equatable {
  /// "tensor"; "line" for what was shown.
  package let kind: String
  /// Its shape, its names or its beginning, in a few words for people.
  package let outline: String
  package let numbers: [NumberDigest]
  /// The hash of what is the same or not: kinds, shapes, order, names, texts.
  package let form: UInt64
  /// The hash of everything, numbers to the last bit.
  package let bits: UInt64

  init(kind: String, outline: String, numbers: [NumberDigest], form: UInt64, bits: UInt64) {
    (self.kind, self.outline, self.numbers, self.form, self.bits) = (kind, outline, numbers, form, bits)
  }

  package init(of value: Value) {
    var fingerprint = Fingerprint()
    value.hash(intoWhole: &fingerprint)
    self = fingerprint.digest(kind: value.kind.rawValue, outline: value.outline)
  }

  /// Of a variable that is no more.
  static let removed = Digest(kind: "removed", outline: "", numbers: [], form: 0, bits: 0)
}

extension Value {
  fileprivate var outline: String {
    switch self {
    case .nothing, .number: ""
    case .boolean(let boolean): "\(boolean)"
    case .text(let text): Digest.excerpt(text)
    case .range(let range): range.count == 1 ? "1 number" : "\(range.count) numbers"
    case .list(let values): values.count == 1 ? "1 element" : "\(values.count) elements"
    case .tensor(let tensor): tensor.shape.words
    case .mask(let mask): mask.shape.words
    case .table(let table): Digest.excerpt("\(table.rowCount) rows: " + Self.names(table.names))
    case .record(let record): Digest.excerpt(Self.names(record.names))
    case .function(let function): Digest.excerpt(function.signature)
    case .object(let object): Digest.excerpt(object.summary)
    }
  }

  private static func names(_ names: [String]) -> String { names.prefix(40).joined(separator: ", ") }
}

extension Digest {
  private static let longestExcerpt = 120

  /// The beginning of a text on one line, without what ends an excerpt in a journal.
  static func excerpt(_ text: String) -> String {
    let beginning = text.unicodeScalars.prefix(longestExcerpt + 1)
    let line = String.UnicodeScalarView(
      beginning.prefix(longestExcerpt).map { scalar in
        scalar == "“" || scalar == "”" ? "\"" : scalar.isPrintable ? scalar : " "
      })
    return String(line) + (beginning.count > longestExcerpt ? "…" : "")
  }
}

extension Unicode.Scalar {
  fileprivate var isPrintable: Bool {
    if isASCII { return value >= 32 && value < 127 }
    return switch properties.generalCategory {
    case .control, .lineSeparator, .paragraphSeparator, .surrogate, .format, .unassigned: false
    default: true
    }
  }
}

// MARK: In a journal

extension Digest {
  /// `tensor “2 × 3” numbers=1.0,2.0 form=3f5b0c7d9e1a2b4c bits=67d7daa3ca558146`
  var text: String {
    ([kind] + (outline.isEmpty ? [] : ["“\(outline)”"]) + numbers.map(\.text)
      + ["form=\(form.hexadecimal)", "bits=\(bits.hexadecimal)"]).joined(separator: " ")
  }

  /// `nil` where it is not of that form.
  init?(text: Substring) {
    let kind = text.prefix { $0 != " " }
    var rest = text.dropFirst(kind.count + 1)
    var outline = Substring()
    if rest.first == "“" {
      guard let end = rest.firstIndex(of: "”") else { return nil }
      outline = rest[..<end].dropFirst()
      rest = rest[rest.index(after: end)...]
    }
    let words = rest.split(separator: " ")
    guard !kind.isEmpty, words.count >= 2, words[words.count - 2].hasPrefix("form="),
      words[words.count - 1].hasPrefix("bits="),
      let form = UInt64(words[words.count - 2].dropFirst(5), radix: 16),
      let bits = UInt64(words[words.count - 1].dropFirst(5), radix: 16)
    else { return nil }
    var numbers: [NumberDigest] = []
    for word in words.dropLast(2) {
      guard let group = NumberDigest(word) else { return nil }
      numbers.append(group)
    }
    self.init(kind: String(kind), outline: String(outline), numbers: numbers, form: form, bits: bits)
  }
}
