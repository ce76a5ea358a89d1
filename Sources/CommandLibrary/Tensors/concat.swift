import Execution
import Interpreter
import Tensors

extension Command {
  static let concat = Command(
    "concat", group: .tensors,
    summary: "Puts lists, tensors, tables or texts behind each other",
    details: """
      Lists give a list. Masks, and lists of booleans with masks, give a mask. Tensors, and lists with tensors, give a tensor: vectors one behind the other, matrices with the rows of
      all. Tables must have the same columns, but for one without any.
      """,
    parameters: [
      Parameter(
        "values", .list, .tensor, .mask, .range, .text, .table, summary: "what is put together",
        default: .absent,
        arity: .rest)
    ],
    result: "a list, a tensor, a table or a text",
    examples: [
      Example("concat([1, 2], [3])", gives: "[1, 2, 3]"),
      Example("concat(zeros(2, 3), ones(1, 3)).shape", gives: "[3, 3]"),
      Example("concat(\"ab\", \"c\")", gives: "\"abc\""),
      Example("concat(table(x: [1, 2]), table(x: [3])).count", gives: "3"),
      Example("concat(table(), table(x: [3])).count", gives: "1"),
    ],
    seeAlso: ["append", "table"]
  ) { arguments, _ in
    let values = try arguments.list("values")
    let kinds = Set(values.map(\.kind))
    switch kinds {
    case []: return .list([])
    case [.text]: return .text(try Value.joined(values.map(\.interpolated)))
    case [.mask], [.mask, .list]:
      let masks = values.compactMap { $0.asMask() }
      guard masks.count == values.count, masks.allSatisfy({ $0.shape.rank == 1 }) else {
        throw arguments.diagnostic(
          "values", "concat: expected masks of one axis, or lists of booleans with them")
      }
      return .mask(Tensor(masks.flatMap(\.elements)))
    case [.list]:
      let lists = try values.map { try $0.elements() }
      try Memory.require(bytes: lists.reduce(0) { $0 + $1.count }, each: MemoryLayout<Value>.stride)
      return .list(Array(lists.joined()))
    case [.table]: return .table(try stacked(values.compactMap(table), arguments))
    default:
      guard kinds.isSubset(of: [.list, .tensor, .range]) else {
        let names = values.map(\.described).joinedAsAlternatives()
        throw arguments.diagnostic("values", "concat: expected values of one kind, found \(names)")
      }
      return .tensor(try Tensor.concatenated(values.map { try $0.asTensor() }))
    }
  }

  private static func table(_ value: Value) -> Table? {
    if case .table(let table) = value { table } else { nil }
  }

  private static func stacked(_ tables: [Table], _ arguments: Arguments) throws -> Table {
    let tables = tables.filter { !$0.columns.isEmpty }
    let names = tables.first?.names ?? []
    for table in tables where table.names != names {
      let found = table.names.joined(separator: ", ")
      throw arguments.diagnostic(
        "values", "concat: expected the columns \(names.joined(separator: ", ")), found \(found)")
    }
    return Table(
      names.indices.map { index in
        Table.Column(name: names[index], values: tables.flatMap { $0.columns[index].values })
      })
  }
}
