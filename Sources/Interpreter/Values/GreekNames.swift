/// Greek letters as synonyms of labels and fields: `solve(α: 1)` is `solve(alpha: 1)`.
package enum GreekNames {
  private static let names: [Character: String] = [
    "α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "ε": "error", "κ": "kappa", "λ": "lambda",
    "μ": "mu",
    "σ": "sigma", "τ": "tau", "θ": "theta", "Φ": "phi", "φ": "phi", "ϵ": "error",
  ]

  /// The name as declarations spell it.
  package static func canonical(_ name: String) -> String {
    guard let first = name.first, name.count == 1, let spelled = names[first] else { return name }
    return spelled
  }

  package static func match(_ one: String, _ other: String) -> Bool {
    one == other || canonical(one) == canonical(other)
  }
}
