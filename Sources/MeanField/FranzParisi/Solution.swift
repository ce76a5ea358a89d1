/// A solution of the saddle-point equations, with what is known of its accuracy.
package struct Solution: Sendable {
  package enum Branch: String, Sendable { case uninformed, informed }
  package enum Status: String, Sendable {
    /// The residual is below the tolerance.
    case converged
    /// The iteration stopped short of the tolerance; the residual says how far.
    case stalled
  }

  /// The number of the task, from 1.
  package let task: Int
  package let alpha: Double
  package let beta: Double
  package let gamma: Double
  package let overlap: Double
  package let q: Double
  package let r: Double
  package let qd: Double
  package let qhat: Double
  package let rhat: Double
  package let qdhat: Double
  package let p: Double
  package let errors: [Double]
  package let phi: Double
  package let replicon: Double
  package let isStable: Bool
  package let branch: Branch
  package let status: Status
  package let residual: Double
  package let iterations: Int
  package let quadratureError: Double
  package let seconds: Double

  package var error: Double { errors.last ?? 0.5 }

  /// V = −Φ/β.
  package var potential: Double { -phi / beta }
}
