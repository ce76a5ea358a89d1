import Interpreter
import Language
import Learning

extension Command {
  static let teacher = Command(
    "teacher", group: .tasks,
    summary: "Makes a task: random ±1 patterns labelled by a random ±1 teacher",
    details: """
      With `like` the teacher is a copy of another task's with as many signs flipped as give the `overlap`.

      For even n the teacher may tie on a pattern, W·x = 0: with probability √(2/πn). Such patterns are drawn again, and the task says
      how many. With `ties: "keep"` they stay in the load α n with the label 0: their loss ln 2 is the same for all weights, so that
      nothing is learned from them, which shifts order parameters by an amount of order n^(-1/2).
      """,
    parameters: [
      Parameter(
        "n", .number, summary: "number of inputs; that of the other task with `like`", default: .absent,
        domain: .integers(1, 1 << 24)),
      Parameter("alpha", .number, summary: "load α: α n patterns, rounded", domain: .atLeast(0)),
      Parameter("like", .task, summary: "a task whose teacher this one's overlaps", default: .absent),
      Parameter(
        "overlap", .number, summary: "overlap of the two teachers, W·W′/n", default: .value(.number(0)),
        domain: .between(-1, 1)),
      Parameter(
        "ties", .text, summary: "what becomes of patterns on which the teacher ties",
        default: .value(.text("redraw")),
        choices: ["redraw", "keep"]),
    ],
    result: "a task",
    effects: [.random],
    examples: [
      Example("teacher(n: 100, alpha: 2).patterns", gives: "200"),
      Example("A = teacher n: 100, alpha: 1\nteacher(like: A, overlap: 0.5, alpha: 1).overlap", gives: "0.5"),
      Example("t = teacher(n: 2, alpha: 500, ties: \"keep\")\nt.patterns + t.ties", gives: "1000"),
      Example("teacher(n: 2, alpha: 500, ties: \"redraw\").patterns", gives: "1000"),
    ],
    seeAlso: ["perceptron", "train", "sample", "measure"],
    infer: { (arguments) throws(Diagnostic) in
      guard arguments["n"] != nil || arguments["like"] != nil else {
        throw arguments.diagnostic(
          "alpha", "teacher: the number of inputs n is missing", help: "give n, or a task with like:")
      }
      let inputs = arguments["n"]?.integer ?? arguments["like"]?.sizes["inputs"]
      let examples = arguments["alpha"]?.number.flatMap { alpha in
        inputs.flatMap { Int(exactly: (alpha * Double($0)).rounded()) }
      }
      return AbstractArguments.sized(.task, ["inputs": inputs, "examples": examples])
    }
  ) { arguments, context in
    let alpha = try arguments.number("alpha")
    let ties: Ties = try arguments.text("ties") == "keep" ? .kept : .redrawn
    if arguments.has("like") {
      let task = try arguments.object("like", as: TaskObject.self).task
      if arguments.has("n"), try arguments.integer("n") != task.n {
        throw arguments.diagnostic("n", "teacher: n is \(task.n) in the task it is like")
      }
      return .object(
        TaskObject(
          task: try task.correlated(
            overlap: try arguments.number("overlap"), load: alpha, ties: ties, stream: context.stream(),
            in: context.work)))
    }
    guard arguments.has("n") else {
      throw arguments.diagnostic(
        "alpha", "teacher: the number of inputs n is missing", help: "give n, or a task with like:")
    }
    return .object(
      TaskObject(
        task: try TeacherTask.random(
          inputs: try arguments.integer("n"), load: alpha, ties: ties, stream: context.stream(),
          in: context.work)))
  }
}
