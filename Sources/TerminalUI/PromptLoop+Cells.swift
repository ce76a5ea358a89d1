import Display
import Foundation
import Interpreter
import Language

/// Cells that come from elsewhere than a line that was typed: an editor, a paste, the user's init file.
extension PromptLoop {
  /// The cell that was asked for as the user changes it; `nil` where it is not to run.
  func changed(_ request: EditRequest) -> String? {
    do throws(Diagnostic) { return try changed(request.text(in: state), echo: echo) } catch {
      console.note(error, indent: CellRunner.indent)
      console.write("\n")
      return nil
    }
  }

  /// A cell as it comes back from the user's editor, and is shown then, or from the line where there is none; `nil` where it is not to run.
  func changed(_ text: String, echo: (String) -> Void) throws(Diagnostic) -> String? {
    guard Self.isPossible, let editor = TextEditor(environment: console.environment) else {
      switch read(prompt: painted("edit> "), draft: text, offering: code) {
      case .line(let line): return line
      case .interrupted, .end: return nil
      case .terminated(let signal): exit(128 + signal)
      }
    }
    guard let text = try editor.edited(text)?.trimmingCharacters(in: .newlines),
      text.contains(where: { !$0.isWhitespace })
    else {
      console.note([.line(StyledText("nothing is run", .muted)), .line("")], indent: CellRunner.indent)
      return nil
    }
    echo(text)
    return text
  }

  /// Shows a cell as if it had been typed.
  func echo(_ text: String) {
    let number = "[\(state.statementCount + 1)] "
    let dots = String(repeating: " ", count: number.count - 4) + "... "
    console.show(
      text.lines.enumerated().map { index, line in
        .line(StyledText(index == 0 ? number : dots, .name) + StyledText(line))
      })
  }

  /// Runs the cells of a paste one by one, up to the first that fails; true when the user leaves.
  func runPasted(_ cells: [String]) -> Bool {
    for (index, cell) in cells.enumerated() {
      echo(cell)
      if runCell(SourceText(cell, name: "input")) { return true }
      guard !lastCellCompleted else { continue }
      let left = cells.count - index - 1
      if left > 0 {
        let words = left == 1 ? "the cell below it was" : "the \(left) cells below it were"
        console.note([.line(StyledText("\(words) not run", .warning)), .line("")])
      }
      break
    }
    return false
  }

  /// Runs the user's init file as the session's first cell: it is in the journal, and counts.
  func runInitFile() {
    guard let file = InitFile(environment: console.environment) else { return }
    let outcome: Session.Outcome
    do throws(Diagnostic) {
      outcome = runner.run(SourceText(try file.text(), name: file.path), isSilent: true)
    } catch { return console.note(error) }
    switch outcome {
    case .completed:
      let count = state.statementCount
      let words = count == 1 ? "1 statement" : "\(count) statements"
      console.note([.line(StyledText("\(file.path): \(words)", .muted)), .line("")])
    case .failed, .interrupted:
      console.note([.line(StyledText("nothing of \(file.path) holds", .warning)), .line("")])
    case .quit, .lesson: break
    }
  }
}
