import Display

extension Help {
  /// The part of a terminal that a page may fill: 80 by 24 without the margin, and without the next prompt.
  private static let screen = (columns: 76, rows: 22)

  /// A command on one screen: all of its page where that fits, else a line for each argument and the first examples.
  package static func screen(of command: Command) -> [DisplayBlock] {
    let page = wholePage(of: command)
    return (rows(of: page) <= screen.rows ? page : brief(command)).map { .line($0) }
  }

  private static func brief(_ command: Command) -> [StyledText] {
    var lines: [StyledText] = [
      StyledText(call(of: command), .name) + StyledText("  \(command.group.rawValue) · all of it: ", .muted)
        + StyledText("help \(command.name), all: true", .keyword),
      StyledText("  \(command.summary)."),
    ]
    if let equation = command.equation { lines += Self.lines(of: equation) }
    let width = command.parameters.map(\.name.count).max() ?? 0
    lines += command.parameters.map { line(of: $0, width: width) }
    lines.append(
      StyledText("  gives ", .muted) + StyledText(clipped(clause(of: command.result), to: screen.columns - 8))
    )
    let end =
      StyledText("  see also ", .muted) + StyledText(command.seeAlso.joined(separator: ", "), .name)
    let room = screen.rows - rows(of: lines) - rows(of: [end])
    return lines + examples(of: command, rows: room) + [end]
  }

  /// Two examples if there is room, else the first that fits, else the shortest.
  private static func examples(of command: Command, rows room: Int) -> [StyledText] {
    var room = room
    var chosen: [[StyledText]] = []
    let all = command.examples.map(lines(of:))
    for lines in all where chosen.count < 2 && rows(of: lines) <= room {
      chosen.append(lines)
      room -= rows(of: lines)
    }
    if chosen.isEmpty, let shortest = all.min(by: { rows(of: $0) < rows(of: $1) }) { return shortest }
    return chosen.flatMap { $0 }
  }

  /// "solve(alpha, beta, …)": what must be given.
  static func call(of command: Command) -> String {
    let required = command.parameters.filter { $0.isRequired || $0.arity == .rest }
      .map { $0.arity == .rest ? $0.name + " …" : $0.name }
    let isAll = required.count == command.parameters.count
    return "\(command.name)(\((required + (isAll ? [] : ["…"])).joined(separator: ", ")))"
  }

  /// "  alpha  load α, patterns per weight  0…1000": one line, whatever it takes.
  private static func line(of parameter: Parameter, width: Int) -> StyledText {
    let name = "  " + parameter.name + String(repeating: " ", count: width - parameter.name.count + 2)
    let facts = briefFacts(of: parameter)
    let room = max(18, screen.columns - name.count - facts.count - 2)
    let summary = clipped(clause(of: parameter.summary), to: room)
    let rest = screen.columns - name.count - summary.count - 2
    return StyledText(name, .name) + StyledText(summary)
      + StyledText(facts.isEmpty ? "" : "  " + clipped(facts, to: rest), .muted)
  }

  private static func clipped(_ text: String, to width: Int) -> String {
    text.count <= width ? text : text.prefix(width - 1) + "…"
  }

  /// The first clause says what it is; what follows a semicolon can wait.
  private static func clause(of text: String) -> String {
    text.split(separator: ";", maxSplits: 1).first.map(String.init) ?? text
  }

  /// "0…1000", "whole ≥ 1 = 20000", "= "best"|"informed"|solution": the domain or the kinds, and the default, which is the first of
  /// choices.
  private static func briefFacts(of parameter: Parameter) -> String {
    let kinds = parameter.kinds.filter { kind in
      kind != .nothing && !(kind == .text && !parameter.choices.isEmpty)
        && !(kind == .number && parameter.domain != nil)
    }
    var facts = [parameter.domain?.brief].compactMap { $0 }
    let isDefault: (String) -> Bool = { choice in
      if case .value(.text(choice)) = parameter.defaultValue { true } else { false }
    }
    let choices = parameter.choices.filter(isDefault) + parameter.choices.filter { !isDefault($0) }
    facts += choices.map { "\"\($0)\"" } + kinds.map(\.rawValue)
    let text = parameter.evaluation == .code ? "code" : facts.joined(separator: "|")
    guard case .value(let value) = parameter.defaultValue else { return text }
    return choices.isEmpty ? text + " = \(value.literal)" : "= " + text
  }

  /// The rows that lines take when they are wrapped.
  private static func rows(of lines: [StyledText]) -> Int {
    lines.reduce(0) { $0 + max(1, ($1.width + screen.columns - 1) / screen.columns) }
  }
}

extension Domain {
  /// "0…1000", "≥ 0", "whole > 1", "between 0 and 1".
  fileprivate var brief: String {
    let from = NumberFormat.text(lower)
    let to = NumberFormat.text(upper)
    let hasUpper = upper.isFinite && !(isInteger && upper >= Double(1 << 32))
    let bounds =
      switch (lower.isFinite, hasUpper) {
      case (true, true): includesLower && includesUpper ? "\(from)…\(to)" : "between \(from) and \(to)"
      case (true, false): "\(includesLower ? "≥" : ">") \(from)"
      case (false, true): "\(includesUpper ? "≤" : "<") \(to)"
      case (false, false): ""
      }
    return isInteger ? "whole \(bounds)" : bounds
  }
}
