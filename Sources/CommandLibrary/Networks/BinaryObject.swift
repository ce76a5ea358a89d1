import Display
import Interpreter
import Learning

/// A network of layers of binary weights, and what protects it from forgetting, as a value of the language.
struct BinaryObject: NetworkObject {
  static let storageName = "binary network"
  let network: BinaryNetwork
  let protection: Protection

  var variances: [[Float]]? { nil }
  var saved: SavedNetwork { .binary(network, protection) }

  var fieldNames: [String] { ["layers", "strategy", "scenario", "weights", "hidden"] }

  func field(_ name: String) -> Value? {
    switch name {
    case "layers": .layers(network.widths)
    case "strategy": .text(protection.words)
    case "scenario": .text(network.scenario.rawValue)
    case "weights": .number(Double(network.weights.reduce(0) { $0 + $1.count }))
    case "hidden": .matrices(network.weights, widths: network.widths)
    default: nil
    }
  }

  /// The hidden weights, and about as much for what is known of earlier tasks.
  var byteCount: Int { network.weights.reduce(1024) { $0 + 8 * $1.count } }

  var sizes: [String: Int] { AbstractArguments.sizes(ofLayers: network.widths) }

  var summary: String { "binary network · \(network.widths.joinedByDashes) · \(protection.words)" }

  var remark: String { "normalization \(network.scenario.rawValue)" }

  /// A summary, not the weights.
  var json: JSONValue {
    .object([
      ("kind", .text("binary network")), ("layers", Value.layers(network.widths).json),
      ("strategy", .text(protection.words)), ("scenario", .text(network.scenario.rawValue)),
    ])
  }
}

extension BinaryObject {
  func trained(by arguments: Arguments, in context: CommandContext) throws -> (BinaryObject, TrainingHistory)
  {
    let task = try arguments.dataTask("on")
    try arguments.refuse("gamma", "gain", "hold", "also", for: "a binary network")
    guard case .text("none") = arguments.value("anchor") else {
      throw arguments.diagnostic(
        "anchor", "a binary network has no anchor", help: "its strategy is chosen where it is made")
    }
    guard try arguments.text("optimizer") == "adam" else {
      throw arguments.diagnostic("optimizer", "a binary network is trained by adam")
    }
    let options = try BinaryOptions(
      arguments, epochs: arguments.integer("epochs"), protection: protection)
    let (stream, beginning) = (context.stream(), BinaryCheckpoint(beginning: network, protection))
    let file = try arguments.checkpointFile(from: beginning, in: context) {
      network.trainingIdentity(on: task.train, options: options, stream: stream)
    }
    defer { file?.close() }
    let trained = try (file?.start ?? beginning).resumed(
      on: task.train, options: options, stream: stream, in: context.work
    ) {
      context.keep(.object(BinaryObject(network: $0.network, protection: protection)))
      file?.record($0.checkpoint)
    }
    return (
      BinaryObject(network: trained.network, protection: protection),
      trained.history.thinned(toEvery: try arguments.interval())
    )
  }

  func accuracy(by arguments: Arguments, in context: CommandContext) throws -> Double {
    let task = try arguments.dataTask("on")
    try arguments.requireSigns(for: "a binary network")
    return try network.evaluation(on: task.test, in: context.work).accuracy
  }
}

extension BinaryOptions {
  /// With the batch, rate and decay of the arguments, or those that are its own.
  init(_ arguments: Arguments, epochs: Int, protection: Protection) throws {
    self.init(epochs: epochs, protection: protection)
    if arguments.has("batch") { batchSize = try arguments.integer("batch") }
    if arguments.has("rate") { rate = try arguments.number("rate") }
    if arguments.has("decay") { decay = try arguments.number("decay") }
  }
}

extension Protection {
  /// "metaplasticity m 1.35", "ewc λ 5000".
  var words: String {
    switch self {
    case .none: "plain"
    case .metaplasticity(let m): "metaplasticity m \(NumberFormat.text(m))"
    case .elasticWeights(let strength, _): "ewc λ \(NumberFormat.text(strength))"
    case .synapticIntelligence(let strength, _): "si c \(NumberFormat.text(strength))"
    }
  }
}
