/// The 3 × 4 matrix of a curve's equations by rows, and what is asked of it: the direction of the curve, and steps onto it.
struct BorderedMatrix: Sendable {
  var rows: (SIMD4<Double>, SIMD4<Double>, SIMD4<Double>)

  /// The unit vector that the rows annihilate: the curve's tangent, up to its sign.
  var nullVector: SIMD4<Double> {
    let (a, b, c) = rows
    /// The minor without column `index`.
    func minor(_ index: Int) -> Double {
      let columns = (0..<4).filter { $0 != index }
      func row(_ r: SIMD4<Double>) -> SIMD3<Double> { SIMD3(r[columns[0]], r[columns[1]], r[columns[2]]) }
      return (row(a) * cross(row(b), row(c))).sum()
    }
    let vector = SIMD4(minor(0), -minor(1), minor(2), -minor(3))
    return vector / (vector * vector).sum().squareRoot()
  }

  /// The determinant of the first three columns.
  var determinant: Double {
    let (a, b, c) = rows
    return (SIMD3(a.x, a.y, a.z) * cross(SIMD3(b.x, b.y, b.z), SIMD3(c.x, c.y, c.z))).sum()
  }

  /// The y with rows · y = x and border · y = 0, by Gaussian elimination with pivoting.
  func solve(_ x: SIMD3<Double>, border: SIMD4<Double>) -> SIMD4<Double> {
    var matrix = [rows.0, rows.1, rows.2, border]
    var right = [x.x, x.y, x.z, 0]
    for column in 0..<4 {
      let pivot = (column..<4).max { abs(matrix[$0][column]) < abs(matrix[$1][column]) } ?? column
      matrix.swapAt(column, pivot)
      right.swapAt(column, pivot)
      for row in column + 1..<4 {
        let factor = matrix[row][column] / matrix[column][column]
        matrix[row] -= factor * matrix[column]
        right[row] -= factor * right[column]
      }
    }
    var y = SIMD4<Double>()
    for row in (0..<4).reversed() {
      var sum = right[row]
      for column in row + 1..<4 { sum -= matrix[row][column] * y[column] }
      y[row] = sum / matrix[row][row]
    }
    return y
  }

  /// Broyden's update: the smallest change with which a step `dy` explains the change `dg`.
  mutating func update(step dy: SIMD4<Double>, change dg: SIMD3<Double>) {
    let scale = dy / (dy * dy).sum()
    rows.0 += (dg.x - (rows.0 * dy).sum()) * scale
    rows.1 += (dg.y - (rows.1 * dy).sum()) * scale
    rows.2 += (dg.z - (rows.2 * dy).sum()) * scale
  }
}

func cross(_ u: SIMD3<Double>, _ v: SIMD3<Double>) -> SIMD3<Double> {
  SIMD3(u.y * v.z - u.z * v.y, u.z * v.x - u.x * v.z, u.x * v.y - u.y * v.x)
}
