import Tensors

/// What a field of an object is, for whoever compares two of them.
package enum FieldRole: Sendable {
  /// A result that a journal has by its name.
  case result
  /// Part of it, too, among others.
  case detail
  /// Holds how long something took, which is no part of what the object is: a number, numbers, or the column `seconds` of a table.
  case time
}

extension Value {
  /// Everything that the value is, so that equal hashes mean equal bits.
  package func hash(into sink: inout some ContentSink) {
    switch self {
    case .nothing: sink.combine(0)
    case .number(let number):
      sink.combine(1)
      sink.combine(number)
    case .boolean(let boolean): sink.combine(boolean ? 2 : 3)
    case .text(let text):
      sink.combine(4)
      sink.combine(text)
    case .range(let range):
      sink.combine(range.isClosed ? 5 : 6)
      for number in [range.lower, range.upper, range.step] { sink.combine(number) }
      sink.combine(range.count)
    case .list(let values):
      sink.combine(7)
      sink.combine(values.count)
      for value in values { value.hash(into: &sink) }
    case .tensor(let tensor):
      sink.combine(8)
      sink.combine(elements: tensor.shape.extents)
      sink.combine(elements: tensor.elements)
    case .table(let table):
      sink.combine(9)
      sink.combine(table.columns.count)
      for column in table.columns {
        sink.part(column.name) { sink in
          sink.combine(column.values.count)
          for value in column.values { value.hash(into: &sink, as: column.name) }
        }
      }
    case .record(let record):
      sink.combine(10)
      sink.combine(record.fields.count)
      for field in record.fields { sink.part(field.name) { field.value.hash(into: &$0, as: field.name) } }
    case .function(let function):
      sink.combine(11)
      function.hash(into: &sink)
    case .object(let object):
      sink.combine(12)
      sink.combine(object.kind.rawValue)
      object.hash(into: &sink)
    }
  }
}

/// What is left of a computation that was carried on as far as it goes has no size of its own.
enum Noise {
  /// Whether the number of a field or a column says how a computation went, and no more: on another processor it is another.
  static func isNoise(_ number: Double, in name: String) -> Bool {
    switch name {
    case "iterations": true
    case "residual", "quadratureError": abs(number) < 1e-6
    default: false
    }
  }
}

extension Value {
  fileprivate func hash(into sink: inout some ContentSink, as name: String) {
    if case .number(let number) = self, Noise.isNoise(number, in: name) {
      sink.combine(noise: number)
    } else {
      hash(into: &sink)
    }
  }
}

extension Function {
  fileprivate func hash(into sink: inout some ContentSink) {
    guard case .user(let function) = self else { return sink.combine(name) }
    // What it is called is no part of what it does.
    sink.combine(function.code.text)
    sink.combine(function.captures.count)
    for value in function.captures { (value ?? .nothing).hash(into: &sink) }
  }
}

extension SessionObject {
  /// All fields.
  package func hash(into sink: inout some ContentSink) { hashFields(into: &sink) }

  package func hashFields(into sink: inout some ContentSink) {
    for name in fieldNames {
      let value = field(name) ?? .nothing
      switch role(ofField: name) {
      case .time: sink.part(name) { value.withoutTimes.hash(into: &$0) }
      case .detail: sink.part(name, in: "others") { value.hash(into: &$0, as: name) }
      case .result: sink.part(name) { value.hash(into: &$0, as: name) }
      }
    }
  }
}

/// The name of the column that holds times, in tables that objects give.
package let timeColumn = "seconds"

extension Value {
  /// What an object's field is apart from times.
  fileprivate var withoutTimes: Value {
    guard case .table(let table) = self else { return .nothing }
    return .table(Table(table.columns.filter { $0.name != timeColumn }))
  }
}
