import Display
import Language

/// Help as pure functions of the declarations.
package enum Help {
  /// All that is declared about a command.
  package static func page(of command: Command) -> [DisplayBlock] {
    wholePage(of: command).map { .line($0) }
  }

  static func wholePage(of command: Command) -> [StyledText] {
    var lines: [StyledText] = [
      StyledText(command.signature, .name) + StyledText("  \(command.group.rawValue)", .muted),
      StyledText("  \(command.summary)."),
    ]
    if !command.details.isEmpty {
      lines.append("")
      // Declarations break their lines for the reader of the source; whoever shows a paragraph wraps it anew.
      lines += command.details.split(separator: "\n\n").map {
        StyledText("  " + $0.replacing("\n", with: " "))
      }
    }
    if let equation = command.equation { lines += [""] + Self.lines(of: equation) }
    if !command.parameters.isEmpty {
      lines.append("")
      let width = command.parameters.map(\.name.count).max() ?? 0
      for parameter in command.parameters {
        let padding = String(repeating: " ", count: width - parameter.name.count + 2)
        lines.append(
          StyledText("  \(parameter.name)", .name) + StyledText(padding + parameter.summary)
            + StyledText("  \(facts(of: parameter))", .muted))
      }
    }
    lines.append("")
    lines.append(StyledText("  gives ", .muted) + StyledText(command.result))
    if !command.examples.isEmpty { lines.append("") }
    lines += command.examples.flatMap(Self.lines(of:))
    if !command.seeAlso.isEmpty {
      lines.append("")
      lines.append(
        StyledText("  see also ", .muted) + StyledText(command.seeAlso.joined(separator: ", "), .name))
    }
    return lines
  }

  static func lines(of equation: Equation) -> [StyledText] {
    [StyledText("  " + equation.formula, .name), StyledText("  — " + equation.source, .muted)]
  }

  static func lines(of example: Example) -> [StyledText] {
    example.code.split(separator: "\n").enumerated().map { index, line in
      StyledText(index == 0 ? "  > " : "    ", .muted) + StyledText(String(line), .keyword)
    } + example.output.map { StyledText("    " + $0, .number) }
  }

  /// "a number, alpha ≥ 0; default 1": what a parameter takes, in words.
  package static func facts(of parameter: Parameter) -> String {
    var facts = [parameter.expectation]
    switch parameter.evaluation {
    case .value: break
    case .word: facts = parameter.choices.isEmpty ? ["a word"] : [parameter.expectation]
    case .place: facts = ["a variable that holds \(parameter.kinds.phrase)"]
    case .code: facts = ["code"]
    }
    if let unit = parameter.unit { facts.append(unit) }
    if parameter.arity == .labelled { facts.append("by its label") }
    switch (parameter.arity, parameter.defaultValue) {
    case (.rest, _): facts.append("any number of them")
    case (.fields, _): facts.append("any number of them, each with its label")
    case (.one, .required), (.labelled, .required): facts.append("required")
    case (.one, .absent), (.labelled, .absent): facts.append("may be left out")
    case (.one, .value(let value)), (.labelled, .value(let value)): facts.append("default \(value.literal)")
    }
    return facts.joined(separator: "; ")
  }

  /// All commands by group.
  package static func overview(of commands: CommandTable) -> [DisplayBlock] {
    var blocks: [DisplayBlock] = []
    for group in Command.Group.allCases {
      let members = commands.commands.filter { $0.group == group }
      guard !members.isEmpty else { continue }
      blocks.append(.line(StyledText(group.rawValue, .heading)))
      let width = members.map(\.name.count).max() ?? 0
      for command in members {
        let padding = String(repeating: " ", count: width - command.name.count + 2)
        blocks.append(.line(StyledText("  \(command.name)", .name) + StyledText(padding + command.summary)))
      }
    }
    blocks.append(.line(""))
    blocks.append(
      .line(
        StyledText("help NAME", .keyword) + StyledText(" or ", .muted) + StyledText("?NAME", .keyword)
          + StyledText(" shows one command, ", .muted) + StyledText("apropos \"word\"", .keyword)
          + StyledText(" searches, Tab completes", .muted)))
    return blocks
  }

  /// The commands whose name, summary, details or parameters hold the word.
  package static func search(_ word: String, in commands: CommandTable) -> [Command] {
    let word = word.lowercased()
    return commands.commands.filter { command in
      let texts =
        [command.name, command.summary, command.details, command.group.rawValue]
        + command.parameters.flatMap { [$0.name, $0.summary] }
      return texts.contains { $0.lowercased().contains(word) }
    }
  }
}
