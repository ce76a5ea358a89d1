import Foundation

/// min Σ (b − a·x)² over rows (a, b), kept as the triangle R of a QR decomposition and Qᵀb.
///
/// Rows are rotated in one after the other (Givens), so that memory does not grow with their number, and the condition is that of
/// the rows and not of their normal equations (Lawson and Hanson, "Solving Least Squares Problems", ch. 27).
struct LeastSquaresSystem: Sendable {
  let count: Int
  /// R by rows.
  private var triangle: [Double]
  /// Qᵀb: Σ of its squares is what the unknowns explain of Σ b².
  private(set) var explained: [Double]
  /// Σ (b − a·x)² at the minimum.
  private(set) var residual = 0.0
  /// The norms of the columns of a.
  private(set) var columnNorms: [Double]

  init(count: Int) {
    self.count = count
    triangle = Array(repeating: 0, count: count * count)
    explained = Array(repeating: 0, count: count)
    columnNorms = explained
  }

  /// Adds a row, whose elements are used up.
  mutating func add(_ row: inout [Double], _ value: Double) {
    var value = value
    for k in 0..<count { columnNorms[k] = hypot(columnNorms[k], row[k]) }
    for k in 0..<count where row[k] != 0 {
      let diagonal = triangle[k * count + k]
      let radius = hypot(diagonal, row[k])
      let (cosine, sine) = (diagonal / radius, row[k] / radius)
      triangle[k * count + k] = radius
      for j in k + 1..<max(k + 1, count) {
        let above = triangle[k * count + j]
        triangle[k * count + j] = cosine * above + sine * row[j]
        row[j] = cosine * row[j] - sine * above
      }
      (explained[k], value) = (cosine * explained[k] + sine * value, cosine * value - sine * explained[k])
    }
    residual += value * value
  }

  /// The x at the minimum; not finite where an unknown has no influence.
  var solution: [Double] {
    var x = explained
    for k in (0..<count).reversed() {
      for j in k + 1..<max(k + 1, count) { x[k] -= triangle[k * count + j] * x[j] }
      x[k] /= triangle[k * count + k]
    }
    return x
  }

  /// |A x|².
  func squaredImage(of x: [Double]) -> Double {
    (0..<count).reduce(0) { sum, k in
      let image = (k..<count).reduce(0) { $0 + triangle[k * count + $1] * x[$1] }
      return sum + image * image
    }
  }

  /// The standard deviation of w·x where each b has variance 1: |R⁻ᵀw|.
  func deviation(along w: [Double]) -> Double {
    var z = w
    for k in 0..<count {
      for j in 0..<k { z[k] -= triangle[j * count + k] * z[j] }
      z[k] /= triangle[k * count + k]
    }
    return z.reduce(0, hypot)
  }

  /// The first unknown whose column is a combination of those before it, up to a part `tolerance` of its length.
  func undetermined(tolerance: Double) -> Int? {
    (0..<count).first { abs(triangle[$0 * count + $0]) <= tolerance * columnNorms[$0] }
  }
}
