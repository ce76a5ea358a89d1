import Execution
import Tensors

/// One step of training after another on a binary network's hidden weights and normalizations.
struct BinaryStep: Sendable {
  /// The m of metaplasticity; 0 for none, since f is 1 then.
  private let m: Float
  private let penalty: Consolidation.QuadraticPenalty?
  private let path: PathIntegral?
  private let decay: Float
  private var weightOptimizers, normalizationOptimizers: [FloatAdam]
  private let parts: WeightParts

  init(
    _ checkpoint: BinaryCheckpoint, options: BinaryOptions, penalty: Consolidation.QuadraticPenalty?,
    team: Team
  ) {
    if case .metaplasticity(let m) = options.protection { self.m = Float(m) } else { m = 0 }
    self.penalty = penalty
    path = checkpoint.path.map { PathIntegral($0) }
    decay = Float(options.decay)
    func adam(_ state: FloatAdam.State) -> FloatAdam {
      FloatAdam(state, rate: options.rate, β1: 0.9, β2: 0.999)
    }
    weightOptimizers = checkpoint.weightOptimizers.map(adam)
    normalizationOptimizers = checkpoint.normalizationOptimizers.map(adam)
    parts = WeightParts(widths: checkpoint.network.widths, team: team)
  }

  var weightOptimizerStates: [FloatAdam.State] { weightOptimizers.map(\.state) }
  var normalizationOptimizerStates: [FloatAdam.State] { normalizationOptimizers.map(\.state) }
  var pathState: PathIntegral.State? { path?.state }

  /// A step along the gradient of a batch that has passed forward and back. False if a number is not finite afterwards.
  mutating func take(_ pass: BinaryPass, team: Team) -> Bool {
    for layer in weightOptimizers.indices {
      weightOptimizers[layer].beginStep()
      normalizationOptimizers[layer].beginStep()
    }
    let step = self
    let isFinite = parts.allSatisfy(team: team) { part, gradient, scratch in
      step.move(part, of: pass, gradient: gradient, scratch: scratch)
    }
    return zip(pass.units, normalizationOptimizers).reduce(isFinite) { isFinite, layer in
      let (parameters, gradients) = (layer.0.normalization.parameters, layer.0.normalization.gradients)
      layer.1.replaceByStep(gradients.base, from: 0, count: gradients.count)
      return add(gradients.base, to: parameters.base, count: parameters.count) && isFinite
    }
  }

  private func move(
    _ part: WeightParts.Part, of pass: BinaryPass, gradient: FloatMatrix, scratch: FloatMatrix
  ) -> Bool {
    let (layer, weights) = (part.layer, pass.weights[part.layer])
    pass.writeGradient(layer: layer, units: part.units, to: gradient)
    var isFinite = true
    part.forEachRun { run in
      let count = run.count
      let step = gradient.base + (run.lowerBound - part.weights.lowerBound)
      let lossGradient = scratch.base
      let hidden = weights.hidden.base + run.lowerBound
      lossGradient.update(from: step, count: count)
      penalty?.add(to: step, weights: weights, layer: layer, run: run)
      for i in 0..<count { step[i] += decay * hidden[i] }
      weightOptimizers[layer].replaceByStep(step, from: run.lowerBound, count: count)
      if m > 0 { restrainSteps(step, of: hidden, m: m, count: count) }
      path?.add(gradient: lossGradient, step: step, layer: layer, run: run)
      let stays = add(step, to: hidden, count: count)
      takeSigns(of: hidden, to: weights.signs.base + run.lowerBound, count: count)
      isFinite = isFinite && stays
    }
    return isFinite
  }
}
