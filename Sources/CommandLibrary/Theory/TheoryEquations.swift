import Interpreter

/// What the commands of the theory compute, in the symbols of Reference/Theory.md, where each is explained.
extension Equation {
  private static let paper = "Li, Huang, Zou and Huang (2023)"

  static let freeEntropy = Equation(
    "Φ = ½qq̂ − rr̂ − q_d q̂_d + Eφ(v) + αG_E + (βγ/2) E ln((1 − m_ref²)/4)",
    source: "\(paper); Reference/Theory.md, “The free entropy”")

  static let branch = Equation(
    "∂Φ/∂q = ∂Φ/∂r = ∂Φ/∂q_d = 0 along the curve of solutions, with Φ of `solve`",
    source: "beyond the paper: Reference/Theory.md, “Branches, folds, transitions”")

  static let crossing = Equation(
    "Φ(α; informed branch) = Φ(α; uninformed branch)",
    source: "beyond the paper: Reference/Theory.md, “Branches, folds, transitions”")

  static let replicon = Equation(
    "R = α [2 ∫Dz H(cz) G₂²] · E[(⟨m²⟩ − ⟨m⟩²)²] = 1,   c = r/√(q − r²)",
    source: "the line of de Almeida and Thouless: Reference/Theory.md, “The free entropy”")

  static let pulledPotential = Equation(
    "V(t) = −[Φ(κ) − κt]/β,   dV/dt = κ/β,   t = E[m₁⟨m⟩]",
    source: "Franz and Parisi’s construction: Reference/Theory.md, “The potential against the overlap”")

  static let gibbsMeasure = Equation(
    "P(m) ∝ exp[−β (L + γ KL(m‖m_ref))],   m uniform on [−1, 1]ⁿ",
    source: "\(paper); Reference/Theory.md, “The model”")

  static let expectedLogLikelihood = Equation(
    "L = −Σ_μ ln H(−y_μ κ_μ) + γ KL(q‖q_ref),   κ_μ = m·x_μ/√(Σ σᵢ² xᵢ²)",
    source: "\(paper); Reference/Theory.md, “The model”")

  static let orderParameters = Equation(
    "q_d = m·m/n,   r = W·m/n,   p = W·sgn(m)/n,   ε = arccos(p)/π",
    source: "\(paper); Reference/Theory.md, “The model”")
}
