import Interpreter
import Language
import Learning

extension Command {
  static let train = Command(
    "train", group: .networks,
    summary: "Trains a network on a task by the variational rule and gives its history",
    details: """
      A perceptron's loss is the expected log-likelihood of the labels, −Σ ln H(−y κ), a network's the cross-entropy under noise, each
      summed over the batch; to it comes γ times the divergence from the anchor's posterior, which pulls every field back by
      β_w² σ² (θ − θ_anchor), hardest where the weight is still uncertain. `anchor: "previous"` takes the fields as they were when the
      last training on a different task ended, "step" those before the last step: it knows no tasks, and is for networks of layers.
      With `hold` all fields of a perceptron are scaled by one factor after every step so that q_d has that value; it had better rise
      slowly, as weights that are certain from the start learn nothing.
      An interrupted training keeps the network of its last finished epoch as `_partial`.
      With `checkpoint` a training keeps its whole state in a file, every few seconds, at its end, and when it is interrupted. The same
      statement, in the same place of the same script, then goes on where the file is, with more epochs as well, and gives bit by bit
      what it would have given at one go: the file saves time and changes nothing, and a training that is replayed, or whose result is
      used again, does without. The file of another training is refused and stays as it is. `load` reads the network in it. Each point
      of a sweep needs a file of its own.
      A binary network follows straight-through gradients under its strategy.
      Networks are trained by adam, perceptrons by sgd, too, at a rate of 0.01/gain² where none is given.
      The name given first is bound to the trained network; a copy made before keeps its fields.
      """,
    equation: .expectedLogLikelihood,
    parameters: [
      Parameter(
        "net", .network, summary: "the network's name; it is bound to the trained network", evaluation: .place
      ),
      Parameter("on", .task, summary: "the task"),
      .epochs, .batch, .rate,
      Parameter(
        "optimizer", .text, summary: "the rule of the steps: Adam, or gradient descent with momentum",
        default: .value(.text("adam")),
        choices: ["adam", "sgd"]),
      Parameter(
        "momentum", .number, summary: "momentum of sgd", default: .value(.number(0.9)), domain: .between(0, 1)
      ),
      .decay,
      Parameter(
        "anchor", .text, .network, summary: "the posterior to stay near", default: .value(.text("none")),
        choices: ["none", "prior", "previous", "step"]),
      .gamma, .gainSchedule,
      Parameter(
        "hold", .number, .function,
        summary: "a value at which q_d of a perceptron is held, or a function of the epoch that gives it",
        default: .absent, domain: .strictlyBetween(0, 1)),
      Parameter(
        "also", .task, .list,
        summary: "other tasks whose teachers a perceptron is compared with: r1, p1 and error1 in its history",
        default: .absent),
      Parameter(
        "record", .number,
        summary: "epochs from one line of the history to the next; chosen to give 200 to 400 lines",
        default: .absent, domain: .integers(1)),
      Parameter(
        "checkpoint", .text,
        summary: "a file .safetensors that keeps the state of the training, which goes on from there",
        default: .absent, file: .written),
    ],
    result: "a history, with a column per quantity",
    effects: [.variable, .random],
    isReusable: true,
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
      Example(
        "A = teacher n: 101, alpha: 2\nnet = perceptron n: 101\ntrain net, on: A, epochs: 50, hold: e -> 0.3 + 0.01 * e\n"
          + "measure(net, with: A).qd", gives: "0.8"),
      Example(
        "A = teacher n: 101, alpha: 1\nB = teacher like: A, alpha: 1\nnet = perceptron n: 101\ntrain net, on: A, epochs: 50\n"
          + "h = train net, on: B, epochs: 50, also: A\nh.error1[-1] == measure(net, with: A).error",
        gives: "true"),
      Example(
        "net = network layers: [64, 32, 10]\n"
          + "train(net, on: digits(), epochs: 4, anchor: \"step\", gain: e -> 10 * tanh(e / 10), record: 2).epoch",
        gives: "[2, 4]"),
      Example(
        "A = teacher n: 101, alpha: 1\nnet = perceptron n: 101\n"
          + "train net, on: A, epochs: 20, checkpoint: \"run.safetensors\"\nequal(load(\"run.safetensors\").means, net.means)",
        gives: "true"),
    ],
    seeAlso: ["measure", "accuracy", "learn", "perceptron", "network", "binarynet"],
    infer: { (arguments) throws(Diagnostic) in
      try arguments.requireSizes(of: "on", "train")
      return nil
    }, cost: { $0.trainingCost(task: "on") }
  ) { arguments, context in
    let place = try arguments.place("net")
    guard case .object(let object as any NetworkObject) = try context.read(place) else {
      throw arguments.diagnostic("net", "train: \(place.name) is not a network")
    }
    let (network, history) = try object.trained(by: arguments, in: context)
    context.assign(.object(network), to: place)
    return .object(HistoryObject(history: history))
  }
}

extension Arguments {
  /// Epochs from one line of a history to the next.
  func interval() throws -> Int {
    has("record") ? try integer("record") : TrainingHistory.interval(epochs: try integer("epochs"))
  }
}
