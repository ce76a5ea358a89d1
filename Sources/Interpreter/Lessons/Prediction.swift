/// What was asked, what was expected, and what came out.
package struct Prediction: Sendable {
  package let question: String
  /// `nil` where nobody was asked.
  package let prediction: Double?
  package let answer: Double

  package init(question: String, prediction: Double?, answer: Double) {
    (self.question, self.prediction, self.answer) = (question, prediction, answer)
  }

  /// The prediction that a record of `ask` holds.
  package init?(_ value: Value) {
    guard case .record(let record) = value, record.names.first == "question",
      case .text(let question)? = record["question"], let answer = record["answer"]?.number
    else { return nil }
    self.init(question: question, prediction: record["prediction"]?.number, answer: answer)
  }

  /// By how much it was too large.
  package var difference: Double? { prediction.map { $0 - answer } }

  /// A record of question, prediction, answer and difference; of question and answer where nothing was predicted.
  package var value: Value {
    var record = Record([("question", .text(question))])
    record["prediction"] = prediction.map { .number($0) }
    record["answer"] = .number(answer)
    record["difference"] = difference.map { .number($0) }
    return .record(record)
  }
}
