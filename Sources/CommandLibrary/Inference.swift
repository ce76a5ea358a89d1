import Interpreter
import Language

/// What `check` knows of results before anything runs: shapes of tensors, sizes of tasks and networks.
extension AbstractArguments {
  /// The tensor that `Parameter.shape` asks for; a number where no extent is given.
  func inferredTensor() -> AbstractValue? {
    others.isEmpty ? AbstractValue(.number) : AbstractValue(extents: others.map(\.integer))
  }

  /// A task or network of those sizes; what is not known is left out.
  static func sized(_ kind: Kind, _ sizes: [String: Int?]) -> AbstractValue {
    AbstractValue([kind], sizes: sizes.compactMapValues { $0 })
  }

  /// The result for a task that is like another: its sizes are the same.
  func inferredTask(like name: String, as kind: Kind = .task, tasks: Int? = nil) -> AbstractValue? {
    guard var sizes = self[name]?.sizes else { return nil }
    sizes["tasks"] = tasks
    return AbstractValue([kind], sizes: sizes)
  }

  /// A network of layers: its inputs, classes and weights.
  func inferredNetwork() throws(Diagnostic) -> AbstractValue? {
    guard case .list(let values)? = self["layers"]?.value else { return nil }
    let widths = values.compactMap { $0.number.flatMap { Int(exactly: $0) } }
    guard widths.count == values.count else { return nil }
    guard widths.count > 1 else {
      throw diagnostic("layers", "a network has at least 2 widths, inputs and classes, found \(widths.count)")
    }
    guard widths.allSatisfy({ (1...1 << 24).contains($0) })
    else {
      return nil
    }
    return Self.sized(.network, Self.sizes(ofLayers: widths))
  }

  /// The inputs, classes and weights of a network whose layers have these widths.
  static func sizes(ofLayers widths: [Int]) -> [String: Int] {
    guard let inputs = widths.first, let classes = widths.last else { return [:] }
    let weights = zip(widths, widths.dropFirst()).reduce(0) { $0 + $1.0 * $1.1 }
    return ["inputs": inputs, "classes": classes, "weights": weights]
  }

  /// Throws where a network and a task have other inputs, or the task more classes than the network.
  func requireSizes(of task: String, _ command: String) throws(Diagnostic) {
    guard let network = self["net"]?.sizes, let sizes = self[task]?.sizes else { return }
    if let expected = network["inputs"], let found = sizes["inputs"], expected != found {
      throw diagnostic(task, "\(command): the network has \(expected) inputs, the task \(found)")
    }
    if let most = network["classes"], let classes = sizes["classes"], classes > most {
      throw diagnostic(task, "\(command): the network has \(most) classes, the task \(classes)")
    }
  }

  /// About the seconds of training on one task, from the steps of scripts/benchmarks/learning: so much for each
  /// weight and example that a step sees, and, as a perceptron's products are quick, for each weight and step.
  func trainingCost(task: String) -> Double? {
    guard let network = self["net"]?.sizes, let examples = self[task]?.sizes["examples"],
      let epochs = self["epochs"]?.number
    else { return nil }
    if let weights = network["weights"] { return epochs * Double(examples) * Double(weights) * 7.8e-11 }
    guard let inputs = network["inputs"], self["batch"]?.kinds == nil || self["batch"]?.number != nil else {
      return nil
    }
    let steps = (Double(examples) / max(self["batch"]?.number ?? Double(examples), 1)).rounded(.up)
    // Fig. 2d of scripts/paper: finding the shift of the fields that holds q_d.
    let step = self["hold"] == nil ? 6.6e-9 : 46e-9
    return epochs * Double(inputs) * (Double(examples) * 4.4e-11 + steps * step)
  }
}

extension Command {
  /// The examples of the data inside the program.
  static func inferredData(
    inputs: Int, classes: Int, examples: Int
  ) -> @Sendable (AbstractArguments) throws(Diagnostic) -> AbstractValue? {
    { (arguments) throws(Diagnostic) in
      let test = arguments["test"]?.number ?? 0.2
      let train = Int(Double(examples) * (1 - test))
      return AbstractArguments.sized(
        .task,
        ["inputs": inputs, "classes": classes, "examples": min(train, arguments["limit"]?.integer ?? train)])
    }
  }
}
