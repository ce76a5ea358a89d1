import Tensors

/// What a field of an object is, for whoever compares two of them.
package enum FieldRole: Sendable {
  /// A result that a journal has by its name.
  case result
  /// Part of it, too, among others.
  case detail
  /// Holds how long something took, which is no part of what the object is: a number, numbers, or the column
  /// `seconds` of a table.
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
    case .mask(let mask):
      sink.combine(13)
      sink.combine(elements: mask.shape.extents)
      sink.combine(elements: mask.elements.map { $0 ? 1 as UInt8 : 0 })
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

extension Value {
  /// What `hash(into:)` gives the sink; of a value so large that nobody could walk through it, as one list
  /// stands in many places of it, a hash of its bits.
  func hash(intoWhole sink: inout some ContentSink) {
    var walk = SharedWalk()
    if holdsValues, walk.count(self) > SharedWalk.largestCount {
      sink.combine(walk.hash(self))
    } else {
      hash(into: &sink)
    }
  }
}

/// Goes once through each list and record, however many places it has in a value: after n times `x = [x, x]`
/// there are n lists, but 2ⁿ ways through them. What it finds does not depend on which lists are shared.
private struct SharedWalk {
  /// A value that holds more is not walked through element by element.
  static let largestCount = 1e7

  private var counts: [UnsafeRawPointer: Double] = [:]
  private var hashes: [UnsafeRawPointer: UInt64] = [:]

  /// How many values it holds, each counted as often as there are ways to it.
  mutating func count(_ value: Value) -> Double {
    switch value {
    case .list(let values): count(values)
    case .record(let record):
      Self.remembered(record.fields, in: &self, \.counts) { walk in
        record.fields.reduce(1) { $0 + walk.count($1.value) }
      }
    case .table(let table): table.columns.reduce(1) { $0 + count($1.values) }
    case .function(.user(let function)): function.captures.reduce(1) { $0 + count($1 ?? .nothing) }
    case .nothing, .number, .boolean, .text, .range, .tensor, .mask, .object, .function(.command): 1
    }
  }

  private mutating func count(_ values: [Value]) -> Double {
    guard values.contains(where: \.holdsValues) else { return Double(values.count) + 1 }
    return Self.remembered(values, in: &self, \.counts) { walk in values.reduce(1) { $0 + walk.count($1) } }
  }

  mutating func hash(_ value: Value) -> UInt64 {
    var hasher = BitHasher()
    switch value {
    case .list(let values): hasher.combine(hash(values))
    case .record(let record):
      hasher.combine(
        Self.remembered(record.fields, in: &self, \.hashes) { walk in
          var hasher = BitHasher()
          for field in record.fields {
            hasher.combine(field.name)
            hasher.combine(walk.hash(field.value))
          }
          return hasher.hash
        })
    case .table(let table):
      for column in table.columns {
        hasher.combine(column.name)
        hasher.combine(hash(column.values))
      }
    case .function(.user(let function)):
      hasher.combine(function.code.text)
      for value in function.captures { hasher.combine(hash(value ?? .nothing)) }
    case .nothing, .number, .boolean, .text, .range, .tensor, .mask, .object, .function(.command):
      value.hash(into: &hasher)
    }
    hasher.combine(value.kind.rawValue)
    return hasher.hash
  }

  private mutating func hash(_ values: [Value]) -> UInt64 {
    Self.remembered(values, in: &self, \.hashes) { walk in
      var hasher = BitHasher()
      for value in values { hasher.combine(walk.hash(value)) }
      return hasher.hash
    }
  }

  /// `storage` is part of the value that is walked: nothing else takes its place meanwhile.
  private static func remembered<Element, Found>(
    _ storage: [Element], in walk: inout SharedWalk,
    _ known: WritableKeyPath<SharedWalk, [UnsafeRawPointer: Found]>, _ find: (inout SharedWalk) -> Found
  ) -> Found {
    let address = storage.withUnsafeBytes { $0.baseAddress }
    if let address, let found = walk[keyPath: known][address] { return found }
    let found = find(&walk)
    if let address { walk[keyPath: known][address] = found }
    return found
  }
}

/// What is left of a computation that was carried on as far as it goes has no size of its own.
enum Noise {
  /// Whether the number of a field or a column says how a computation went, and no more: on another processor
  /// it is another.
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
