import Display
import Tensors

/// Everything a name can stand for. Copying is cheap and copies are independent.
///
/// What is larger than a pointer is boxed: a value then takes 16 bytes, in a list as in a variable, and
/// travels in two registers.
package enum Value: Sendable {
  case nothing
  case number(Double)
  case boolean(Bool)
  indirect case text(String)
  indirect case range(NumberRange)
  case list([Value])
  case tensor(Tensor<Double>)
  /// A tensor of booleans, as comparisons give it.
  case mask(Tensor<Bool>)
  case table(Table)
  case record(Record)
  case function(Function)
  /// A value of a domain: a solution, a network, a task, a history, a figure.
  indirect case object(any SessionObject)

  package var kind: Kind {
    switch self {
    case .nothing: .nothing
    case .number: .number
    case .boolean: .boolean
    case .text: .text
    case .range: .range
    case .list: .list
    case .tensor: .tensor
    case .mask: .mask
    case .table: .table
    case .record: .record
    case .function: .function
    case .object(let object): object.kind
    }
  }

  /// The number, or `nil` for another kind.
  package var number: Double? {
    if case .number(let number) = self { number } else { nil }
  }

  /// Whether one cell of a table can show it.
  package var isScalar: Bool {
    switch self {
    case .number, .boolean, .text, .nothing: true
    default: false
    }
  }
}

/// Taking what a value holds out of it leaves `nothing`, and the taker as the only holder.
extension Value {
  package mutating func takeList() -> [Value]? {
    switch consume self {
    case .list(let values):
      self = .nothing
      return values
    case let other:
      self = other
      return nil
    }
  }

  package mutating func takeTensor() -> Tensor<Double>? {
    switch consume self {
    case .tensor(let tensor):
      self = .nothing
      return tensor
    case let other:
      self = other
      return nil
    }
  }

  package mutating func takeMask() -> Tensor<Bool>? {
    switch consume self {
    case .mask(let mask):
      self = .nothing
      return mask
    case let other:
      self = other
      return nil
    }
  }

  package mutating func takeRecord() -> Record? {
    switch consume self {
    case .record(let record):
      self = .nothing
      return record
    case let other:
      self = other
      return nil
    }
  }
}

/// What the interpreter asks of a value it does not know: the way solutions, networks and tasks enter the
/// language.
package protocol SessionObject: Sendable {
  var kind: Kind { get }
  /// The fields by name, in the order in which they are shown.
  var fieldNames: [String] { get }
  /// The field of that name, or `nil` when there is none. Cheap: nothing is computed for it.
  func field(_ name: String) -> Value?
  /// What a cell shows of it.
  func show() -> [DisplayBlock]
  /// One line for lists of variables.
  var summary: String { get }
  /// What `--json` prints of it.
  var json: JSONValue { get }
  /// About how many bytes of memory it holds.
  var byteCount: Int { get }
  /// The numbers by which `check` knows it, as in `AbstractValue.sizes`; empty where it fits everything. Cheap.
  var sizes: [String: Int] { get }
  /// What a field is where two objects are compared.
  func role(ofField name: String) -> FieldRole
  /// All that it is; what its fields do not show, too.
  func hash(into sink: inout some ContentSink)
}

extension SessionObject {
  /// An object of the fields.
  package var json: JSONValue { .object(fieldNames.map { ($0, field($0)?.json ?? .null) }) }

  package var byteCount: Int { 4096 }

  package var sizes: [String: Int] { [:] }

  package func role(ofField name: String) -> FieldRole { .result }
}
