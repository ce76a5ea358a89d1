import CommandLibrary
import Execution
import Interpreter
import Language
import Testing

/// What the prompt says of arguments that are of another kind or size than is wanted, before a cell runs and when it does.
@Suite struct PromptTests {
  /// A session in which the cells have run, each a statement.
  private func session(after cells: String...) -> Trial {
    var trial = Trial()
    for cell in cells { #expect(trial.run(cell) != "no thread") }
    return trial
  }

  /// The error of a cell, found before it runs or when it does.
  private func error(_ cell: String, in trial: Trial, checked: Bool) -> String {
    var trial = trial
    trial.session.checksCells = checked
    let count = trial.session.state.statementCount
    trial.run(cell)
    #expect(trial.session.state.statementCount == count)
    guard let failure = trial.failure else { return "none" }
    return failure.message + (failure.origin.map { " (\($0))" } ?? "")
      + (failure.help.map { " = " + $0 } ?? "")
  }

  private let kinds = [
    ("train w, on: A", "train: net: expected a network, found w, a tensor (cell 3) = in scope: net, before"),
    (
      "f = 1\n\ntrain w, on: A",
      "train: net: expected a network, found w, a tensor (cell 3) = in scope: net, before"
    ),
    (
      "w = [1]\ntrain w, on: A",
      "train: net: expected a network, found w, a list (line 1) = in scope: net, before"
    ),
    ("w = [1]; train w, on: A", "train: net: expected a network, found w, a list = in scope: net, before"),
    ("train net, on: befor", "unknown name befor"),
    ("train net, on: before", "train: on: expected a task, found before, a network (cell 2) = in scope: A"),
    ("measure([1], with: A)", "measure: net: expected a network, found a list = in scope: net, before"),
    (
      "solve alpha: 1, beta: 1, after: A",
      "solve: after: expected a solution or nothing, found A, a task (cell 4) = make one with solve"
    ),
    (
      "perceptron n: w",
      "perceptron: n: expected a whole number, 1 ≤ n ≤ 16777216, found w, a tensor (cell 3)"
    ),
    ("norm \"a\"", "norm: x: expected a tensor, a mask or a number, found the text \"a\" = in scope: w"),
  ]

  @Test(
    "A value of another kind is named with its cell, and what would do is listed", arguments: [true, false])
  func kinds(checked: Bool) {
    let trial = session(
      after: "net = perceptron n: 5", "before = net", "w = net.fields", "A = teacher n: 5, alpha: 1")
    for (cell, expected) in kinds { #expect(error(cell, in: trial, checked: checked) == expected) }
  }

  @Test(
    "So it is inside functions, which see the variables of the session and their own",
    arguments: [true, false])
  func functions(checked: Bool) {
    let trial = session(
      after: "net = perceptron n: 5", "A = teacher n: 5, alpha: 1",
      "func f(v) { nets = net; train(v, on: A) }")
    #expect(
      error("f(A)", in: trial, checked: checked)
        == "train: net: expected a network, found v, a task = in scope: net, nets")
    #expect(
      error("func g() { v = [1]; train(v, on: A) }\ng()", in: trial, checked: checked)
        == "train: net: expected a network, found v, a list = in scope: net")
  }

  @Test("Where there is nothing of the kind, it is said how one is made", arguments: [true, false])
  func makers(checked: Bool) {
    let trial = session(after: "w = [1]")
    #expect(
      error("accuracy(w, on: 3)", in: trial, checked: checked)
        == "accuracy: net: expected a network, found w, a list (cell 1) = make one with perceptron, network or binarynet"
    )
    let tasks = "make one with teacher, digits, mnist5k, fashion, idx, csv or npy"
    #expect(
      error("describe w", in: trial, checked: checked)
        == "describe: task: expected a task, found w, a list (cell 1) = \(tasks)")
  }

  @Test("A name that nothing has is answered with what is there of the kind that is wanted")
  func unknownNames() {
    let empty = session()
    #expect(
      error("train net, on: 1", in: empty, checked: true)
        == "unknown name net = make one with perceptron, network or binarynet")
    let trial = session(after: "model = perceptron n: 5")
    #expect(
      error("accuracy net", in: trial, checked: true)
        == "accuracy: the argument on is missing = it is a task")
    #expect(error("uncertainty net", in: trial, checked: true) == "unknown name net = in scope: model")
  }

  @Test("A cell that a loop may have given a value is not named")
  func loops() {
    let trial = session(after: "w = [1]", "A = teacher n: 5, alpha: 1")
    #expect(
      error("for i in 1...2 {\n  w = i\n  train(w, on: A)\n}", in: trial, checked: false)
        == "train: net: expected a network, found w, the number 1 = make one with perceptron, network or binarynet"
    )
  }

  @Test("Undo takes back which cell gave a variable its value")
  func undo() {
    var trial = session(after: "w = [1]", "w = [2]")
    trial.run("undo")
    #expect(error("describe w", in: trial, checked: false).contains("w, a list (cell 1)"))
  }

  // MARK: Sizes

  @Test(
    "Networks and tasks of earlier cells have sizes: what does not fit is found before the cell runs",
    arguments: [
      ("train net, on: A", "train: the network has 5 inputs, the task 7"),
      ("x = 1; measure(net, with: A)", "measure: the network has 5 inputs, the task 7"),
      ("accuracy(deep, on: A)", "accuracy: the network has 64 inputs, the task 7"),
      ("accuracy(deep, on: digits())", "accuracy: the network has 3 classes, the task 10"),
      ("accuracy(signs, on: data)", "accuracy: the network has 3 classes, the task 10"),
      ("learn deep, tasks: parts", "learn: the network has 3 classes, the task 10"),
      ("learn deep, tasks: [data, data]", "learn: the network has 3 classes, the task 10"),
      ("train deep, on: parts[0]", "train: the network has 3 classes, the task 10"),
    ])
  func sizes(cell: String, expected: String) {
    let trial = session(
      after: "net = perceptron n: 5", "A = teacher n: 7, alpha: 1", "deep = network layers: [64, 20, 3]",
      "signs = binarynet layers: [64, 20, 3]", "data = digits()", "parts = permuted(data, count: 2)")
    #expect(error(cell, in: trial, checked: true) == expected)
  }

  @Test(
    "What fits runs, in whatever the sizes are told",
    arguments: [
      "train net, on: A", "net = perceptron n: 7; train net, on: A, epochs: 2", "accuracy(net, on: A)",
      "for task in [A, A] { train net, on: task }", "for net in nets { accuracy(net, on: A) }",
      "accuracy(nets[1], on: A)",
      "for other in [net, net] { accuracy(other, on: A) }", "describe(mixed[1]).classes",
      "for t in mixed { describe(t) }",
      "train net, on: A; net = perceptron n: 5; accuracy(net, on: teacher(n: 5, alpha: 1))",
      "net.means[6]", "append xs, 3; xs[2]", "xs = [1, 2]; append xs, 3; [xs[2], xs[-3]]",
      "append r, 4; r[3]",
      "func f() { append xs, 3; xs[2] }\nf()", "for i in 1...2 { append xs, i; xs[i + 1] }",
      "func g(t) { save t, to: \"made.npy\" }\ng(tensor([1, 2]))\nload \"made.npy\"",
    ])
  func fits(cell: String) {
    var trial = session(
      after: "net = perceptron n: 7", "A = teacher n: 7, alpha: 1", "nets = [net, net]",
      "mixed = [A, digits()]",
      "xs = [1, 2]", "r = 1...3")
    trial.session.checksCells = true
    trial.run(cell)
    #expect(trial.failure == nil, "\(trial.failure?.message ?? "")")
  }

  // MARK: Results

  @Test(
    "What stands for a result cannot be given a value, neither checked nor run", arguments: [true, false],
    [
      ("_ = 3", "_ is the last result and cannot be given a value"),
      ("_partial = 3", "_partial is what an interrupted cell had by then and cannot be given a value"),
      ("_1 += 3", "_1 is the result of statement 1 and cannot be given a value"),
      ("_[0] = 3", "_ is the last result and cannot be given a value"),
      ("func _(x) = x", "_ is the last result and cannot be given a value"),
      ("append _, 3", "_ is the last result and cannot be given a value"),
      ("if 1 > 2 { _ = 3 }", "_ is the last result and cannot be given a value"),
    ])
  func results(checked: Bool, example: (String, String)) {
    #expect(error(example.0, in: session(after: "[1, 2]"), checked: checked) == example.1)
  }

  @Test("A loop that wants no variable may call it _, and other names may begin so")
  func placeholders() {
    var trial = session(after: "[1, 2]")
    trial.session.checksCells = true
    #expect(trial.run("n = 0; for _ in 1...3 { n += 1 }; _x = n; _x") == "3")
  }

  // MARK: Tab

  private func hint(_ line: String, in trial: Trial) -> [String] {
    let source = SourceText(line, name: "prompt")
    return Completion(in: source, at: source.utf8.count, session: trial.session).hint.map(\.plain)
  }

  @Test("Where a value is wanted and there is none, Tab says which and how one is made")
  func hints() {
    let empty = session()
    for line in ["train ", "train(", "x = 1; train no"] {
      let lines = hint(line, in: empty)
      #expect(lines.first?.hasPrefix("  net  the network's name") == true, "\(line): \(lines)")
      #expect(lines.last == "  there is none yet: make one with perceptron, network or binarynet")
    }
    #expect(hint("perceptron n: ", in: empty).first?.hasPrefix("  n  number of inputs") == true)
    #expect(hint("perceptron n: ", in: empty).count == 1)
    let trial = session(after: "x = 3", "net = perceptron n: 5")
    #expect(hint("x.", in: trial) == ["  x is the number 3 and has no fields"])
    for line in ["train ", "train ne", "solve after: ", "x", "net.", "# train "] {
      #expect(hint(line, in: trial).isEmpty, "\(line)")
    }
  }
}
