import Display
import Interpreter
import Learning
import Tensors

/// A task as a value of the language.
struct TaskObject: SessionObject {
  let task: TeacherTask

  var kind: Kind { .task }

  var fieldNames: [String] { ["n", "patterns", "alpha", "overlap", "redrawn", "ties"] }

  func field(_ name: String) -> Value? {
    switch name {
    case "n": .number(Double(task.n))
    case "patterns": .number(Double(task.patternCount))
    case "alpha": .number(task.alpha)
    case "overlap": task.overlap.map { .number($0) } ?? .nothing
    case "redrawn": .number(Double(task.tiesRedrawn))
    case "ties": .number(Double(task.tiesKept))
    default: nil
    }
  }

  func hash(into sink: inout some ContentSink) {
    hashFields(into: &sink)
    sink.part("data", in: "others") { task.hash(into: &$0) }
  }

  /// The patterns, a bit each.
  var byteCount: Int { task.patternCount * ((task.n + 63) / 64) * 8 + 256 }

  var sizes: [String: Int] { ["inputs": task.n, "examples": task.patternCount] }

  var summary: String {
    "teacher · n \(task.n) · α \(NumberFormat.text(task.alpha))"
      + (task.overlap.map { " · overlap \(NumberFormat.text($0))" } ?? "")
  }

  func show() -> [DisplayBlock] {
    var line =
      StyledText("task", .heading) + StyledText(" · \(summary) · \(task.patternCount) patterns", .muted)
    if task.tiesRedrawn > 0 { line += StyledText(" · \(task.tiesRedrawn) ties redrawn", .muted) }
    if task.tiesKept > 0 { line += StyledText(" · \(task.tiesKept) ties without a label", .muted) }
    return [.line(line)]
  }
}
