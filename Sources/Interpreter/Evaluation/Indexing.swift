import Language
import Tensors

/// Elements of lists, ranges, tensors, texts, records and tables. Indices start at 0, −1 is the last.
enum Indexing {
  /// A list longer than this is taken for a mistake rather than for a wish.
  private static let largestList = 1 << 26

  /// How many elements a loop over the value visits.
  static func count(of value: Value) throws -> Int {
    switch value {
    case .list(let values): values.count
    case .range(let range): range.count
    case .tensor(let tensor) where tensor.shape.rank > 0: tensor.shape.extents[0]
    case .text(let text): text.count
    case .table(let table): table.rowCount
    default: throw Diagnostic.wrongKind("in", expected: "a range, a list, a tensor, a table or a text", found: value.described)
    }
  }

  /// Element `number` of a value that has as many; rows of tensors and tables.
  static func element(of value: Value, number: Int) throws -> Value {
    switch value {
    case .list(let values): values[number]
    case .range(let range): .number(range[number])
    case .tensor(let tensor): Operators.simplified(try tensor.element(at: [number]))
    case .text(let text): .text(String(text[text.index(text.startIndex, offsetBy: number)]))
    case .table(let table): .record(table.row(number))
    default: throw Diagnostic.notIndexable(value.described)
    }
  }

  static func elements(of value: Value) throws -> [Value] {
    let count = try count(of: value)
    guard count <= largestList else { throw Diagnostic.badRange("\(count) elements are too many for a list") }
    if case .list(let values) = value { return values }
    if case .text(let text) = value { return text.map { .text(String($0)) } }
    return try (0..<count).map { try element(of: value, number: $0) }
  }

  /// `value[indices]`.
  static func element(of value: Value, at indices: [Value]) throws -> Value {
    if case .tensor(let tensor) = value {
      if indices.count == 1, case .range = indices[0] { return try slice(value, indices[0]) }
      let path = try indices.map(integer)
      return Operators.simplified(try tensor.element(at: path))
    }
    guard let index = indices.first, indices.count == 1 else { throw Diagnostic.notIndexable(value.described) }
    switch (value, index) {
    case (.record(let record), .text(let name)):
      guard let field = record[name] else { throw missing(name, value) }
      return field
    case (.table(let table), .text(let name)):
      guard let column = table.column(name) else { throw missing(name, value) }
      return column.value
    case (.record, _), (.object, _): throw Diagnostic.notIndexable(value.described)
    case (_, .range): return try slice(value, index)
    default: return try element(of: value, number: offset(try integer(index), count: try count(of: value)))
    }
  }

  private static func slice(_ value: Value, _ indices: Value) throws -> Value {
    let count = try count(of: value)
    let chosen = try elements(of: indices).map { try element(of: value, number: offset(try integer($0), count: count)) }
    switch value {
    case .tensor, .range: return .tensor(try Tensor.stacked(chosen.map(Operators.tensor)))
    case .text: return .text(chosen.map(\.interpolated).joined())
    case .table(let table):
      let rows = try elements(of: indices).map { offset -> Int in try self.offset(try integer(offset), count: count) }
      return .table(Table(table.columns.map { column in .init(name: column.name, values: rows.map { column.values[$0] }) }))
    default: return .list(chosen)
    }
  }

  /// `value[path…] = new(old)`, in place where the value is not shared.
  static func replace(
    in value: inout Value, at path: ArraySlice<[Value]>, with new: (() -> Value) throws -> Value
  ) throws {
    guard let indices = path.first else {
      value = try new { [value] in value }
      return
    }
    let rest = path.dropFirst()
    switch value {
    case .list(var values):
      guard indices.count == 1 else { throw Diagnostic.notIndexable("a list") }
      let place = try offset(try integer(indices[0]), count: values.count)
      value = .nothing
      defer { value = .list(values) }
      try replace(in: &values[place], at: rest, with: new)
    case .record(var record):
      guard indices.count == 1, case .text(let name) = indices[0] else { throw Diagnostic.notIndexable("a record") }
      var field = record[name] ?? .nothing
      try replace(in: &field, at: rest, with: new)
      record[name] = field
      value = .record(record)
    case .tensor(var tensor):
      guard rest.isEmpty else { throw Diagnostic.notIndexable("an element of a tensor") }
      let place = try indices.map(integer)
      let part = try Operators.tensor(try new { [tensor] in (try? tensor.element(at: place)).map(Operators.simplified) ?? .nothing })
      value = .nothing
      defer { value = .tensor(tensor) }
      try tensor.replace(at: place, with: part)
    default: throw Diagnostic.notIndexable(value.described)
    }
  }

  static func integer(_ value: Value) throws -> Int {
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

  private static func missing(_ name: String, _ value: Value) -> Diagnostic {
    let names = value.memberNames
    return .noMember(
      name, of: value.kind.phrase, suggestion: Suggestion.closest(to: name, among: names),
      help: names.isEmpty ? nil : "it has \(names.joined(separator: ", "))")
  }
}
