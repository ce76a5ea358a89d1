import Display
import Interpreter
import Learning
import Tensors

/// A network of layers with distributions of weights as a value of the language.
struct VariationalObject: NetworkObject {
  static let storageName = "variational network"
  let network: VariationalNetwork

  var variances: [[Float]]? { network.variances }
  var saved: SavedNetwork { .variational(network) }

  var fieldNames: [String] { ["layers", "gain", "weights", "fields"] }

  func field(_ name: String) -> Value? {
    switch name {
    case "layers": .layers(network.widths)
    case "gain": .number(network.gain)
    case "weights": .number(Double(network.fields.reduce(0) { $0 + $1.count }))
    case "fields": .matrices(network.fields, widths: network.widths)
    default: nil
    }
  }

  /// The fields, and those before the last other task.
  var byteCount: Int { network.fields.reduce(1024) { $0 + 8 * $1.count } }

  var sizes: [String: Int] { AbstractArguments.sizes(ofLayers: network.widths) }

  var summary: String { "variational network · \(network.widths.joinedByDashes)" }

  var remark: String { "gain \(NumberFormat.text(network.gain))" }

  /// A summary, not the weights.
  var json: JSONValue {
    .object([
      ("kind", .text("variational network")), ("layers", Value.layers(network.widths).json),
      ("gain", .number(network.gain)),
    ])
  }
}

extension VariationalObject {
  func trained(by arguments: Arguments, in context: CommandContext) throws -> (
    VariationalObject, TrainingHistory
  ) {
    let task = try arguments.dataTask("on")
    try arguments.refuse("decay", "hold", "also", for: "a network of layers")
    guard try arguments.text("optimizer") == "adam" else {
      throw arguments.diagnostic("optimizer", "a network of layers is trained by adam")
    }
    let epochs = try arguments.integer("epochs")
    let anchor: FieldAnchor =
      switch arguments.value("anchor") {
      case .object: .network(try arguments.object("anchor", as: VariationalObject.self).network)
      case .text(let name): FieldAnchor(named: name)
      default: .none
      }
    let options = try VariationalOptions(
      arguments, epochs: epochs, gains: arguments.gains(epochs: epochs, in: context), anchor: anchor)
    let (stream, beginning) = (context.stream(), VariationalCheckpoint(beginning: network))
    let file = try arguments.checkpointFile(from: beginning, in: context) {
      network.trainingIdentity(on: task.train, options: options, stream: stream)
    }
    defer { file?.close() }
    let trained = try (file?.start ?? beginning).resumed(
      on: task.train, options: options, stream: stream, in: context.work
    ) {
      context.keep(.object(VariationalObject(network: $0.network)))
      file?.record($0.checkpoint)
    }
    return (
      VariationalObject(network: trained.network), trained.history.thinned(toEvery: try arguments.interval())
    )
  }

  func accuracy(by arguments: Arguments, in context: CommandContext) throws -> Double {
    let task = try arguments.dataTask("on")
    let reading = Readout(rawValue: try arguments.text("reading")) ?? .signs
    return try network.evaluation(on: task.test, reading: reading, stream: context.stream(), in: context.work)
      .accuracy
  }
}

extension FieldAnchor {
  /// The anchor that the language calls so.
  init(named name: String) {
    switch name {
    case "prior": self = .prior
    case "previous": self = .previous
    case "step": self = .step
    default: self = .none
    }
  }
}

extension VariationalOptions {
  /// With the batch, rate and γ of the arguments, or those that are its own.
  init(_ arguments: Arguments, epochs: Int, gains: [Double]?, anchor: FieldAnchor) throws {
    self.init(epochs: epochs, gains: gains, anchor: anchor)
    if arguments.has("batch") { batchSize = try arguments.integer("batch") }
    if arguments.has("rate") { rate = try arguments.number("rate") }
    if arguments.has("gamma") { gamma = try arguments.number("gamma") }
  }
}
