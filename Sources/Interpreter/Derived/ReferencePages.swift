/// The reference in Markdown, generated from the declarations: a page for each group of commands, their index, a cheat sheet, and the
/// errors.
package enum ReferencePages {
  /// Pages by their path in the folder of the reference.
  package static func all(of commands: CommandTable) -> [(name: String, text: String)] {
    let groups = Command.Group.allCases.filter { group in commands.commands.contains { $0.group == group } }
    let pages = groups.map { ("Commands/\($0.rawValue).md", page(of: $0, commands)) }
    return [("Commands/README.md", index(of: groups, commands))] + pages + [
      ("CheatSheet.md", notice + CheatSheet.text(of: commands)),
      ("Diagnostics.md", notice + DiagnosticPage.text(commands)),
    ]
  }

  static let notice =
    "<!-- Generated from the declarations by scripts/update-reference. Do not edit. -->\n"

  private static func index(of groups: [Command.Group], _ commands: CommandTable) -> String {
    var text = notice + "\n# Commands\n"
    for group in groups {
      text += "\n## [\(group.rawValue)](\(group.rawValue).md)\n\n"
      for command in commands.commands where command.group == group {
        text +=
          "- [`\(command.name)`](\(group.rawValue).md#\(command.name.lowercased())): \(command.summary).\n"
      }
    }
    return text
  }

  private static func page(of group: Command.Group, _ commands: CommandTable) -> String {
    var text = notice + "\n# Commands: \(group.rawValue)\n"
    for command in commands.commands where command.group == group {
      text += "\n## \(command.name)\n\n    \(command.signature)\n\n\(command.summary).\n"
      if !command.details.isEmpty { text += "\n\(command.details)\n" }
      if let equation = command.equation {
        text += "\n    \(equation.formula)\n\n— \(equation.source)\n"
      }
      if !command.parameters.isEmpty {
        text += "\n| argument | what it is | takes |\n|---|---|---|\n"
        for parameter in command.parameters {
          text +=
            "| `\(parameter.name)` | \(escaped(parameter.summary)) | \(escaped(Help.facts(of: parameter))) |\n"
        }
      }
      text += "\nGives \(command.result).\n"
      if !command.examples.isEmpty {
        text += "\n```\n"
        for example in command.examples {
          text += example.code.split(separator: "\n").map { "> \($0)\n" }.joined()
          text += example.output.map { "\($0)\n" }.joined()
        }
        text += "```\n"
      }
      if !command.seeAlso.isEmpty {
        text += "\nSee also: " + command.seeAlso.map { "`\($0)`" }.joined(separator: ", ") + ".\n"
      }
    }
    return text
  }

  static func escaped(_ text: String) -> String { text.replacing("|", with: "\\|") }
}
