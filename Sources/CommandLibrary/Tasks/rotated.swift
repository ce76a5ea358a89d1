import Interpreter
import Learning

extension Command {
  static let rotated = Command(
    "rotated", group: .tasks, summary: "Turns the images of a task counter-clockwise about their centre",
    details: """
      Pixels are interpolated bilinearly; what comes from beyond the edge is 0. Several angles give a list of tasks.
      """,
    parameters: [
      .dataTask,
      Parameter("degrees", .number, .list, .range, .tensor, summary: "an angle, or several", unit: "degrees"),
    ],
    result: "a task, or a list of tasks",
    examples: [
      Example("rotated(digits(), degrees: 90).name", gives: "\"digits, rotated 90°\""),
      Example("rotated(digits(), degrees: 0...60 by 30).count", gives: "3"),
    ],
    seeAlso: ["permuted", "split", "mnist5k"]
  ) { arguments, context in
    let task = try arguments.dataTask()
    guard let degrees = arguments.value("degrees") else { return .nothing }
    if let angle = degrees.number {
      return .task(try arguments.located("task") { try task.rotated(degrees: angle, in: context.work) })
    }
    let angles = try arguments.tensor("degrees")
    return .tasks(
      try arguments.located("task") {
        try angles.elements.map { try task.rotated(degrees: $0, in: context.work) }
      })
  }
}
