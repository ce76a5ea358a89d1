import Interpreter

/// The manual page in roff, from the command line's declarations and the vocabulary's.
enum ManualPage {
  static func text(of usage: Usage, version: String, _ commands: CommandTable) -> String {
    let program = usage.program
    var lines = [".TH REPLICA 1 \"\" \"\(version)\" \"User Commands\"", ".SH NAME"]
    lines.append("replica \\- \(escaped(program.abstract ?? ""))")
    lines.append(".SH SYNOPSIS")
    lines += synopsis("replica", program.form)
    for command in usage.subcommands {
      lines += [".br"] + synopsis("replica \(command.commandName)", command.form)
    }
    lines += [".SH DESCRIPTION", escaped(program.discussion ?? "")]
    lines += [".SH OPTIONS"] + program.shownArguments.flatMap(entry)
    lines.append(".SH SUBCOMMANDS")
    for command in usage.subcommands {
      lines.append(".SS \(escaped(command.commandName))")
      lines.append(escaped([command.abstract, command.discussion].compactMap { $0 }.joined(separator: "\n")))
      lines += command.shownArguments.flatMap(entry)
    }
    lines += [".SH LANGUAGE", "Commands of the language; \\fBhelp\\fR NAME at the prompt explains each."]
    for group in Command.Group.allCases {
      let members = commands.commands.filter { $0.group == group }
      if !members.isEmpty { lines.append(".SS \(escaped(group.rawValue))") }
      lines += members.flatMap { item($0.name, $0.summary + ".") }
    }
    lines += [".SH ENVIRONMENT"] + environment.flatMap { item($0.name, $0.use) }
    lines += [".SH FILES"] + files.flatMap { item($0.name, $0.use) }
    lines += [".SH EXIT STATUS"] + statuses.flatMap { item($0.name, $0.use) }
    return lines.joined(separator: "\n") + "\n"
  }

  private static let environment = [
    ("REPLICA_THREADS", "How many cores are used."),
    ("REPLICA_MEMORY_LIMIT", "How many bytes the program may hold."),
    ("REPLICA_CACHE_LIMIT", "How many bytes of results are kept; 0 keeps none."),
    ("REPLICA_PROJECTOR", "1 shows figures as large as the window, and everything bold."),
    ("VISUAL, EDITOR", "The program in which edit opens a cell."),
    ("NO_COLOR", "Set to anything, it turns colours off."),
    ("XDG_CONFIG_HOME, XDG_DATA_HOME, XDG_STATE_HOME, XDG_CACHE_HOME", "Where files are, instead of below."),
  ].map(Item.init)

  private static let files = [
    ("~/.config/replica/init.rpl", "Runs at the beginning of every session at the prompt."),
    ("~/.local/share/replica/sessions", "The journals of sessions."),
    ("~/.local/state/replica/history", "What was typed."),
    ("~/.cache/replica/results", "Results of long computations."),
    ("~/.inputrc", "The keys of the prompt, by readline; $if replica is ours."),
  ].map(Item.init)

  private static let statuses = [
    ("0", "Done."), ("1", "The script failed."), ("2", "Wrong usage."), ("130", "Interrupted."),
  ].map(Item.init)

  private struct Item {
    let name: String
    let use: String
  }

  private static func synopsis(_ name: String, _ form: String) -> [String] {
    ["\\fB\(escaped(name))\\fR \(escaped(form))"]
  }

  private static func entry(_ argument: Usage.Argument) -> [String] {
    item(argument.form, argument.use)
  }

  private static func item(_ name: String, _ text: String) -> [String] {
    [".TP", "\\fB\(escaped(name))\\fR", escaped(text)]
  }

  /// A backslash, a hyphen and a dot or quote at a line's beginning mean something to roff.
  private static func escaped(_ text: String) -> String {
    text.replacing("\\", with: "\\e").replacing("-", with: "\\-")
      .split(separator: "\n").map {
        [".", "'"].contains($0.first.map(String.init)) ? "\\&" + $0 : String($0)
      }
      .joined(separator: "\n")
  }
}
