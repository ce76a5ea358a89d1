import Tensors

/// What a field of an object is, for whoever compares two of them.
package enum FieldRole: Sendable {
  /// A result that a journal has by its name.
  case result
  /// Part of it, too, among others.
  case detail
  /// How the computation went: on another processor it is another.
  case noise
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
          for value in column.values { value.hash(into: &sink) }
        }
      }
    case .record(let record):
      sink.combine(10)
      sink.combine(record.fields.count)
      for field in record.fields { sink.part(field.name) { field.value.hash(into: &$0) } }
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
      switch (role(ofField: name), value) {
      case (.noise, .number(let number)): sink.combine(noise: number)
      case (.time, _): sink.part(name) { value.withoutTimes.hash(into: &$0) }
      case (.detail, _): sink.part(name, in: "others") { value.hash(into: &$0) }
      case (.result, _), (.noise, _): sink.part(name) { value.hash(into: &$0) }
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
