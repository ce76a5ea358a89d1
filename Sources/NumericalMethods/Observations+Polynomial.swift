import Execution

extension Observations {
  /// The polynomial c₀ + c₁x + … of least squares.
  ///
  /// It is found in t = (x − m)/h, which runs from −1 to 1, where its powers are far from dependent; the parameters are those of the
  /// powers of x. Throws `FitError`, or `Interruption`.
  package func polynomial(degree: Int, in work: Work) throws -> Fit {
    try require(parameters: degree + 1)
    try requirePlaces(degree + 1)
    let scaled = ScaledPowers(spanning: x, degree: degree)
    var system = LeastSquaresSystem(count: degree + 1)
    var row: [Double] = []
    for index in x.indices {
      try work.checkpoint()
      let weight = weight(index)
      row = scaled.powers(of: x[index]).map { weight * $0 }
      system.add(&row, weight * y[index])
    }
    if let place = system.undetermined(tolerance: 16 * Double.ulpOfOne) {
      throw FitError.undetermined(parameter: place)
    }
    let solution = system.solution
    let curve = { (x: Double) in scaled.sum(solution, at: x) }
    let combinations = (0...degree).map(scaled.coefficients)
    return try Fit(
      self, parameters: combinations.map { zip($0, solution).reduce(0) { $0 + $1.0 * $1.1 } },
      deviations: combinations.map(system.deviation), chiSquare: try chiSquare(curve, in: work), curve: curve)
  }

  /// Throws where there are fewer different x.
  private func requirePlaces(_ needed: Int) throws(FitError) {
    var places: [Double] = []
    for place in x where !places.contains(place) {
      places.append(place)
      if places.count == needed { return }
    }
    throw .tooFewPlaces(places.count, needed: needed)
  }
}

/// Powers of t = (x − center)/halfWidth.
private struct ScaledPowers: Sendable {
  let center: Double
  let halfWidth: Double
  let degree: Int

  init(spanning x: [Double], degree: Int) {
    let (least, greatest) = (x.min() ?? 0, x.max() ?? 0)
    center = least / 2 + greatest / 2
    halfWidth = greatest > least ? greatest / 2 - least / 2 : 1
    self.degree = degree
  }

  /// 1, t, t², …
  func powers(of x: Double) -> [Double] {
    let t = (x - center) / halfWidth
    var power = 1.0
    return (0...degree).map { _ in
      defer { power *= t }
      return power
    }
  }

  /// Σ aₖ tᵏ.
  func sum(_ coefficients: [Double], at x: Double) -> Double {
    let t = (x - center) / halfWidth
    return coefficients.reversed().reduce(0) { $0 * t + $1 }
  }

  /// What 1, t, t², … hold of xʲ: C(k, j) (−center)ᵏ⁻ʲ / halfWidthᵏ.
  func coefficients(of j: Int) -> [Double] {
    var term = (0..<j).reduce(1) { product, _ in product / halfWidth }
    return (0...degree).map { k in
      guard k >= j else { return 0 }
      defer { term *= -center / halfWidth * Double(k + 1) / Double(k + 1 - j) }
      return term
    }
  }
}
