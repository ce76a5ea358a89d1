import Execution
import Language
import Tensors

/// Elements of lists, ranges, tensors, masks, texts, records and tables. Indices start at 0, −1 is the last.
enum Indexing {
  // MARK: Elements in order

  /// How many elements a loop over the value visits.
  static func count(of value: Value) throws -> Int {
    switch value {
    case .list(let values): values.count
    case .range(let range): range.count
    case .tensor(let tensor): tensor.shape.extents.first ?? 1
    case .mask(let mask): mask.shape.extents.first ?? 1
    case .text(let text): text.count
    case .table(let table): table.rowCount
    default:
      throw Diagnostic.wrongKind(
        "in", expected: "a range, a list, a tensor, a mask, a table or a text", found: value.described)
    }
  }

  /// Element `number` of a value that has as many; rows of tensors and tables.
  static func element(of value: Value, number: Int) throws -> Value {
    switch value {
    case .list(let values): values[number]
    case .range(let range): .number(range[number])
    case .tensor(let tensor) where tensor.shape.rank == 1: .number(tensor.elements[number])
    case .tensor(let tensor): Value(try tensor.part([.one(number)]))
    case .mask(let mask): Value(mask: try mask.part([.one(number)]))
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

  /// `value[picks]`.
  static func part(of value: Value, at picks: [Pick], in work: Work) throws -> Value {
    switch value {
    case .tensor(let tensor):
      if picks.count == 1, let mask = try picks[0].mask(over: tensor.shape) {
        return .tensor(try tensor.part(where: mask, in: work))
      }
      return Value(try tensor.part(try selections(picks, of: tensor.shape), in: work))
    case .mask(let own):
      if picks.count == 1, let mask = try picks[0].mask(over: own.shape) {
        return .mask(try own.part(where: mask, in: work))
      }
      return Value(mask: try own.part(try selections(picks, of: own.shape), in: work))
    default: break
    }
    guard let pick = picks.first, picks.count == 1 else {
      let help = "its lists are picked from one by one, xs[0][1]; a matrix is tensor(xs)[0, 1]"
      throw Diagnostic.notIndexable(value.described, help: value.kind == .list ? help : nil)
    }
    switch value {
    case .record, .table, .object:
      guard let name = pick.name else { break }
      guard let field = value.member(name) else { throw Diagnostic.noMember(name, of: value) }
      return field
    default: break
    }
    switch value {
    case .list, .range, .text, .table: break
    default: throw Diagnostic.notIndexable(value.described)
    }
    switch (value, try pick.selection(try count(of: value))) {
    case (_, .one(let place)): return try element(of: value, number: place)
    case (.list(let values), .several(let places)): return .list(places.map { values[$0] })
    case (.range(let range), .several(let places)): return .tensor(Tensor(places.map { range[$0] }))
    case (.text(let text), .several(let places)):
      let letters = Array(text)
      return .text(String(places.map { letters[$0] }))
    case (.table(let table), .several(let places)): return .table(table.rows(Array(places)))
    default: throw Diagnostic.notIndexable(value.described)
    }
  }

  private static func selections(_ picks: [Pick], of shape: Shape) throws -> [AxisSelection] {
    guard picks.count <= shape.rank else { throw TensorError.tooManyIndices(picks.count, shape: shape) }
    return try zip(picks, shape.extents).map { try $0.selection($1) }
  }

  /// The values that so many names take.
  static func unpacked(_ value: Value, into count: Int) throws -> [Value] {
    let values: [Value]
    switch value {
    case .list(let items): values = items
    case .record(let record): values = record.fields.map(\.value)
    case .range, .tensor, .mask:
      let found = try Self.count(of: value)
      guard found == count else { throw Diagnostic.unpacking(expected: count, found: "\(found)") }
      values = try elements(of: value)
    default:
      throw Diagnostic.unpacking(expected: count, found: value.described)
    }
    guard values.count == count else { throw Diagnostic.unpacking(expected: count, found: "\(values.count)") }
    return values
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

  /// A step from a value to a part of it, as a place writes it.
  enum Step {
    case member(String)
    case picks([Pick])

    /// The name of a field or column.
    var name: String? {
      switch self {
      case .member(let name): name
      case .picks(let picks): picks.count == 1 ? picks[0].name : nil
      }
    }

    /// What stands in brackets; throws for a field, which `value` does not have.
    func picks(of value: @autoclosure () -> Value) throws -> [Pick] {
      guard case .picks(let picks) = self else { throw Diagnostic.noMember(name ?? "", of: value()) }
      return picks
    }
  }

  /// `value‹path› = new(old)`, in place where the value is not shared.
  static func replace(
    in value: inout Value, at path: ArraySlice<Step>, depth: Int = 0, in work: Work,
    with new: (() throws -> Value) throws -> Value
  ) throws {
    guard let step = path.first else {
      value = try new { value }
      return try Nesting.check(value, addedTo: depth)
    }
    let rest = path.dropFirst()
    // Each kind is taken out of `value`, lest the two share their elements and the change copy them.
    if var values = value.takeList() {
      defer { value = .list(values) }
      let picks = try step.picks(of: .list(values))
      guard picks.count == 1 else { throw Diagnostic.notIndexable("a list") }
      switch try picks[0].selection(values.count) {
      case .one(let place):
        try replace(in: &values[place], at: rest, depth: depth + 1, in: work, with: new)
      case .several(let places):
        guard rest.isEmpty else { throw Diagnostic.notIndexable("a part of a list") }
        let items = try spread(try new { .list(places.map { values[$0] }) }, over: places.count)
        for item in items { try Nesting.check(item, addedTo: depth + 1) }
        for (place, item) in zip(places, items) { values[place] = item }
      }
    } else if var tensor = value.takeTensor() {
      defer { value = .tensor(tensor) }
      let picks = try step.picks(of: .tensor(tensor))
      guard rest.isEmpty else { throw Diagnostic.notIndexable("an element of a tensor") }
      if picks.count == 1, let mask = try picks[0].mask(over: tensor.shape) {
        let part = try new { .tensor(try tensor.part(where: mask, in: work)) }
        try tensor.replace(where: mask, with: try Operators.tensor(part, in: work), in: work)
      } else {
        let selections = try selections(picks, of: tensor.shape)
        let part = try new { Value(try tensor.part(selections, in: work)) }
        try tensor.replace(selections, with: try Operators.tensor(part, in: work), in: work)
      }
    } else if var mask = value.takeMask() {
      defer { value = .mask(mask) }
      let picks = try step.picks(of: .mask(mask))
      guard rest.isEmpty else { throw Diagnostic.notIndexable("an element of a mask") }
      if picks.count == 1, let picked = try picks[0].mask(over: mask.shape) {
        let part = try new { .mask(try mask.part(where: picked, in: work)) }
        try mask.replace(where: picked, with: try booleans(part), in: work)
      } else {
        let selections = try selections(picks, of: mask.shape)
        let part = try new { Value(mask: try mask.part(selections, in: work)) }
        try mask.replace(selections, with: try booleans(part), in: work)
      }
    } else if var record = value.takeRecord() {
      defer { value = .record(record) }
      guard let name = step.name else {
        throw Diagnostic.notIndexable("a record", help: "a field is written [\"name\"]")
      }
      var field = record.take(name) ?? .nothing
      defer { record[name] = field }
      try replace(in: &field, at: rest, depth: depth + 1, in: work, with: new)
    } else if case .table(let table) = value {
      value = .table(try replaced(in: table, at: step, rest, depth: depth, in: work, with: new))
    } else if case .object(let object) = value {
      throw Diagnostic.fixedFields(of: object.kind)
    } else {
      _ = try step.picks(of: value)
      throw Diagnostic.notIndexable(value.described)
    }
  }

  /// A table with another column, other cells of one, or other rows.
  private static func replaced(
    in table: Table, at step: Step, _ rest: ArraySlice<Step>, depth: Int, in work: Work,
    with new: (() throws -> Value) throws -> Value
  ) throws -> Table {
    if let name = step.name {
      let column = table.column(name)
      var cells = Value.list(column?.values ?? [])
      if rest.isEmpty {
        let value = try new { column?.value ?? .nothing }
        cells = .list(value.isScalar ? try spread(value, over: table.rowCount) : try elements(of: value))
      } else {
        guard column != nil else { throw Diagnostic.noMember(name, of: .table(table)) }
        try replace(in: &cells, at: rest, depth: depth + 1, in: work, with: new)
      }
      return try table.with(Table.Column(name: name, values: try elements(of: cells)))
    }
    let picks = try step.picks(of: .table(table))
    guard picks.count == 1 else { throw Diagnostic.notIndexable("a table") }
    let rows: Table
    let places: [Int]
    switch try picks[0].selection(table.rowCount) {
    case .one(let place):
      var row = Value.record(table.row(place))
      try replace(in: &row, at: rest, depth: depth + 1, in: work, with: new)
      (rows, places) = (try Self.rows(row, of: table, count: 1), [place])
    case .several(let several):
      guard rest.isEmpty else {
        throw Diagnostic.notIndexable("a part of a table", help: "cells are written t.column[mask]")
      }
      places = Array(several)
      rows = try Self.rows(try new { .table(table.rows(places)) }, of: table, count: places.count)
    }
    return Table(
      zip(table.columns, rows.columns).map { column, picked in
        var values = column.values
        for (place, value) in zip(places, picked.values) { values[place] = value }
        return Table.Column(name: column.name, values: values)
      })
  }

  /// A record, or a table, as so many rows of a table with the same columns.
  private static func rows(_ value: Value, of table: Table, count: Int) throws -> Table {
    let names: [String]
    let rows: Table
    switch value {
    case .record(let record):
      names = record.names
      rows = Table(
        record.fields.map { .init(name: $0.name, values: Array(repeating: $0.value, count: count)) })
    case .table(let other): (names, rows) = (other.names, other)
    default:
      throw Diagnostic.wrongKind("rows of a table", expected: "a record or a table", found: value.described)
    }
    guard names == table.names else {
      throw Diagnostic.argument(
        "expected the columns \(table.names.joined(separator: ", ")), found \(names.joined(separator: ", "))")
    }
    guard rows.rowCount == count else {
      throw Diagnostic.unpacking(expected: count, found: "\(rows.rowCount)")
    }
    return rows
  }

  /// The items that so many places of a list take: those of a value with as many, or one for all of them.
  private static func spread(_ value: Value, over count: Int) throws -> [Value] {
    switch value {
    case .list, .range, .tensor, .mask: try unpacked(value, into: count)
    default: Array(repeating: value, count: count)
    }
  }

  /// What places of a mask take.
  private static func booleans(_ value: Value) throws -> Tensor<Bool> {
    if case .boolean(let boolean) = value { return Tensor(scalar: boolean) }
    guard let mask = Operators.mask(value) else {
      throw Diagnostic.wrongKind("an element of a mask", expected: "a boolean", found: value.described)
    }
    return mask
  }
}
