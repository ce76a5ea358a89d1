import SpecialFunctions

extension SaddlePoint {
  /// t = E[m₁ ⟨m⟩], the overlap of the means with those that the previous task left.
  var referenceOverlap: Double {
    let rule = equations.fieldRule(evaluation) { prior in
      [zip(prior.means, prior.probabilities).map { $0 * $1 }]
    }
    var sum = Vector()
    for (v, mean) in zip(rule.nodes, rule.carried[0]) { sum += mean * evaluation.measure.moments(at: v).mean }
    return sum.sum()
  }
}
