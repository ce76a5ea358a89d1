import Tensors

/// What journals of the first form have of a value: a few of its numbers and a hash of its texts. Their hash
/// of all bits was another one, and tells nothing now.
package struct LegacyDigest: Sendable, Equatable {
  package struct Number: Sendable, Equatable {
    /// "value" for a value that is one number.
    let name: String
    let value: Double
  }
  let kind: String
  let numbers: [Number]
  /// `nil` where there are no texts.
  let words: UInt64?

  init(of value: Value) {
    kind = value.kind.rawValue
    numbers = Array(value.characteristicNumbers.prefix(Self.largestCount))
    let texts = value.allTexts
    var hasher = BitHasher()
    for text in texts { hasher.combine(text) }
    words = texts.isEmpty ? nil : hasher.hash
  }

  private static let largestCount = 8

  /// `solution q=0.98 r=0.97 bits=3f5b0c7d9e1a2b4c`, with `words=…` before the bits where there are texts.
  init?(text: Substring) {
    let words = text.split(separator: " ")
    guard let kind = words.first, let last = words.last, last.hasPrefix("bits=") else { return nil }
    var numbers: [Number] = []
    var texts: UInt64?
    for word in words.dropFirst().dropLast() {
      if word.hasPrefix("words="), let hash = UInt64(word.dropFirst(6), radix: 16) {
        texts = hash
        continue
      }
      guard let sign = word.lastIndex(of: "="), let value = Double(word[word.index(after: sign)...]) else {
        return nil
      }
      numbers.append(.init(name: String(word[..<sign]), value: value))
    }
    (self.kind, self.numbers, self.words) = (String(kind), numbers, texts)
  }
}

extension Value {
  /// The texts and truth values that it holds, in order.
  fileprivate var allTexts: [String] {
    switch self {
    case .text(let text): [text]
    case .boolean(let boolean): ["\(boolean)"]
    case .list(let values): values.flatMap(\.allTexts)
    case .table(let table): table.columns.flatMap { [$0.name] + $0.values.flatMap(\.allTexts) }
    case .record(let record): record.fields.flatMap { [$0.name] + $0.value.allTexts }
    case .nothing, .number, .range, .tensor, .mask, .function, .object: []
    }
  }

  fileprivate var characteristicNumbers: [LegacyDigest.Number] {
    switch self {
    case .nothing, .text, .function: []
    case .number(let number): named([("value", number)])
    case .boolean(let boolean): named([("value", boolean ? 1 : 0)])
    case .range(let range):
      named([("count", Double(range.count)), ("first", range.lower), ("step", range.step)])
    case .tensor(let tensor): moments(of: tensor.elements)
    case .mask(let mask): moments(of: mask.numbers.elements)
    case .list(let values):
      if let numbers = Table.Column(name: "", values: values).numbers, !numbers.isEmpty {
        moments(of: numbers)
      } else {
        named([("count", Double(values.count))])
      }
    case .table(let table):
      named([("rows", Double(table.rowCount))])
        + table.columns.filter { $0.name != timeColumn }.compactMap { column in
          column.numbers.map { .init(name: column.name, value: $0.reduce(0) { $1.isNaN ? $0 : $0 + $1 }) }
        }
    case .record(let record): fields(record.fields.map { ($0.name, $0.value) })
    case .object(let object) where object.kind == .task: []
    case .object(let object):
      fields(
        object.fieldNames.filter { object.role(ofField: $0) == .result }.compactMap { name in
          object.field(name).map { (name, $0) }
        })
    }
  }

  private func named(_ numbers: [(String, Double)]) -> [LegacyDigest.Number] {
    numbers.map { .init(name: $0.0, value: $0.1) }
  }

  private func moments(of elements: [Double]) -> [LegacyDigest.Number] {
    guard let first = elements.first, let last = elements.last else { return named([("count", 0)]) }
    let (sum, squares) = elements.reduce((0.0, 0.0)) { ($0.0 + $1, $0.1 + $1 * $1) }
    return named([
      ("count", Double(elements.count)), ("sum", sum), ("squares", squares), ("first", first), ("last", last),
    ])
  }

  /// The numbers among the fields; of tensors and lists of them, the sum.
  private func fields(_ fields: [(name: String, value: Value)]) -> [LegacyDigest.Number] {
    fields.compactMap { name, value in
      guard name != timeColumn else { return nil }
      return switch value {
      case .number(let number): .init(name: name, value: number)
      case .tensor, .list: value.sum.map { .init(name: name, value: $0) }
      default: nil
      }
    }
  }

  /// The sum of all numbers in a tensor, or in a list of them; `nil` where there is something else.
  private var sum: Double? {
    switch self {
    case .number(let number): number
    case .tensor(let tensor): tensor.elements.reduce(0, +)
    case .list(let values):
      values.reduce(0) { sum, value in sum.flatMap { sum in value.sum.map { sum + $0 } } }
    default: nil
    }
  }
}
