import Tensors

/// What a journal keeps of a value to recognise it by: a few of its numbers, to compare with a tolerance, and a hash of its bits.
package struct Digest: Sendable, Equatable {
  package struct Number: Sendable, Equatable {
    /// "value" for a value that is one number.
    package let name: String
    package let value: Double
  }
  package let kind: String
  package let numbers: [Number]
  /// The hash of the texts that it holds, which are the same or not; `nil` where there are none.
  package let words: UInt64?
  package let bits: UInt64

  init(kind: String, numbers: [Number], words: UInt64?, bits: UInt64) {
    (self.kind, self.numbers, self.words, self.bits) = (kind, numbers, words, bits)
  }

  package init(of value: Value) {
    kind = value.kind.rawValue
    numbers = Array(value.characteristicNumbers.prefix(Self.largestCount))
    let texts = value.texts
    words = texts.isEmpty ? nil : Self.hash(texts)
    var hasher = BitHasher()
    value.hash(into: &hasher)
    bits = hasher.hash
  }

  private static let largestCount = 8

  private static func hash(_ texts: [String]) -> UInt64 {
    var hasher = BitHasher()
    for text in texts { hasher.combine(text) }
    return hasher.hash
  }
}

extension Value {
  /// The texts and truth values that it holds, in order.
  fileprivate var texts: [String] {
    switch self {
    case .text(let text): [text]
    case .boolean(let boolean): ["\(boolean)"]
    case .list(let values): values.flatMap(\.texts)
    case .table(let table): table.columns.flatMap { [$0.name] + $0.values.flatMap(\.texts) }
    case .record(let record): record.fields.flatMap { [$0.name] + $0.value.texts }
    case .nothing, .number, .range, .tensor, .function, .object: []
    }
  }

  /// The numbers that tell most about a value.
  fileprivate var characteristicNumbers: [Digest.Number] {
    switch self {
    case .nothing, .text, .function: []
    case .number(let number): named([("value", number)])
    case .boolean(let boolean): named([("value", boolean ? 1 : 0)])
    case .range(let range):
      named([("count", Double(range.count)), ("first", range.lower), ("step", range.step)])
    case .tensor(let tensor): moments(of: tensor.elements)
    case .list(let values):
      if let numbers = Table.Column(name: "", values: values).numbers, !numbers.isEmpty {
        moments(of: numbers)
      } else {
        named([("count", Double(values.count))])
      }
    case .table(let table):
      named([("rows", Double(table.rowCount))])
        + table.columns.filter { $0.name != timingField }.compactMap { column in
          column.numbers.map { .init(name: column.name, value: $0.reduce(0) { $1.isNaN ? $0 : $0 + $1 }) }
        }
    case .record(let record): fields(record.fields.map { ($0.name, $0.value) })
    case .object(let object):
      fields(object.digestNames.compactMap { name in object.field(name).map { (name, $0) } })
    }
  }

  private func named(_ numbers: [(String, Double)]) -> [Digest.Number] {
    numbers.map { .init(name: $0.0, value: $0.1) }
  }

  private func moments(of elements: [Double]) -> [Digest.Number] {
    guard let first = elements.first, let last = elements.last else { return named([("count", 0)]) }
    let (sum, squares) = elements.reduce((0.0, 0.0)) { ($0.0 + $1, $0.1 + $1 * $1) }
    return named([
      ("count", Double(elements.count)), ("sum", sum), ("squares", squares), ("first", first), ("last", last),
    ])
  }

  /// The numbers among the fields; of tensors and lists of them, the sum.
  private func fields(_ fields: [(name: String, value: Value)]) -> [Digest.Number] {
    fields.compactMap { name, value in
      guard name != timingField else { return nil }
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
