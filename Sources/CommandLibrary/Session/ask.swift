import Interpreter

extension Command {
  static let ask = Command(
    "ask", group: .session,
    summary: "Asks a class for a number before it is computed, and shows both",
    details: """
      Where a lesson is stepped through (`replica step`), the question is put before its cell runs, and the answer is written into the
      call as its prediction: the journal has it, and a replay shows it again. A script that just runs shows the answer alone.
      """,
    parameters: [
      Parameter("question", .text, summary: "what is asked, in words"),
      Parameter("is", .number, summary: "the answer"),
      Parameter(
        "prediction", .number, summary: "what was expected; nobody is asked where it is given",
        default: .absent),
    ],
    result:
      "a record of question, prediction, answer and difference; of question and answer without a prediction",
    examples: [
      Example(
        "first = solve alpha: 1, beta: 20\nask \"the error at α = 1\", is: first.error, prediction: 0.3",
        gives:
          "record(question: \"the error at α = 1\", prediction: 0.3, answer: 0.282758, difference: 0.0172417)"
      ),
      Example(
        "ask(\"heads, out of 10 throws\", is: 5)",
        gives: "record(question: \"heads, out of 10 throws\", answer: 5)"),
    ],
    seeAlso: ["record", "print"]
  ) { arguments, _ in
    let prediction = arguments.has("prediction") ? try arguments.number("prediction") : nil
    return Prediction(
      question: try arguments.text("question"), prediction: prediction, answer: try arguments.number("is")
    ).value
  }
}
