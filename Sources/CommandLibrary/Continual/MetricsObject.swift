import Display
import Interpreter
import Learning

/// What follows from the accuracies on all tasks after each: numbers, and beside them the formulas, about which libraries disagree.
struct MetricsObject: SessionObject {
  let accuracies: AccuracyMatrix

  var kind: Kind { .result }

  var fieldNames: [String] { Metric.allCases.map(\.rawValue) }

  func field(_ name: String) -> Value? {
    Metric(rawValue: name).map { $0.value(of: accuracies).map(Value.number) ?? .nothing }
  }

  var summary: String {
    Metric.allCases.compactMap { metric in
      metric.value(of: accuracies).map { "\(metric.rawValue) \(NumberFormat.text($0, digits: 4))" }
    }.joined(separator: " · ")
  }

  func show() -> [DisplayBlock] {
    Metric.allCases.map { metric in
      let number = metric.value(of: accuracies).map { NumberFormat.text($0, digits: 4) } ?? "–"
      func padded(_ text: String, to width: Int) -> String {
        text + String(repeating: " ", count: max(1, width - text.count))
      }
      return .line(
        StyledText(padded(metric.rawValue, to: 12), .name) + StyledText(padded(number, to: 10), .number)
          + StyledText(metric.formula, .muted))
    }
  }
}
