import Foundation

/// The averages over sites: of the one-site measure in field v, over the distribution of v.
struct SiteTerm {
  /// E⟨m⟩.
  private(set) var r = 0.0
  /// E[1 − ⟨m²⟩] = 1 − q_d.
  private(set) var oneMinusQd = 0.0
  /// E[⟨m²⟩ − ⟨m⟩²] = q_d − q.
  private(set) var qdMinusQ = 0.0
  /// E[(⟨m⟩ − r)²] = q − r².
  private(set) var qMinusR2 = 0.0
  /// E ln Z(v).
  private(set) var logPartition = 0.0
  /// E[(⟨m²⟩ − ⟨m⟩²)²], the site's factor of the replicon.
  private(set) var squaredVariance = 0.0

  init(_ rule: FieldRule, _ measure: SiteMeasure) {
    var means: [Double] = []
    means.reserveCapacity(rule.nodes.count)
    for (v, probability) in zip(rule.nodes, rule.probabilities) {
      let moments = measure.moments(at: v)
      means.append(moments.mean)
      r += probability * moments.mean
      oneMinusQd += probability * moments.oneMinusSquare
      qdMinusQ += probability * moments.variance
      logPartition += probability * moments.logPartition
      squaredVariance += probability * moments.variance * moments.variance
    }
    for (mean, probability) in zip(means, rule.probabilities) {
      qMinusR2 += probability * (mean - r) * (mean - r)
    }
  }

  var order: OrderParameters {
    OrderParameters(
      oneMinusQd: oneMinusQd, qdMinusQ: qdMinusQ, q: r * r + qMinusR2,
      slopeAngle: qMinusR2 > 0 ? asinh(r / qMinusR2.squareRoot()) : 0)
  }
}
