import Interpreter
import Language

/// `edit` or `edit 12` as a whole cell, which the prompt answers itself: what comes back from the editor is the cell.
struct EditRequest {
  /// The number of a statement in the cell; `nil` for the last cell.
  private let number: Int?

  /// `nil` where the source is another cell, or the arguments are none that can be read before it runs.
  init?(_ source: SourceText, in state: SessionState) {
    guard state.globals["edit"] == nil, let script = try? Parser.parse(source), script.statements.count == 1,
      let statement = script.statements.first, statement.calledName == "edit",
      case .expression(let expression) = statement.kind
    else { return nil }
    guard case .call(let call) = expression.kind, let argument = call.arguments.first else {
      number = nil
      return
    }
    guard call.arguments.count == 1, [nil, "cell"].contains(argument.label?.text),
      case .number(let value) = argument.value.kind, let number = Int(exactly: value)
    else { return nil }
    self.number = number
  }

  /// The cell as it was typed, completed or not.
  func text(in state: SessionState) throws(Diagnostic) -> String {
    guard let number else { return state.cells.last?.text ?? "" }
    // A cell that failed has the number of the one that completes after it.
    let cell =
      number <= state.statementCount
      ? state.cells.last { $0.number <= number && $0.failure == nil }
      : state.cells.last { $0.number == number }
    guard let cell, number > 0 else { throw .noCell(number, last: state.statementCount) }
    return cell.text
  }
}
