import Language

/// What is known of a value before anything is computed.
package struct AbstractValue: Sendable {
  /// The kinds it may have; `nil` for any.
  package var kinds: Set<Kind>?
  /// The value itself, where it follows from the text.
  package var value: Value?
  /// Extents of a tensor, `nil` for each that is not known.
  package var extents: [Int?]?
  /// The numbers that a network or a task has by name: "inputs", "classes", "examples", "weights". A list of tasks has those of each.
  package var sizes: [String: Int] = [:]
  /// Where a variable was given it.
  var origin: Origin?
  /// The definition, where it is a function of the script.
  var definition: Definition?
  /// The fields of a record.
  var fields: [(name: String, abstract: AbstractValue)]?

  /// Anything.
  package static let unknown = AbstractValue()

  package init(_ kinds: Set<Kind>? = nil, sizes: [String: Int] = [:]) {
    self.kinds = kinds
    self.sizes = sizes
  }

  package init(_ kind: Kind) { kinds = [kind] }

  /// A record with these fields.
  package init(fields: [(name: String, abstract: AbstractValue)]) {
    self.init(.record)
    self.fields = fields
  }

  /// A tensor.
  package init(extents: [Int?]) {
    self.init(.tensor)
    self.extents = extents
  }

  package init(_ value: Value) {
    self.init(value.kind)
    self.value = value
    switch value {
    case .tensor(let tensor): extents = tensor.shape.extents
    case .list(let values) where values.count < 1000:
      extents = (try? value.asTensor())?.shape.extents
      sizes = Self.sizes(of: values)
    case .range(let range): extents = [range.count]
    case .record(let record): fields = record.fields.map { ($0.name, AbstractValue($0.value)) }
    case .object(let object): sizes = object.sizes
    default: break
    }
  }

  /// Those that all tasks of a list have, and how many tasks there are.
  private static func sizes(of values: [Value]) -> [String: Int] {
    var common: [String: Int]?
    for value in values {
      guard case .object(let object) = value, object.kind == .task else { return [:] }
      common = common?.filter { object.sizes[$0.key] == $0.value } ?? object.sizes
    }
    return common?.merging(["tasks": values.count]) { $1 } ?? [:]
  }

  package var number: Double? { value?.number }

  package var integer: Int? { number.flatMap { Int(exactly: $0) } }

  /// The parameters of a function of the script, as far as it is known.
  package var parameterNames: [String]? { definition?.parameters.map(\.name.text) }

  package var text: String? { if case .text(let text)? = value { text } else { nil } }

  /// What is still known once a command has changed the value in place: its kinds and sizes.
  var withoutValue: AbstractValue { AbstractValue(kinds, sizes: sizes) }

  /// What is known where the value is this one or the other.
  func or(_ other: AbstractValue) -> AbstractValue {
    var abstract = AbstractValue()
    if let kinds, let more = other.kinds { abstract.kinds = kinds.union(more) }
    if extents == other.extents { abstract.extents = extents }
    abstract.sizes = sizes.filter { other.sizes[$0.key] == $0.value }
    return abstract
  }
}
