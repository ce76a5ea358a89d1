/// The distribution of a learned field θ, seen from the teacher: η = W θ, W = ±1 the teacher's weight.
///
/// It is what a task hands to the next one. With it go, for each teacher k so far, the expectations of W_k W restricted to a value of η:
/// a signed density that carries how well task k is still known. m₁ → m₂ → … is a Markov chain, so that nothing else is needed and
/// the cost is linear in the number of tasks.
struct FieldDensity {
  /// Values of η, ascending and symmetric about 0.
  let nodes: [Double]
  /// Distance of the nodes; 0 for a point mass.
  let step: Double
  /// The probability at each node; their sum is 1.
  let probabilities: [Double]
  /// For each teacher so far, oldest first, E[W_k W; η]; for the current one that is the probability itself.
  let signed: [[Double]]

  /// No field: the flat prior of the first task.
  static let flat = FieldDensity(nodes: [0], step: 0, probabilities: [1], signed: [])

  /// The same fields seen from the next teacher, whose overlap with the current one is r₀: W′W = ±1 with probabilities (1 ± r₀)/2.
  func seen(fromTeacherWithOverlap r0: Double) -> FieldDensity {
    let (same, opposite) = ((1 + r0) / 2, (1 - r0) / 2)
    return FieldDensity(
      nodes: nodes, step: step,
      probabilities: zip(probabilities, probabilities.reversed()).map { same * $0 + opposite * $1 },
      signed: signed.map { density in zip(density, density.reversed()).map { same * $0 - opposite * $1 } })
  }

  /// The totals alone, at η = 0: all that is left of the past where γ = 0.
  var collapsed: FieldDensity {
    FieldDensity(nodes: [0], step: 0, probabilities: [1], signed: signed.map { [$0.reduce(0, +)] })
  }
}

extension FieldDensity {
  /// The fields after learning, as the next task finds them.
  init(after evaluation: SaddlePointEquations.Evaluation, resolution: Double) {
    let (rule, measure) = (evaluation.rule, evaluation.measure)
    let grid = FieldGrid(
      curvature: measure.curvature, entropyWeight: measure.entropyWeight, largestField: rule.largest,
      resolution: resolution)
    /// The probability first, then the signed density of each earlier teacher.
    var densities = [[Double]](
      repeating: [Double](repeating: 0, count: 2 * grid.halfCount + 1), count: rule.signed.count + 1)
    for (block, v) in rule.nodes.enumerated() {
      let weights = [rule.probabilities[block]] + rule.signed.map { $0[block] }
      let logPartition = measure.moments(at: v).logPartition
      for lane in 0..<8 where rule.probabilities[block][lane] != 0 {
        grid.addProbabilities(at: v[lane], logPartition[lane], weights.map { $0[lane] }, to: &densities)
      }
    }
    self.init(
      nodes: (-grid.halfCount...grid.halfCount).map { Double($0) * grid.step }, step: grid.step,
      probabilities: densities[0], signed: densities.dropFirst() + [densities[0]])
  }
}
