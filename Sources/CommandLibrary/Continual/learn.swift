import Interpreter
import Language
import Learning

extension Command {
  static let learn = Command(
    "learn", group: .continual,
    summary: "Lets a network learn tasks one after another, and tests it on all of them all the time",
    details: """
      The strategy "vcl" is variational learning near an `anchor`, for a network of layers; "metaplasticity", "ewc" and "si" are for a
      binary one, and by default the one that it was made with. "plain" does nothing against forgetting. "joint" learns all tasks at
      once, the upper bound. A gain given as a function counts the epochs of all trainings through.
      Accuracies are those on the tasks' test parts. The result has the matrix `accuracy`, a row per training; the course of all
      accuracies as `table`, which `plot` draws; the `seconds` of each training; the `uncertainty` at the end; and the `network`.
      The network given stays as it is.
      """,
    parameters: [
      Parameter("net", .network, summary: "a network of layers, or a binary one"),
      Parameter("tasks", .list, summary: "tasks of labelled data"),
      Parameter(
        "strategy", .text,
        summary: "what is done against forgetting; without it what the network is made for",
        default: .absent,
        choices: ["vcl", "metaplasticity", "ewc", "si", "plain", "joint"]),
      .epochs, .batch, .rate, .decay,
      Parameter(
        "anchor", .text, summary: "the posterior that vcl stays near", default: .value(.text("step")),
        choices: ["step", "previous", "prior"]),
      .gamma, .gainSchedule, .metaplasticity, .strength, .damping, .fisherLabels, .reading,
      Parameter(
        "record", .number,
        summary: "epochs from one test to the next; those after each training are always made",
        default: .value(.number(1)), domain: .integers(1)),
      Parameter(
        "label", .text, summary: "what the result is called; the strategy and its parameter without it",
        default: .absent),
    ],
    result: "a result",
    effects: [.random],
    isReusable: true,
    examples: [
      Example(
        "tasks = permuted digits(), count: 2\nnet = network layers: [64, 64, 10]\n"
          + "r = learn net, tasks: tasks, strategy: \"vcl\", anchor: \"step\", epochs: 20, gain: e -> 10 * tanh(e / 20), reading: \"mean\"\n"
          + "metrics(r).ACC > 0.5", gives: "true"),
      Example(
        "tasks = split digits(), into: 5, relabel: true\nnet = network layers: [64, 32, 2]\n"
          + "learn(net, tasks: tasks, anchor: \"previous\", gamma: 0.5, reading: \"noisy\", record: 10).accuracy.shape",
        gives: "[5, 5]"),
      Example(
        "net = network layers: [64, 32, 10]\nlearn net, tasks: [digits()], anchor: \"prior\", reading: \"sampled\""
      ),
      Example(
        "tasks = permuted digits(), count: 2\nnet = binarynet layers: [64, 64, 10]\n"
          + "for strategy in [\"metaplasticity\", \"ewc\", \"si\", \"plain\", \"joint\"] { learn(net, tasks: tasks, strategy: strategy, epochs: 2) }"
      ),
      Example(
        "net = binarynet layers: [64, 64, 10], strategy: \"ewc\", strength: 100, labels: \"true\"\n"
          + "learn(net, tasks: permuted(digits(), count: 2), reading: \"signs\").label",
        gives: "\"ewc λ 100\""),
      Example(
        "net = binarynet layers: [64, 64, 10]\n"
          + "for labels in [\"sampled\", \"predicted\"] { learn(net, tasks: permuted(digits(), count: 2), strategy: \"ewc\", labels: labels) }"
      ),
    ],
    seeAlso: ["metrics", "compare", "network", "binarynet", "permuted", "split"],
    infer: { (arguments) throws(Diagnostic) in
      try arguments.requireSizes(of: "tasks", "learn")
      return nil
    },
    cost: { arguments in
      arguments.trainingCost(task: "tasks").map {
        $0 * Double(arguments["tasks"]?.sizes["tasks"] ?? 1)
      }
    }
  ) { arguments, context in
    let tasks = try arguments.list("tasks").map { value in
      guard case .object(let object as ClassificationObject) = value else {
        throw arguments.diagnostic(
          "tasks", "learn: expected tasks of labelled data, found \(value.described)")
      }
      return object.task
    }
    guard !tasks.isEmpty else { throw arguments.diagnostic("tasks", "learn: there are no tasks") }
    switch arguments.value("net") {
    case .object(let object as VariationalObject):
      let learner = try object.learner(by: arguments, taskCount: tasks.count, in: context)
      return try run(learner, on: tasks, label: learner.label, arguments, context) {
        VariationalObject(network: $0.network)
      }
    case .object(let object as BinaryObject):
      let learner = try object.learner(by: arguments)
      return try run(learner, on: tasks, label: learner.options.protection.words, arguments, context) {
        BinaryObject(network: $0.network, protection: $0.options.protection)
      }
    default: throw arguments.diagnostic("net", "learn: expected a network of layers, or a binary one")
    }
  }

  private static func run<L: Learner>(
    _ learner: L, on tasks: [ClassificationTask], label: String, _ arguments: Arguments,
    _ context: CommandContext, _ network: (L) -> any NetworkObject
  ) throws -> Value {
    let isJoint = arguments.isJoint
    let (learned, course) = try learner.trained(
      on: tasks, jointly: isJoint, interval: arguments.integer("record"), stream: context.stream(),
      in: context.work)
    return .object(
      LearnedObject(
        label: arguments.has("label") ? try arguments.text("label") : isJoint ? "joint" : label,
        taskNames: tasks.map(\.name), epochs: learner.epochs, course: course, network: network(learned)))
  }
}

extension Arguments {
  fileprivate var strategy: String? { if case .text(let text) = value("strategy") { text } else { nil } }

  fileprivate var isJoint: Bool { strategy == "joint" }

  /// Throws where the strategy is for another sort of network.
  fileprivate func requireStrategy(among strategies: [String], for sort: String) throws {
    guard let strategy, !strategies.contains(strategy) else { return }
    throw diagnostic(
      "strategy", "\(sort) does not learn by \"\(strategy)\"",
      help: "expected " + strategies.map { "\"\($0)\"" }.joinedAsAlternatives())
  }
}

extension VariationalObject {
  fileprivate func learner(by arguments: Arguments, taskCount: Int, in context: CommandContext) throws
    -> VariationalLearner
  {
    let sort = "a network of layers"
    try arguments.requireStrategy(among: ["vcl", "plain", "joint"], for: sort)
    try arguments.refuse("decay", "strength", for: sort)
    let epochs = try arguments.integer("epochs")
    let isAnchored = arguments.strategy ?? "vcl" == "vcl"
    let gains = try arguments.gains(epochs: epochs * (arguments.isJoint ? 1 : taskCount), in: context)
    let options = try VariationalOptions(
      arguments, epochs: epochs, gains: gains,
      anchor: isAnchored ? FieldAnchor(named: arguments.text("anchor")) : .none)
    return VariationalLearner(
      network: network, options: options,
      reading: Readout(rawValue: try arguments.text("reading")) ?? .signs)
  }
}

extension VariationalLearner {
  /// "vcl, anchor step".
  fileprivate var label: String {
    switch options.anchor {
    case .none: "plain"
    case .prior: "vcl, anchor prior"
    case .previous: "vcl, anchor previous"
    case .step, .network: "vcl, anchor step"
    }
  }
}

extension BinaryObject {
  fileprivate func learner(by arguments: Arguments) throws -> BinaryLearner {
    let sort = "a binary network"
    try arguments.requireStrategy(among: ["metaplasticity", "ewc", "si", "plain", "joint"], for: sort)
    try arguments.refuse("gamma", "gain", for: sort)
    try arguments.requireSigns(for: sort)
    let protection = try arguments.strategy.map(arguments.protection) ?? protection
    return BinaryLearner(
      network: network,
      options: try BinaryOptions(arguments, epochs: arguments.integer("epochs"), protection: protection))
  }
}
