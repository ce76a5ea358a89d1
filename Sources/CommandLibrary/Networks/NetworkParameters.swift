import Execution
import Interpreter
import Learning

/// The parameters of networks and their training, each declared once for all commands that have it.
extension Parameter {
  static let layers = Parameter(
    "layers", .list, summary: "the number of inputs, of units in each hidden layer, and of classes")

  static let epochs = Parameter(
    "epochs", .number, summary: "passes over all examples of a task", default: .value(.number(1)),
    domain: .integers(0, 1 << 32))

  static let batch = Parameter(
    "batch", .number,
    summary: "examples per step; without it 64 for a network, 100 for a binary one, all for a perceptron",
    default: .absent, domain: .integers(1))

  static let rate = Parameter(
    "rate", .number,
    summary:
      "learning rate; without it 0.01 for a network, 0.005 for a binary one, 0.05/gain for a perceptron",
    default: .absent, domain: .above(0))

  static let decay = Parameter(
    "decay", .number, summary: "weight decay; without it 0, or 1e-7 for a binary network", default: .absent,
    domain: .atLeast(0))

  static let gamma = Parameter(
    "gamma", .number, summary: "weight γ of the divergence from the anchor; 1 if anchored, else 0",
    default: .absent, domain: .atLeast(0))

  static let gainSchedule = Parameter(
    "gain", .number, .function,
    summary: "field gain of a network during training, or a function that gives that of each epoch, from 1",
    default: .absent, domain: .above(0))

  static let reading = Parameter(
    "reading", .text,
    summary:
      "what answers: the weights' signs, their means, their Gaussian distribution, or weights drawn from it",
    default: .value(.text("signs")), choices: ["signs", "mean", "noisy", "sampled"])
}

/// How binary networks are protected from forgetting.
extension Parameter {
  static let metaplasticity = Parameter(
    "m", .number, summary: "how fast metaplasticity hardens weights that have grown",
    default: .value(.number(1.35)), domain: .atLeast(0))

  static let strength = Parameter(
    "strength", .number, summary: "strength of ewc or si; without it 5000 or 1", default: .absent,
    domain: .atLeast(0))

  static let damping = Parameter(
    "damping", .number, summary: "damping of si, which bounds the importance of weights that stayed",
    default: .value(.number(0.1)), domain: .above(0))

  static let fisherLabels = Parameter(
    "labels", .text,
    summary: "the labels whose gradients ewc squares: the task's, drawn, or the largest output",
    default: .value(.text("true")), choices: ["true", "sampled", "predicted"])
}

extension Arguments {
  /// The numbers of inputs, units and classes that `layers` gives.
  func widths() throws -> [Int] { try wholeNumbers(in: .list(try list("layers")), of: "layers") }

  /// What answers for a network of this sort, which has the weights' signs only.
  func requireSigns(for sort: String) throws {
    guard try text("reading") != Readout.signs.rawValue else { return }
    throw diagnostic("reading", "\(sort) is read by the signs of its weights", help: "reading: \"signs\"")
  }

  /// The q_d that is held in each epoch; `nil` where it is free. A function is called for all epochs beforehand.
  func heldSelfOverlap(epochs count: Int, in context: CommandContext) throws -> (@Sendable (Int) -> Double)? {
    guard let hold = value("hold") else { return nil }
    guard case .function(let function) = hold else {
      let number = try number("hold")
      return { _ in number }
    }
    try Memory.require(bytes: count, each: MemoryLayout<Double>.stride)
    let values = try (0..<count).map { index in
      guard let number = try context.call(function, [.number(Double(index + 1))]).number else {
        throw diagnostic("hold", "train: hold must give a number for every epoch")
      }
      return number
    }
    return { values[$0 - 1] }
  }

  /// The gain in each of `count` epochs; `nil` where none is given.
  func gains(epochs count: Int, in context: CommandContext) throws -> [Double]? {
    guard let gain = value("gain") else { return nil }
    try Memory.require(bytes: count, each: MemoryLayout<Double>.stride)
    guard case .function(let function) = gain else {
      return Array(repeating: try number("gain"), count: count)
    }
    return try located("gain") {
      try (0..<count).map { index in
        let value = try context.call(function, [.number(Double(index + 1))])
        guard let gain = value.number, gain > 0, gain.isFinite else {
          throw diagnostic(
            "gain", "gain: expected a positive number for epoch \(index + 1), found \(value.described)")
        }
        return gain
      }
    }
  }

  /// The protection of that name, with the parameters it has.
  func protection(_ name: String) throws -> Protection {
    switch name {
    case "metaplasticity": return .metaplasticity(m: try number("m"))
    case "ewc":
      let labels = Protection.Labels(rawValue: try text("labels")) ?? .true
      return .elasticWeights(strength: value("strength")?.number ?? 5000, labels: labels)
    case "si":
      return .synapticIntelligence(
        strength: value("strength")?.number ?? 1, damping: try number("damping"))
    default: return .none
    }
  }
}
