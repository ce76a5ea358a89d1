import Execution
import Tensors

extension Value {
  /// `value.name`; `nil` when there is no such field.
  package func member(_ name: String) -> Value? {
    switch self {
    case .record(let record): record[name]
    case .table(let table):
      table.column(name)?.value ?? (name == "count" ? .number(Double(table.rowCount)) : nil)
    case .object(let object):
      object.field(name) ?? object.fieldNames.first { GreekNames.match($0, name) }.flatMap(object.field)
    case .list(let values): name == "count" ? .number(Double(values.count)) : nil
    case .text(let text): name == "count" ? .number(Double(text.count)) : nil
    case .range(let range):
      switch name {
      case "count": .number(Double(range.count))
      case "step": .number(range.step)
      default: nil
      }
    case .tensor(let tensor):
      switch name {
      case "shape": .list(tensor.shape.extents.map { .number(Double($0)) })
      case "count": .number(Double(tensor.shape.count))
      default: nil
      }
    case .mask(let mask):
      switch name {
      case "shape": .list(mask.shape.extents.map { .number(Double($0)) })
      case "count": .number(Double(mask.shape.count))
      default: nil
      }
    default: nil
    }
  }

  /// The names that `value.` can be followed by.
  package var memberNames: [String] {
    switch self {
    case .record(let record): record.names
    case .table(let table): table.names + ["count"]
    case .object(let object): object.fieldNames
    case .list, .text: ["count"]
    case .range: ["count", "step"]
    case .tensor, .mask: ["shape", "count"]
    default: []
    }
  }
}

extension Value {
  /// The elements that a loop over the value visits.
  package func elements() throws -> [Value] { try Indexing.elements(of: self) }
}

extension Value {
  /// A mask, or the booleans of a list; `nil` for anything else.
  package func asMask() -> Tensor<Bool>? {
    if case .list(let values) = self, values.isEmpty { return Tensor([]) }
    return Operators.mask(self)
  }

  /// Whether both are the same as a whole; throws for objects, which cannot be compared.
  package func equals(_ other: Value, in work: Work) throws -> Bool {
    try Operators.areEqual(self, other, in: work)
  }

  /// The numbers of a number, tensor, mask, range or (nested) list.
  package func asTensor() throws -> Tensor<Double> { try Operators.tensor(self) }
}
