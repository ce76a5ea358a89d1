import Display
import Execution
import Language

extension SessionHistory.Report {
  /// What the cell shows, or why it failed.
  var blocks: Result<[DisplayBlock], Diagnostic> {
    switch self {
    case .undone(let cells): .success(Self.lines("undone", cells))
    case .redone(let cells): .success(Self.lines("done again", cells))
    case .marked(let name): .success([.line(StyledText("checkpoint ", .muted) + StyledText(name, .name))])
    case .reached(let name): .success([.line(StyledText("back at ", .muted) + StyledText(name, .name))])
    case .limited(let byteCount, let dropped):
      .success(
        [.line(StyledText("old states may hold \(Memory.words(Double(byteCount)))", .muted))]
          + (dropped > 0 ? [.line(StyledText("\(dropped) of them were given up", .warning))] : []))
    case .list(let lines): .success(Self.list(lines))
    case .tooFar(let asked, let available, let isUndo):
      .failure(.tooFar(asked, available: available, isUndo: isUndo))
    case .noCheckpoint(let name, let names): .failure(.noCheckpoint(name, names: names))
    }
  }

  private static func lines(_ word: String, _ cells: [String]) -> [DisplayBlock] {
    cells.map { .line(StyledText(word + "  ", .muted) + StyledText(firstLine(of: $0))) }
  }

  private static func list(_ lines: [SessionHistory.Line]) -> [DisplayBlock] {
    guard !lines.isEmpty else { return [.line(StyledText("nothing to undo or redo yet", .muted))] }
    let shown = lines.suffix(longestList)
    let left = lines.count - shown.count
    return [
      .table(
        DisplayTable(
          columns: [
            .init(title: "", alignment: .leading, cells: shown.map { StyledText($0.kind.word, .muted) }),
            .init(title: "cell", alignment: .leading, cells: shown.map { text(of: $0) }),
            .init(
              title: "holds",
              cells: shown.map {
                StyledText($0.kind == .checkpoint ? "" : Memory.words(Double($0.byteCount)), .muted)
              }),
          ], remark: left > 0 ? "\(left) older ones" : nil))
    ]
  }

  private static let longestList = 40

  private static func text(of line: SessionHistory.Line) -> StyledText {
    StyledText(
      firstLine(of: line.text), line.kind == .checkpoint ? .name : line.kind == .undone ? .muted : .plain)
  }

  private static func firstLine(of cell: String) -> String {
    let lines = cell.split(whereSeparator: \.isNewline)
    return String(lines.first ?? "").prefix(70) + (lines.count > 1 ? " …" : "")
  }
}

extension SessionHistory.Line.Kind {
  fileprivate var word: String {
    switch self {
    case .done: ""
    case .undone: "undone"
    case .checkpoint: "mark"
    }
  }
}

extension SessionHistory {
  /// What is said when old states are given up.
  static func dropNote(_ count: Int, depth: Int) -> [DisplayBlock] {
    let states = count == 1 ? "the oldest state was" : "the \(count) oldest states were"
    return [
      .line(StyledText("\(states) given up to save memory; undo reaches \(depth) cells back", .warning))
    ]
  }
}
