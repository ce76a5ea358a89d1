import Display
import Language

/// Text that came at one go and is more than one cell: a session copied from a screen or a page, or a script with `# %%` lines.
///
/// Of a session the prompts are taken away and the results dropped, and so are the cells that failed:
///
///     [1] x = 2
///         2
///
///     [2] func square(x) {
///     ...   x^2
///     ... }
enum PastedText {
  /// The cells; `nil` where the text is one cell as it stands.
  static func cells(of text: String) -> [String]? {
    let lines = text.lines.map { $0[...] }
    guard let first = lines.first(where: { $0.contains { $0 != " " } }) else { return nil }
    if prompted(first) != nil, lines.count > 1 || !isOneCell(text) { return cells(ofSession: lines) }
    return lines.contains { $0.hasPrefix("# %%") } ? cells(ofScript: text) : nil
  }

  private static func cells(ofSession lines: [Substring]) -> [String] {
    var cells: [Cell] = []
    let margin = lines.first { prompted($0) != nil }?.prefix { $0 == " " }.count ?? 0
    for line in lines {
      let line = line.prefix(margin).allSatisfy { $0 == " " } ? line.dropFirst(margin) : line
      if let code = prompted(line) {
        cells.append(Cell(lines: [code]))
      } else if var cell = cells.popLast() {
        cell.take(line)
        cells.append(cell)
      }
    }
    return cells.filter { !$0.hasFailed }.map { $0.lines.joined(separator: "\n") }
      .filter { text in text.contains { !$0.isWhitespace } }
  }

  private static func cells(ofScript text: String) -> [String]? {
    let source = SourceText(text, name: "input")
    guard let script = try? Parser.parse(source) else { return nil }
    let cells = script.cells.filter { !$0.statements.isEmpty }
    return cells.count > 1 ? cells.map { source[$0.span].trimmedLines } : nil
  }

  /// What stands behind `[12] `, which begins no line of the language but one that works on a list.
  private static func prompted(_ line: Substring) -> Substring? {
    line.prefixMatch(of: /\ *\[[0-9]+\](\ |$)/).map { line[$0.range.upperBound...] }
  }

  private static func isOneCell(_ text: String) -> Bool {
    do throws(Diagnostic) {
      _ = try Parser.parse(SourceText(text, name: "input"))
      return true
    } catch {
      return error.isIncomplete
    }
  }

  private struct Cell {
    var lines: [Substring]
    /// Whether results have begun.
    private var isOver = false
    private(set) var hasFailed = false

    init(lines: [Substring]) {
      self.lines = lines
      hasFailed = lines.first?.hasSuffix("^C") ?? false
    }

    private var isUnfinished: Bool {
      do throws(Diagnostic) {
        _ = try Parser.parse(SourceText(lines.joined(separator: "\n"), name: "input"))
        return false
      } catch {
        return error.isIncomplete
      }
    }

    /// A line below the prompt: code goes on where a prompt says so, or where the cell is not finished, or at the margin right below it.
    mutating func take(_ line: Substring) {
      if !isOver, let dots = line.prefixMatch(of: /\ *\.\.\.(\ |$)/) {
        lines.append(line[dots.range.upperBound...])
      } else if !isOver, isUnfinished {
        lines.append(line)
      } else if !isOver, !line.isEmpty, !line.hasPrefix("    ") {
        lines.append(line)
      } else {
        isOver = true
        hasFailed = hasFailed || line.drop { $0 == " " }.hasPrefix("error[E")
      }
    }
  }
}

extension String {
  /// Without blank lines at its end.
  var trimmedLines: String {
    var rest = self[...]
    while rest.last?.isWhitespace == true { rest.removeLast() }
    return String(rest)
  }
}
