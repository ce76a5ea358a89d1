import Display
import Execution
import Interpreter

extension Command {
  static let memory = Command(
    "memory", group: .session,
    summary: "Lists the variables by the memory they hold, and how much is free",
    details:
      "What two variables share is counted for both. Old states that `undo` goes back to stand in `history`.",
    result: "nothing; the list is shown", effects: [.output],
    examples: [Example("x = zeros 1000\nmemory")],
    seeAlso: ["vars", "history"]
  ) { _, context in
    let variables = context.session.globals.assigned.map { ($0.name, $0.value, $0.value.byteCount) }
      .sorted { ($1.2, $0.0) < ($0.2, $1.0) }
    func words(_ bytes: Int) -> String { Memory.words(Double(bytes)) }
    let free = StyledText("\(words(Memory.available)) are free", .muted)
    guard !variables.isEmpty else {
      context.inform([.line(StyledText("no variables yet", .muted)), .line(free)])
      return .nothing
    }
    let table = DisplayTable(columns: [
      .init(title: "name", alignment: .leading, cells: variables.map { StyledText($0.0, .name) }),
      .init(
        title: "kind", alignment: .leading, cells: variables.map { StyledText($0.1.kind.rawValue, .muted) }),
      .init(title: "holds", cells: variables.map { StyledText(words($0.2), .number) }),
    ])
    context.inform([.table(table), .line(free)])
    return .nothing
  }
}
