import Tensors

/// A domain value that can be written to disk and read back to the last bit.
package protocol StorableObject: SessionObject {
  /// What the file calls its type.
  static var storageName: String { get }

  /// Throws where it holds what no file can.
  func write(to file: inout StoredWriter) throws

  /// Reads what `write` wrote. Throws where the file has something else.
  init(from file: inout StoredReader) throws
}

/// What stands before a value: what it is.
private enum Form: UInt8 {
  case nothing, number, no, yes, text, range, list, tensor, table, record, object, mask
}

extension StoredWriter {
  /// Functions and objects that are not storable have no form on disk, and are an error.
  package mutating func write(_ value: Value) throws {
    switch value {
    case .nothing: try write(form: .nothing)
    case .number(let number):
      try write(form: .number)
      try write(number)
    case .boolean(let boolean): try write(form: boolean ? .yes : .no)
    case .text(let text):
      try write(form: .text)
      try write(text)
    case .range(let range):
      try write(form: .range)
      for number in [range.lower, range.upper, range.step, range.isClosed ? 1 : 0] { try write(number) }
    case .list(let values):
      try write(form: .list)
      try write(values: values)
    case .tensor(let tensor):
      try write(form: .tensor)
      try write(elements: tensor.shape.extents)
      try write(elements: tensor.elements)
    case .mask(let mask):
      try write(form: .mask)
      try write(elements: mask.shape.extents)
      try write(elements: mask.elements.map { $0 ? 1 as UInt8 : 0 })
    case .table(let table):
      try write(form: .table)
      try write(list: table.columns) { file, column in
        try file.write(column.name)
        try file.write(values: column.values)
      }
    case .record(let record):
      try write(form: .record)
      try write(list: record.fields) { file, field in
        try file.write(field.name)
        try file.write(field.value)
      }
    case .object(let object as any StorableObject):
      try write(form: .object)
      try write(type(of: object).storageName)
      try object.write(to: &self)
    case .function, .object: throw Unstorable()
    }
  }

  private mutating func write(form: Form) throws { try write(form.rawValue) }

  /// Numbers as their bits, as nearly all lists are of numbers.
  private mutating func write(values: [Value]) throws {
    let numbers = values.compactMap(\.number)
    if numbers.count == values.count {
      try write(form: .number)
      try write(elements: numbers)
    } else {
      try write(form: .list)
      try write(list: values) { file, value in try file.write(value) }
    }
  }
}

extension StoredReader {
  package mutating func value() throws -> Value {
    // Reading recurses as values nest, and so does all that is done with them.
    guard depth <= Nesting.limit else { throw Damaged() }
    depth += 1
    defer { depth -= 1 }
    switch try form() {
    case .nothing: return .nothing
    case .number: return .number(try number())
    case .no: return .boolean(false)
    case .yes: return .boolean(true)
    case .text: return .text(try text())
    case .range:
      let (lower, upper, step, isClosed): (Double, Double, Double, Double) =
        (try number(), try number(), try number(), try number())
      guard let range = NumberRange(lower: lower, upper: upper, step: step, isClosed: isClosed == 1)
      else { throw Damaged() }
      return .range(range)
    case .list: return .list(try values())
    case .tensor:
      let extents = try elements(Int.self)
      return .tensor(try tensor(extents, try elements(Double.self)))
    case .mask:
      let extents = try elements(Int.self)
      let booleans = try elements(UInt8.self)
      guard booleans.allSatisfy({ $0 < 2 }) else { throw Damaged() }
      return .mask(try tensor(extents, booleans.map { $0 == 1 }))
    case .table:
      let columns = try list { file in Table.Column(name: try file.text(), values: try file.values()) }
      // Short columns would be filled up to any length.
      guard columns.allSatisfy({ $0.values.count == columns[0].values.count }) else { throw Damaged() }
      return .table(Table(columns))
    case .record:
      let fields = try list { file in (name: try file.text(), value: try file.value()) }
      guard let record = Record(distinct: fields) else { throw Damaged() }
      return .record(record)
    case .object:
      let name = try text()
      guard let type = objects.first(where: { $0.storageName == name }) else { throw Damaged() }
      return .object(try type.init(from: &self))
    }
  }

  private func tensor<Scalar>(_ extents: [Int], _ elements: [Scalar]) throws -> Tensor<Scalar> {
    // Written out, an axis is a list in a list.
    guard extents.count <= Nesting.limit, case let shape = try Shape.checked(extents),
      shape.count == elements.count
    else { throw Damaged() }
    return Tensor(shape: shape, elements: elements)
  }

  private mutating func form() throws -> Form {
    guard let form = Form(rawValue: try number()) else { throw Damaged() }
    return form
  }

  private mutating func values() throws -> [Value] {
    switch try form() {
    case .number: try elements(Double.self).map(Value.number)
    case .list: try list { file in try file.value() }
    default: throw Damaged()
    }
  }
}
