import Foundation
import SpecialFunctions

/// The averages over sites: of the one-site measure in field v, over the distribution of v.
struct EntropicTerm {
  /// E⟨m⟩.
  let r: Double
  /// E[1 − ⟨m²⟩] = 1 − q_d.
  let oneMinusQd: Double
  /// E[⟨m²⟩ − ⟨m⟩²] = q_d − q.
  let qdMinusQ: Double
  /// E[(⟨m⟩ − r)²] = q − r².
  let qMinusR2: Double
  /// E ln Z(v).
  let logPartition: Double
  /// E[(⟨m²⟩ − ⟨m⟩²)²], the site's factor of the replicon.
  let squaredVariance: Double

  init(_ rule: FieldRule, _ measure: SiteMeasure) {
    var means: [Vector] = []
    means.reserveCapacity(rule.nodes.count)
    var (mean, oneMinusSquare, variance, logPartition, squaredVariance) = (
      Vector(), Vector(), Vector(), Vector(), Vector()
    )
    for (v, probability) in zip(rule.nodes, rule.probabilities) {
      let moments = measure.moments(at: v)
      means.append(moments.mean)
      mean += probability * moments.mean
      oneMinusSquare += probability * moments.oneMinusSquare
      let deviation = probability * moments.variance
      variance += deviation
      squaredVariance += deviation * moments.variance
      logPartition += probability * moments.logPartition
    }
    let r = mean.sum()
    var spread = Vector()
    for (mean, probability) in zip(means, rule.probabilities) {
      let deviation = mean - r
      spread += probability * (deviation * deviation)
    }
    self.r = r
    oneMinusQd = oneMinusSquare.sum()
    qdMinusQ = variance.sum()
    qMinusR2 = spread.sum()
    self.logPartition = logPartition.sum()
    self.squaredVariance = squaredVariance.sum()
  }

  var order: OrderParameters {
    OrderParameters(
      oneMinusQd: oneMinusQd, qdMinusQ: qdMinusQ, q: r * r + qMinusR2,
      slopeAngle: qMinusR2 > 0 ? asinh(r / qMinusR2.squareRoot()) : 0)
  }
}
