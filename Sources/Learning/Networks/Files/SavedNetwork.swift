import Execution

/// A network of any sort, with all that its further training depends on.
///
/// In a file, matrices have a row per unit; what the network remembers of its training stands under `before` and `task`.
package enum SavedNetwork: Sendable {
  case perceptron(BinaryPerceptron)
  case variational(VariationalNetwork)
  case binary(BinaryNetwork, Protection)

  /// As named arrays and texts.
  package var tensors: SafeTensors {
    switch self {
    case .perceptron(let network): network.tensors
    case .variational(let network): network.tensors
    case .binary(let network, let protection):
      network.tensors.with { tensors in
        for (name, text) in protection.texts { tensors.texts[name] = text }
      }
    }
  }

  /// Throws `DataFileError` where the arrays and texts are no network's, `LearningError` where they do not go together, and
  /// `MemoryShortage`.
  package init(_ tensors: SafeTensors) throws {
    switch try tensors.text("kind") {
    case BinaryPerceptron.fileKind: self = .perceptron(try BinaryPerceptron(tensors))
    case VariationalNetwork.fileKind: self = .variational(try VariationalNetwork(tensors))
    case BinaryNetwork.fileKind: self = .binary(try BinaryNetwork(tensors), try Protection(tensors))
    case let kind: throw tensors.error("expected a network of a kind known here, found \(kind)")
    }
  }
}

extension SafeTensors {
  func with(_ change: (inout SafeTensors) -> Void) -> SafeTensors {
    var tensors = self
    change(&tensors)
    return tensors
  }
}

extension BinaryPerceptron {
  fileprivate static let fileKind = "binary perceptron"

  fileprivate var tensors: SafeTensors {
    SafeTensors().with { tensors in
      tensors.texts = ["kind": Self.fileKind, "gain": "\(gain)"]
      tensors.add(fields, "fields")
      guard let memory else { return }
      tensors.texts["task.patterns"] = "\(memory.task.patternCount)"
      tensors.texts["task.stream"] = "\(memory.task.stream)"
      tensors.add((0..<memory.task.teacher.count).map { memory.task.teacher[$0] }, "task.teacher")
      if let before = memory.fieldsBefore { tensors.add(before, "before.fields") }
    }
  }

  fileprivate init(_ tensors: SafeTensors) throws {
    let fields = try tensors.doubles("fields")
    let gain = try tensors.number("gain")
    try require(gain > 0, "a gain is positive, found \(gain)")
    var memory: Memory?
    if tensors.contains("task.teacher") {
      let before = tensors.contains("before.fields") ? try tensors.doubles("before.fields") : nil
      try require(
        !fields.isEmpty && before?.count ?? fields.count == fields.count,
        "there are \(fields.count) fields, and \(before?.count ?? 0) before the last task")
      let patternCount = Int(try tensors.text("task.patterns"))
      guard let patternCount, let stream = UInt64(try tensors.text("task.stream")) else {
        throw tensors.error("expected task.patterns and task.stream to be whole numbers")
      }
      let task = TeacherTask.Identity(
        teacher: SignVector(signsOf: try tensors.doubles("task.teacher")), patternCount: patternCount,
        stream: stream)
      memory = Memory(task: task, fieldsBefore: before)
    }
    try require(!fields.isEmpty, "a perceptron has at least 1 field")
    self.init(fields: fields, gain: gain, memory: memory)
  }
}

extension VariationalNetwork {
  fileprivate static let fileKind = "variational network"

  fileprivate var tensors: SafeTensors {
    SafeTensors().with { tensors in
      tensors.texts = ["kind": Self.fileKind, "gain": "\(gain)"]
      tensors.add(layers: fields, "fields", widths: widths)
      guard let memory else { return }
      tensors.texts["task"] = memory.task.text
      guard let before = memory.posteriorBefore else { return }
      tensors.texts["before.gain"] = "\(before.gain)"
      tensors.add(layers: before.fields, "before.fields", widths: widths)
    }
  }

  fileprivate init(_ tensors: SafeTensors) throws {
    let widths = try tensors.widths(of: "fields")
    let network = try VariationalNetwork(
      widths: widths, gain: tensors.number("gain"), fields: tensors.layers("fields", widths: widths))
    var memory: Memory?
    if let task = tensors.texts["task"] {
      memory = Memory(task: TaskIdentity(text: task), posteriorBefore: nil)
      if tensors.texts["before.gain"] != nil {
        let gain = try tensors.number("before.gain")
        try checkGain(gain)
        memory?.posteriorBefore = Posterior(
          gain: gain, fields: try tensors.layers("before.fields", widths: widths))
      }
    }
    self.init(widths: widths, posterior: network.posterior, memory: memory)
  }
}

extension BinaryNetwork {
  fileprivate static let fileKind = "binary network"
  private static let targets: [(name: String, target: Consolidation.Target)] = [
    ("signs", .signs), ("hidden", .hidden),
  ]

  fileprivate var tensors: SafeTensors {
    SafeTensors().with { tensors in
      tensors.texts = ["kind": Self.fileKind, "scenario": scenario.rawValue]
      tensors.add(layers: weights, "hidden", widths: widths)
      let sorted = normalizations.sorted { $0.key?.text ?? "" < $1.key?.text ?? "" }
      for (index, (task, normalization)) in sorted.enumerated() {
        tensors.texts["normalization\(index + 1)"] = task?.text ?? ""
        tensors.add(units: normalization.scales, "normalization\(index + 1).scale")
        tensors.add(units: normalization.shifts, "normalization\(index + 1).shift")
      }
      guard let consolidation else { return }
      tensors.texts["consolidation"] = Self.targets.first { $0.target == consolidation.target }?.name
      tensors.add(layers: consolidation.stiffness, "stiffness", widths: widths)
      tensors.add(layers: consolidation.pull, "pull", widths: widths)
    }
  }

  fileprivate init(_ tensors: SafeTensors) throws {
    let widths = try tensors.widths(of: "hidden")
    guard let scenario = NormalizationScenario(rawValue: try tensors.text("scenario")) else {
      throw tensors.error("expected a scenario, separate or shared, found \(try tensors.text("scenario"))")
    }
    try self.init(widths: widths, scenario: scenario, weights: tensors.layers("hidden", widths: widths))
    var index = 1
    while let task = tensors.texts["normalization\(index)"] {
      var normalization = Normalization(widths: widths)
      normalization.scales = try tensors.units("normalization\(index).scale", widths: widths)
      normalization.shifts = try tensors.units("normalization\(index).shift", widths: widths)
      normalizations[task.isEmpty ? nil : TaskIdentity(text: task)] = normalization
      index += 1
    }
    guard let name = tensors.texts["consolidation"] else { return }
    guard let target = Self.targets.first(where: { $0.name == name })?.target else {
      throw tensors.error("expected a consolidation of signs or hidden, found \(name)")
    }
    var consolidation = Consolidation(target, weights: weights)
    consolidation.stiffness = try tensors.layers("stiffness", widths: widths)
    consolidation.pull = try tensors.layers("pull", widths: widths)
    self.consolidation = consolidation
  }
}

extension Protection {
  fileprivate var texts: [String: String] {
    switch self {
    case .none: ["protection": "none"]
    case .metaplasticity(let m): ["protection": "metaplasticity", "m": "\(m)"]
    case .elasticWeights(let strength, let labels):
      ["protection": "ewc", "strength": "\(strength)", "labels": labels.rawValue]
    case .synapticIntelligence(let strength, let damping):
      ["protection": "si", "strength": "\(strength)", "damping": "\(damping)"]
    }
  }

  fileprivate init(_ tensors: SafeTensors) throws {
    switch try tensors.text("protection") {
    case "none": self = .none
    case "metaplasticity": self = .metaplasticity(m: try tensors.number("m"))
    case "ewc":
      guard let labels = Labels(rawValue: try tensors.text("labels")) else {
        throw tensors.error("expected labels, true, sampled or predicted")
      }
      self = .elasticWeights(strength: try tensors.number("strength"), labels: labels)
    case "si":
      self = .synapticIntelligence(
        strength: try tensors.number("strength"), damping: try tensors.number("damping"))
    case let name: throw tensors.error("expected a protection known here, found \(name)")
    }
    try check()
  }
}
