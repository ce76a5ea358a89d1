import Foundation

/// The distribution of a learned field θ, seen from the teacher: η = W θ, W = ±1 the teacher's weight.
///
/// It is what a task hands to the next one. m₁ → m₂ → … is a Markov chain driven by the teachers' signs, so that what has to be
/// known of the past are expectations of products of teachers' weights, restricted to a value of η. Flipping all signs at a site
/// changes nothing: only products of an even number count. Where each teacher depends on the one before alone, the pairs with the
/// current one suffice, and the cost is linear in the number of tasks; teachers that depend on several need all of them.
struct FieldDensity {
  /// Values of η, ascending and symmetric about 0.
  let nodes: [Double]
  /// tanh η there.
  let means: [Double]
  /// The largest distance of nodes; 0 for a point mass.
  let step: Double
  /// How many teachers there were, the current one included.
  let teacherCount: Int
  /// The probability at each node; their sum is 1.
  let probabilities: [Double]
  /// For sets S of an even number of teachers, E[∏ W_k; η]: the pairs with the current one, or all sets.
  let signed: [TeacherSet: [Double]]

  /// No field: the flat prior of the first task.
  static let flat = FieldDensity(
    nodes: [0], means: [0], step: 0, teacherCount: 1, probabilities: [1], signed: [:])

  /// The totals alone, at η = 0: all that is left of the past where nothing refers to the fields.
  var collapsed: FieldDensity {
    FieldDensity(
      nodes: [0], means: [0], step: 0, teacherCount: teacherCount, probabilities: [1],
      signed: signed.mapValues { [$0.reduce(0, +)] })
  }

  /// E f(η), f given at a node's place.
  func expectation(_ f: (Double) -> Double) -> Double {
    zip(nodes, probabilities).reduce(0) { $0 + $1.1 * f($1.0) }
  }
}

extension FieldDensity {
  /// The same fields seen from the next teacher, with the pairs of teachers that include it or, if `isComplete`, all even sets.
  ///
  /// With W_t = w of probability ½ (1 + w Σ a_k W_k), E[∏_S W_k; W_t θ = η] for an even set S, or for an odd one together with W_t, is
  /// D_S + Σ a_k D_{S △ k}, where D_S = E[∏_S W_k; θ].
  func seen(from teacher: CorrelatedTeacher, isComplete: Bool) -> FieldDensity {
    func density(_ set: TeacherSet) -> [Double] {
      var sum = moments(set)
      for (k, a) in teacher.coefficients.enumerated() where a != 0 {
        let moments = moments(set.symmetricDifference(TeacherSet(teacher: k)))
        for index in sum.indices { sum[index] += a * moments[index] }
      }
      return sum
    }
    let new = TeacherSet(teacher: teacherCount)
    let sets =
      isComplete
      ? TeacherSet.even(amongFirst: teacherCount + 1).filter { !$0.isEmpty }
      : (0..<teacherCount).map { new.union(TeacherSet(teacher: $0)) }
    return FieldDensity(
      nodes: nodes, means: means, step: step, teacherCount: teacherCount + 1, probabilities: density([]),
      signed: Dictionary(uniqueKeysWithValues: sets.map { ($0, density($0.subtracting(new))) }))
  }

  /// E[∏_S W_k; θ] at the nodes: the even part in η of an even set's density, the odd part of an odd set's with the current teacher.
  private func moments(_ set: TeacherSet) -> [Double] {
    let framed = set.isEven ? set : set.symmetricDifference(TeacherSet(teacher: teacherCount - 1))
    // Only sets that are carried are asked for: pairs suffice where teachers are chained.
    let density = framed.isEmpty ? probabilities : signed[framed] ?? nodes.map { _ in 0 }
    return zip(density, density.reversed()).map { set.isEven ? ($0 + $1) / 2 : ($0 - $1) / 2 }
  }
}

extension FieldDensity {
  /// The fields after learning, as the next task finds them, with the sets that the prior carries; on nodes that are no further apart
  /// in m than 1/`nodesPerMean`.
  init(after root: SaddlePoint, nodesPerMean: Double = 0) {
    let (equations, evaluation) = (root.equations, root.evaluation)
    let measure = evaluation.measure
    let sets = Array(equations.prior.signed.keys)
    let rule = equations.fieldRule(evaluation, carrying: { prior in sets.map { prior.signed[$0] ?? [] } })
    let grid = FieldGrid(
      curvature: measure.curvature, entropyWeight: measure.entropyWeight, largestField: rule.largest,
      resolution: 1, nodesPerMean: nodesPerMean)
    /// The probability first, then the densities that are carried.
    var densities = [[Double]](
      repeating: [Double](repeating: 0, count: grid.nodes.count), count: sets.count + 1)
    for (block, v) in rule.nodes.enumerated() {
      let weights = [rule.probabilities[block]] + rule.carried.map { $0[block] }
      let logPartition = measure.moments(at: v).logPartition
      for lane in 0..<8 where rule.probabilities[block][lane] != 0 {
        grid.addProbabilities(at: v[lane], logPartition[lane], weights.map { $0[lane] }, to: &densities)
      }
    }
    self.init(
      nodes: grid.nodes, means: grid.nodes.map(tanh), step: grid.step,
      teacherCount: equations.prior.teacherCount, probabilities: densities[0],
      signed: Dictionary(uniqueKeysWithValues: zip(sets, densities.dropFirst())))
  }
}
