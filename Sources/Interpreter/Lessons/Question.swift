import Language

/// A question that a class answers before its cell runs: a call of `ask` that has no prediction yet.
package struct Question: Sendable {
  /// What is asked.
  package let text: String
  /// Where the call's last argument ends.
  private let end: Int

  /// The questions that stand alone in their statements, or right of an `=`.
  package static func all(in script: Script) -> [Question] {
    script.statements.compactMap { statement in
      let expression: Expression
      switch statement.kind {
      case .expression(let whole): expression = whole
      case .assignment(_, .set, let right): expression = right
      default: return nil
      }
      guard case .call(let call) = expression.kind, case .name("ask") = call.callee.kind,
        let first = call.arguments.first, let last = call.arguments.last,
        !call.arguments.contains(where: { $0.label?.text == "prediction" })
      else { return nil }
      return Question(text: words(of: first.value, in: script.source), end: last.span.end)
    }
  }

  /// A text without its quotes; anything else as it is written.
  private static func words(of expression: Expression, in source: SourceText) -> String {
    if case .text(let parts) = expression.kind, case .literal(let text)? = parts.first, parts.count == 1 {
      return text
    }
    return source[expression.span]
  }

  /// The cell with what was predicted written into its calls, so that whoever runs it again has it, too.
  package static func text(of source: SourceText, answering answers: [(question: Question, number: Double)])
    -> String
  {
    source.text(
      of: Span(0, source.utf8.count),
      replacing: answers.map { answer in
        (
          Span(answer.question.end, answer.question.end),
          ", prediction: \(Value.number(answer.number).literal)"
        )
      })
  }
}
