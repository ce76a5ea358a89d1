import Interpreter
import Learning

extension Command {
  static let train = Command(
    "train", group: .networks,
    summary: "Trains a network on a task by the variational rule and gives its history",
    details: """
      The loss is the expected log-likelihood of the labels, −Σ ln H(−y κ), plus γ times the divergence from the anchor's posterior; its
      gradient is summed over the batch. The divergence pulls every field back by β_w² σ² (θ − θ_anchor), hardest where the
      weight is still uncertain.
      `anchor: "previous"` takes the fields as they were when the last training on a different task ended.
      The name given first is bound to the trained network; a copy made before keeps its fields.
      """,
    parameters: [
      Parameter(
        "net", .network, summary: "the network's name; it is bound to the trained network", evaluation: .place
      ),
      Parameter("on", .task, summary: "the task"),
      Parameter(
        "epochs", .number, summary: "passes over all patterns", default: .value(.number(1)),
        domain: .integers(0, 1 << 32)),
      Parameter(
        "batch", .number, summary: "patterns per step; without it all of them", default: .absent,
        domain: .integers(1)),
      Parameter(
        "rate", .number, summary: "learning rate; without it 0.01/gain² for sgd, 0.05/gain for adam",
        default: .absent, domain: .above(0)),
      Parameter(
        "optimizer", .text, summary: "the rule of the steps: Adam, or gradient descent with momentum",
        default: .value(.text("adam")),
        choices: ["adam", "sgd"]),
      Parameter(
        "momentum", .number, summary: "momentum of sgd", default: .value(.number(0.9)), domain: .between(0, 1)
      ),
      Parameter(
        "decay", .number, summary: "decoupled weight decay of the fields", default: .value(.number(0)),
        domain: .atLeast(0)),
      Parameter(
        "anchor", .text, .network, summary: "the posterior to stay near", default: .value(.text("none")),
        choices: ["none", "prior", "previous"]),
      Parameter(
        "gamma", .number, summary: "weight γ of the divergence from the anchor; 1 if anchored, else 0",
        default: .absent,
        domain: .atLeast(0)),
      Parameter(
        "record", .number,
        summary: "epochs from one line of the history to the next; chosen to give about 200 lines",
        default: .absent, domain: .integers(1)),
    ],
    result: "a history, with a column per quantity",
    effects: [.variable, .random],
    examples: [
      Example(
        "A = teacher n: 101, alpha: 1\nnet = perceptron n: 101\ntrain net, on: A, epochs: 100\nmeasure(net, with: A).error < 0.5",
        gives: "true"),
      Example(
        "A = teacher n: 101, alpha: 1\nB = teacher like: A, overlap: 0.5, alpha: 1\nnet = perceptron n: 101\ntrain net, on: A, epochs: 50\n"
          + "train net, on: B, epochs: 50, anchor: \"previous\", optimizer: \"adam\"\naccuracy(net, on: B) > 0.55",
        gives: "true"),
      Example(
        "A = teacher n: 51, alpha: 1\nnet = perceptron n: 51\ntrain(net, on: A, anchor: \"prior\", optimizer: \"sgd\").epoch[-1]",
        gives: "1"),
      Example(
        "A = teacher n: 51, alpha: 1\nnet = perceptron n: 51\ntrain(net, on: A, epochs: 2, anchor: \"none\").epoch[-1]",
        gives: "2"),
    ],
    seeAlso: ["measure", "accuracy", "teacher", "perceptron"]
  ) { arguments, context in
    let place = try arguments.place("net")
    guard case .object(let object as NetworkObject) = try context.read(place) else {
      throw arguments.mistake("net", "train: \(place.name) is not a network")
    }
    let task = try arguments.object("on", as: TaskObject.self).task
    let anchor: Anchor =
      switch arguments.value("anchor") {
      case .object: .fields(try arguments.object("anchor", as: NetworkObject.self).network.fields)
      case .text("prior"): .prior
      case .text("previous"): .previous
      default: .none
      }
    let isAnchored = if case .none = anchor { false } else { true }
    let optimizer: Optimizer =
      try arguments.text("optimizer") == "adam" ? .adam : .sgd(momentum: try arguments.number("momentum"))
    let options = TrainingOptions(
      epochs: try arguments.integer("epochs"),
      batchSize: arguments.has("batch") ? try arguments.integer("batch") : nil,
      rate: arguments.has("rate") ? try arguments.number("rate") : nil, optimizer: optimizer,
      decay: try arguments.number("decay"), anchor: anchor,
      gamma: arguments.has("gamma") ? try arguments.number("gamma") : (isAnchored ? 1 : 0),
      recordEvery: arguments.has("record") ? try arguments.integer("record") : nil)
    let (network, history) = try object.network.trained(
      on: task, options: options, stream: context.stream(), in: context.work)
    context.assign(.object(NetworkObject(network: network)), to: place)
    return .object(HistoryObject(history: history))
  }
}
