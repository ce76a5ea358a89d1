import Execution
import Tensors

/// One step of training after another on a network's layers: gradients, the pull of an anchor, Adam, and the new moments.
struct VariationalStep: Sendable {
  private let pull: Pull?
  private var optimizers: [FloatAdam]
  private let parts: WeightParts

  init(widths: [Int], rate: Double, optimizers: [FloatAdam.State], pull: Pull?, team: Team) {
    self.pull = pull
    self.optimizers = optimizers.map { FloatAdam($0, rate: rate, β1: 0.9, β2: 0.99) }
    parts = WeightParts(widths: widths, team: team)
  }

  var optimizerStates: [FloatAdam.State] { optimizers.map(\.state) }
  /// What the anchor `step` holds back; `nil` with any other.
  var lastPulls: [[Float]]? { pull?.lastPulls }

  /// A step along the gradient of a batch that has passed forward and back; `share` is its part of an epoch. False if a field
  /// is not a finite number afterwards.
  mutating func take(_ pass: VariationalPass, gain: Double, share: Double, team: Team) -> Bool {
    for index in optimizers.indices { optimizers[index].beginStep() }
    let (gain, share, step) = (Float(gain), Float(share), self)
    return parts.allSatisfy(team: team) { part, gradient, scratch in
      step.move(part, of: pass, gain: gain, share: share, gradient: gradient, scratch: scratch)
    }
  }

  private func move(
    _ part: WeightParts.Part, of pass: VariationalPass, gain: Float, share: Float, gradient: FloatMatrix,
    scratch: FloatMatrix
  ) -> Bool {
    let (layer, weights) = (part.layer, pass.weights[part.layer])
    pass.writeGradient(layer: layer, units: part.units, gain: gain, to: gradient, scratch: scratch)
    var isFinite = true
    part.forEachRun { run in
      let (start, count) = (run.lowerBound, run.count)
      let step = gradient.base + (start - part.weights.lowerBound)
      let (fields, means) = (weights.fields.base + start, weights.means.base + start)
      let variances = weights.variances.base + start
      pull?.add(
        to: step, fields: fields, variances: variances, layer: layer, from: start, count: count, gain: gain,
        share: share)
      optimizers[layer].replaceByStep(step, from: start, count: count)
      pull?.remember(step: step, variances: variances, layer: layer, from: start, count: count, gain: gain)
      let stays = add(step, to: fields, count: count)
      writeMoments(of: fields, means: means, variances: variances, count: count, gain: gain)
      isFinite = isFinite && stays
    }
    return isFinite
  }
}
