import Display
import Interpreter
import Learning
import Tensors

/// The course of a training as a value of the language: a field per recorded quantity.
struct HistoryObject: StorableObject {
  static let storageName = "history"
  let history: TrainingHistory

  var kind: Kind { .history }

  var fieldNames: [String] { history.columns.map(\.name) + ["table"] }

  func field(_ name: String) -> Value? {
    if name == "table" { return .table(table) }
    return history.columns.first { $0.name == name }.map { .tensor(Tensor($0.values)) }
  }

  func hash(into sink: inout some ContentSink) {
    sink.combine(history.columns.count)
    for column in history.columns { sink.part(column.name) { $0.combine(elements: column.values) } }
  }

  private var table: Table { Table(history.columns.map { .init(name: $0.name, numbers: $0.values) }) }

  var byteCount: Int { history.columns.reduce(256) { $0 + 8 * $1.values.count } }

  var summary: String {
    "history · "
      + history.columns.compactMap { column in
        column.values.last.map { "\(column.name) \(NumberFormat.text($0, digits: 4))" }
      }.joined(separator: " · ")
  }

  func show() -> [DisplayBlock] {
    let numbers = history.columns.compactMap { column in
      column.values.last.map {
        StyledText(column.name + " ", .name) + StyledText(NumberFormat.text($0, digits: 5), .number)
      }
    }
    return [
      .line(StyledText("history", .heading) + StyledText(" · the last line:", .muted)),
      .line(StyledText("  ") + numbers.joined(separator: "   ")),
    ]
  }
}

/// On disk.
extension HistoryObject {
  func write(to file: inout StoredWriter) throws { try file.write(history) }

  init(from file: inout StoredReader) throws { history = try file.history() }
}

extension StoredWriter {
  mutating func write(_ history: TrainingHistory) throws {
    try write(list: history.columns) { file, column in
      try file.write(column.name)
      try file.write(elements: column.values)
    }
  }
}

extension StoredReader {
  mutating func history() throws -> TrainingHistory {
    try TrainingHistory(list { file in (name: try file.text(), values: try file.elements()) })
  }
}
