import Display
import Interpreter
import Learning
import Tensors

/// A binary perceptron as a value of the language.
struct PerceptronObject: NetworkObject {
  static let storageName = "perceptron"
  let network: BinaryPerceptron

  var variances: [[Float]]? { [network.means.map { Float(1 - $0 * $0) }] }
  var saved: SavedNetwork { .perceptron(network) }

  var fieldNames: [String] { ["n", "gain", "fields", "means"] }

  func field(_ name: String) -> Value? {
    switch name {
    case "n": .number(Double(network.n))
    case "gain": .number(network.gain)
    case "fields": .tensor(Tensor(network.fields))
    case "means": .tensor(Tensor(network.means))
    default: nil
    }
  }

  /// The fields, and those before the last other task.
  var byteCount: Int { 16 * network.n + 256 }

  var sizes: [String: Int] { ["inputs": network.n] }

  var summary: String { "binary perceptron · n \(network.n)" }

  var remark: String { "gain \(NumberFormat.text(network.gain))" }

  /// A summary, not the weights.
  var json: JSONValue {
    .object([
      ("kind", .text("binary perceptron")), ("n", .number(Double(network.n))),
      ("gain", .number(network.gain)),
    ])
  }
}

extension PerceptronObject {
  func trained(by arguments: Arguments, in context: CommandContext) throws -> (
    PerceptronObject, TrainingHistory
  ) {
    let task = try arguments.object("on", as: TaskObject.self).task
    try arguments.refuse("gain", for: "a perceptron")
    let anchor: Anchor =
      switch arguments.value("anchor") {
      case .object: .fields(try arguments.object("anchor", as: PerceptronObject.self).network.fields)
      case .text("prior"): .prior
      case .text("previous"): .previous
      case .text("step"):
        throw arguments.diagnostic("anchor", "the anchor \"step\" is for networks of layers")
      default: .none
      }
    let isAnchored = if case .none = anchor { false } else { true }
    let optimizer: Optimizer =
      try arguments.text("optimizer") == "adam" ? .adam : .sgd(momentum: try arguments.number("momentum"))
    let options = TrainingOptions(
      epochs: try arguments.integer("epochs"),
      batchSize: arguments.has("batch") ? try arguments.integer("batch") : nil,
      rate: arguments.has("rate") ? try arguments.number("rate") : nil, optimizer: optimizer,
      decay: arguments.has("decay") ? try arguments.number("decay") : 0, anchor: anchor,
      gamma: arguments.has("gamma") ? try arguments.number("gamma") : (isAnchored ? 1 : 0),
      heldSelfOverlap: try arguments.heldSelfOverlap(epochs: try arguments.integer("epochs"), in: context),
      recordEvery: arguments.has("record") ? try arguments.integer("record") : nil,
      comparedTasks: try arguments.comparedTasks())
    let (stream, beginning) = (context.stream(), PerceptronCheckpoint(beginning: network, optimizer))
    let file = try arguments.checkpointFile(from: beginning, in: context) {
      try network.trainingIdentity(on: task, options: options, stream: stream)
    }
    defer { file?.close() }
    let trained = try (file?.start ?? beginning).resumed(
      on: task, options: options, stream: stream, in: context.work
    ) {
      context.keep(.object(PerceptronObject(network: $0.network)))
      file?.record($0)
    }
    return (PerceptronObject(network: trained.network), trained.history)
  }

  func accuracy(by arguments: Arguments, in context: CommandContext) throws -> Double {
    let task = try arguments.object("on", as: TaskObject.self).task
    try arguments.requireSigns(for: "a perceptron")
    return try network.accuracy(on: task)
  }
}

extension Arguments {
  /// The other tasks that a perceptron's history compares it with.
  fileprivate func comparedTasks() throws -> [TeacherTask] {
    let values =
      switch value("also") {
      case nil: [Value]()
      case .list(let values): values
      case let value?: [value]
      }
    return try values.map { value in
      guard case .object(let object as TaskObject) = value else {
        throw diagnostic("also", "train: expected tasks that a teacher made, found \(value.described)")
      }
      return object.task
    }
  }
}
