import Execution
import Language
import Tensors

/// Elements of lists, ranges, tensors, texts, records and tables. Indices start at 0, −1 is the last.
enum Indexing {
  // MARK: Elements in order

  /// How many elements a loop over the value visits.
  static func count(of value: Value) throws -> Int {
    switch value {
    case .list(let values): values.count
    case .range(let range): range.count
    case .tensor(let tensor): tensor.shape.extents.first ?? 1
    case .text(let text): text.count
    case .table(let table): table.rowCount
    default:
      throw Diagnostic.wrongKind(
        "in", expected: "a range, a list, a tensor, a table or a text", found: value.described)
    }
  }

  /// Element `number` of a value that has as many; rows of tensors and tables.
  static func element(of value: Value, number: Int) throws -> Value {
    switch value {
    case .list(let values): values[number]
    case .range(let range): .number(range[number])
    case .tensor(let tensor) where tensor.shape.rank == 1: .number(tensor.elements[number])
    case .tensor(let tensor): Value(try tensor.element(at: [number]))
    case .text(let text): .text(String(text[text.index(text.startIndex, offsetBy: number)]))
    case .table(let table): .record(table.row(number))
    default: throw Diagnostic.notIndexable(value.described)
    }
  }

  static func elements(of value: Value) throws -> [Value] {
    switch value {
    case .list(let values): return values
    case .text(let text): return text.map { .text(String($0)) }
    default:
      let count = try count(of: value)
      try Memory.require(bytes: count, each: MemoryLayout<Value>.stride)
      return try (0..<count).map { try element(of: value, number: $0) }
    }
  }

  /// The value in a form whose elements are found at once: finding a letter of a text takes a walk through
  /// it.
  static func iterable(_ value: Value) throws -> Value {
    value.kind == .text ? .list(try elements(of: value)) : value
  }

  // MARK: Reading

  /// `value[index]` for a list or a vector, without ceremony; `nil` where it takes some, or fails.
  @inline(__always)
  static func numberedElement(of value: Value?, at index: Value) -> Value? {
    guard case .number(let number) = index, let place = Int(exactly: number) else { return nil }
    switch value {
    case .list(let values): return values.indices.contains(place) ? values[place] : nil
    case .tensor(let tensor): return tensor.number(at: place).map { .number($0) }
    default: return nil
    }
  }

  /// `value[indices]`.
  static func element(of value: Value, at indices: [Value]) throws -> Value {
    if case .tensor(let tensor) = value, indices.count > 1 {
      return Value(try tensor.element(at: try indices.map(integer)))
    }
    guard let index = indices.first, indices.count == 1 else {
      throw Diagnostic.notIndexable(value.described)
    }
    switch (value, index) {
    case (.record, .text(let name)), (.table, .text(let name)), (.object, .text(let name)):
      guard let field = value.member(name) else { throw Diagnostic.noMember(name, of: value) }
      return field
    case (.number, _), (.boolean, _), (.nothing, _), (.function, _), (.record, _), (.object, _):
      throw Diagnostic.notIndexable(value.described)
    case (_, .range(let range)): return try slice(value, range)
    default: return try element(of: value, number: offset(try integer(index), count: count(of: value)))
    }
  }

  /// The elements at a range of indices, in a value of the same kind.
  private static func slice(_ value: Value, _ range: NumberRange) throws -> Value {
    let count = try count(of: value)
    try Memory.require(bytes: range.count, each: MemoryLayout<Value>.stride)
    let places = try (0..<range.count).map { try offset(try integer(.number(range[$0])), count: count) }
    switch value {
    case .list(let values): return .list(places.map { values[$0] })
    case .tensor(let tensor): return .tensor(try tensor.items(at: places))
    case .range(let range): return .tensor(Tensor(places.map { range[$0] }))
    case .text(let text):
      let letters = Array(text)
      return .text(String(places.map { letters[$0] }))
    case .table(let table): return .table(table.rows(places))
    default: throw Diagnostic.notIndexable(value.described)
    }
  }

  // MARK: Writing

  /// `vector[index] = number` or `list[index] = value`, without ceremony, and in place where nothing else
  /// holds the elements; `false`, and nothing is done, where it takes some, or fails.
  @inline(__always)
  static func setElement(of slot: Int, in frame: Frame, at index: Value, to value: Value) -> Bool {
    guard case .number(let index) = index, let place = Int(exactly: index) else { return false }
    if case .number(let number) = value, var tensor = frame.slots[slot]?.takeTensor() {
      defer { frame.put(.tensor(tensor), into: slot) }
      return tensor.setNumber(at: place, to: number)
    }
    if !value.holdsValues, var values = frame.slots[slot]?.takeList() {
      defer { frame.put(.list(values), into: slot) }
      guard values.indices.contains(place) else { return false }
      values[place] = value
      return true
    }
    return false
  }

  /// `value[path…] = new(old)`, in place where the value is not shared.
  static func replace(
    in value: inout Value, at path: ArraySlice<[Value]>, depth: Int = 0,
    with new: (() -> Value) throws -> Value
  ) throws {
    guard let indices = path.first else {
      value = try new { value }
      return try Nesting.check(value, addedTo: depth)
    }
    let rest = path.dropFirst()
    // Each kind is taken out of `value`, lest the two share their elements and the change copy them.
    if var values = value.takeList() {
      defer { value = .list(values) }
      guard let index = indices.first, indices.count == 1 else { throw Diagnostic.notIndexable("a list") }
      let place = try offset(try integer(index), count: values.count)
      try replace(in: &values[place], at: rest, depth: depth + 1, with: new)
    } else if var tensor = value.takeTensor() {
      defer { value = .tensor(tensor) }
      guard rest.isEmpty else { throw Diagnostic.notIndexable("an element of a tensor") }
      let path = try indices.map(integer)
      let part = try new { (try? tensor.element(at: path)).map { Value($0) } ?? .nothing }
      if case .number(let number) = part, path.count == 1, tensor.shape.rank == 1 {
        tensor.elements[try offset(path[0], count: tensor.elements.count)] = number
      } else {
        try tensor.replace(at: path, with: try Operators.tensor(part))
      }
    } else if var record = value.takeRecord() {
      defer { value = .record(record) }
      guard case .text(let name)? = indices.first, indices.count == 1 else {
        throw Diagnostic.notIndexable("a record", help: "a field is written [\"name\"]")
      }
      var field = record.take(name) ?? .nothing
      defer { record[name] = field }
      try replace(in: &field, at: rest, depth: depth + 1, with: new)
    } else if case .table(let table) = value {
      guard case .text(let name)? = indices.first, indices.count == 1, rest.isEmpty else {
        throw Diagnostic.notIndexable("a table", help: "a column is written [\"name\"]")
      }
      let column = try elements(of: try new { table.column(name)?.value ?? .nothing })
      value = .table(try table.with(Table.Column(name: name, values: column)))
    } else {
      throw Diagnostic.notIndexable(value.described)
    }
  }

  // MARK: Indices

  private static func integer(_ value: Value) throws -> Int {
    guard case .number(let number) = value, let integer = Int(exactly: number) else {
      throw Diagnostic.wrongKind("an index", expected: "a whole number", found: value.described)
    }
    return integer
  }

  private static func offset(_ index: Int, count: Int) throws -> Int {
    let offset = index < 0 ? index + count : index
    guard offset >= 0, offset < count else { throw Diagnostic.indexOutOfRange(index, count: count) }
    return offset
  }
}
