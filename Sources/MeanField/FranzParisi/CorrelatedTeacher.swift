/// A teacher whose every weight copies that of an earlier teacher, or its opposite, or is drawn anew: W = w with probability
/// ½ (1 + w Σ a_k W_k).
///
/// It is fixed by its overlaps with the earlier teachers, E[W W_j] = Σ_k a_k E[W_k W_j].
struct CorrelatedTeacher: Sendable {
  /// a_k for each earlier teacher: with probability |a_k| the weight is W_k or, where a_k < 0, −W_k.
  let coefficients: [Double]

  /// The one with overlap r₀ with the last of `count` earlier teachers, and independent of the others but for that.
  init(after count: Int, overlap: Double) {
    coefficients = (0..<count).map { $0 == count - 1 ? overlap : 0 }
  }

  /// The one with the given overlaps with all earlier teachers, whose own overlaps are known; `nil` if there is none.
  init?(overlaps: [Double], ofEarlier matrix: [[Double]]) {
    var rows = zip(matrix, overlaps).map { $0 + [$1] }
    let count = overlaps.count
    var coefficients = [Double](repeating: 0, count: count)
    var pivots: [Int] = []
    // Gauss–Jordan elimination; a teacher that is a copy of others needs no coefficient.
    for column in 0..<count {
      let candidates = rows.indices.filter { !pivots.contains($0) }
      guard let pivot = candidates.max(by: { abs(rows[$0][column]) < abs(rows[$1][column]) }),
        abs(rows[pivot][column]) > 1e-9
      else { continue }
      for row in rows.indices where row != pivot {
        let factor = rows[row][column] / rows[pivot][column]
        for index in column...count { rows[row][index] -= factor * rows[pivot][index] }
      }
      pivots.append(pivot)
    }
    for row in rows.indices {
      guard pivots.contains(row) else {
        guard abs(rows[row][count]) < 1e-9 else { return nil }
        continue
      }
      guard let column = rows[row].firstIndex(where: { abs($0) > 1e-9 }), column < count else { return nil }
      coefficients[column] = rows[row][count] / rows[row][column]
    }
    guard coefficients.reduce(0, { $0 + abs($1) }) <= 1 + 1e-9 else { return nil }
    self.coefficients = coefficients
  }

  /// Its overlaps with the earlier teachers, whose own overlaps are known.
  func overlaps(withEarlier matrix: [[Double]]) -> [Double] {
    matrix.map { row in zip(row, coefficients).reduce(0) { $0 + $1.0 * $1.1 } }
  }
}
