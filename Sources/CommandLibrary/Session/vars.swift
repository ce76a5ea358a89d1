import Display
import Interpreter

extension Command {
  static let vars = Command(
    "vars", group: .session,
    summary: "Lists the variables with their kinds and values",
    result: "nothing; the list is shown", effects: [.output],
    examples: [Example("x = 3\nvars", shows: "name  kind    value\nx     number  3")],
    seeAlso: ["help"]
  ) { _, context in
    let variables = context.session.globals.assigned
    guard !variables.isEmpty else {
      context.show([.line(StyledText("no variables yet", .muted))])
      return .nothing
    }
    context.show([
      .table(
        DisplayTable(columns: [
          .init(title: "name", alignment: .leading, cells: variables.map { StyledText($0.name, .name) }),
          .init(
            title: "kind", alignment: .leading,
            cells: variables.map { StyledText($0.value.kind.rawValue, .muted) }),
          .init(title: "value", alignment: .leading, cells: variables.map { StyledText($0.value.summary) }),
        ]))
    ])
    return .nothing
  }
}
