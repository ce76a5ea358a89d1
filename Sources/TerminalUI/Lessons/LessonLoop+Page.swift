import Display
import Documents
import Interpreter
import Language

/// What a class sees.
extension LessonLoop {
  private var console: Console { prompt.console }

  /// Prose is set no wider than reads well.
  private static let widestPage = 84
  private static let margin = 2

  private var width: Int {
    let traits = console.output
    return traits.isTerminal
      ? max(20, min(Self.widestPage, traits.columns - 2 * Self.margin)) : Self.widestPage
  }

  /// The step: where it is, its prose, its cell.
  func showPage() {
    let step = steps[place]
    let position = "── \(place + 1) of \(steps.count) "
    let rule = position + String(repeating: "─", count: max(0, width + Self.margin - position.count))
    console.show([.line(StyledText(rule, .muted)), .line("")])
    for text in step.prose {
      console.show(Prose.lines(of: text, width: width).map { .line($0) } + [.line("")], indent: Self.margin)
    }
    if !code[place].isEmpty { showCode(code[place]) }
  }

  /// The step's cell, under its title.
  func showCode(_ code: String) {
    let title = steps[place].title
    let lines =
      (title.isEmpty ? [] : [StyledText("# \(title)", .muted)])
      + CodeLines.lines(of: code, prompt.runner.session.read { $0.commands })
    console.show(lines.map { .line($0) } + [.line("")], indent: CellRunner.indent)
  }

  func showHint() {
    console.show(
      [.line(StyledText("Enter goes on · ? lists what else there is", .muted)), .line("")],
      indent: Self.margin)
  }

  func showHelp() { console.show(LessonCommand.list + [.line("")], indent: Self.margin) }

  func showWayBack() {
    let text = "the session as it stands · quit or Ctrl-D comes back to the lesson"
    console.show([.line(StyledText(text, .muted)), .line("")], indent: Self.margin)
  }

  func showGap() { console.show([.line("")]) }

  func show(_ question: Question) {
    console.show([.line(StyledText(question.text, .heading))], indent: Self.margin)
  }

  func say(_ error: Diagnostic) {
    console.note(error, indent: Self.margin)
    console.note([.line("")])
  }

  /// What was predicted on the way, and what came out.
  func showEnd() {
    let made = predictions.joined().filter { $0.prediction != nil }
    func column(_ title: String, _ number: (Prediction) -> Double?) -> DisplayTable.Column {
      DisplayTable.Column(
        title: title,
        cells: made.map { StyledText(number($0).map { NumberFormat.text($0, digits: 4) } ?? "", .number) })
    }
    let table = DisplayTable(columns: [
      .init(title: "question", alignment: .leading, cells: made.map { StyledText($0.question) }),
      column("prediction", \.prediction), column("answer", \.answer), column("difference", \.difference),
    ])
    if !made.isEmpty { console.show([.table(table), .line("")], indent: Self.margin) }
    let text = "the end of the lesson · Enter leaves; back and prompt go on"
    console.show([.line(StyledText(text, .muted)), .line("")], indent: Self.margin)
  }
}
