import Testing

@testable import Tensors

@Suite struct FloatMatrixTests {
  private func numbered(_ rows: Int, _ columns: Int) -> FloatMatrix {
    let matrix = FloatMatrix(rows: rows, columns: columns)
    matrix.copy((0..<rows * columns).map { Float($0 * 7 % 11) - 5 })
    return matrix
  }

  private func rows(_ matrix: FloatMatrix) -> [[Float]] {
    (0..<matrix.rows).map { row in (0..<matrix.columns).map { matrix.row(row)[$0] } }
  }

  /// Of small whole numbers: exact.
  private func product(_ left: [[Float]], _ right: [[Float]]) -> [[Float]] {
    left.map { row in
      right[0].indices.map { column in row.indices.reduce(0) { $0 + row[$1] * right[$1][column] } }
    }
  }

  private func transposed(_ rows: [[Float]]) -> [[Float]] {
    rows[0].indices.map { column in rows.map { $0[column] } }
  }

  @Test("a part shares the memory of its matrix")
  func parts() {
    let matrix = numbered(4, 5)
    let part = matrix.part(rows: 1..<3, columns: 2..<4)
    #expect(rows(part) == rows(matrix)[1..<3].map { Array($0[2..<4]) })
    part.row(1)[0] = 42
    #expect(matrix.row(2)[2] == 42)
    #expect(matrix.elements.count == 20 && matrix.elements[12] == 42)
  }

  @Test("products of matrices, of transposed ones and of parts, into a part")
  func products() {
    let (a, b) = (numbered(6, 9), numbered(9, 7))
    let result = FloatMatrix(rows: 8, columns: 9)
    let target = result.part(rows: 1..<7, columns: 1..<8)
    target.setProduct(a, b)
    #expect(rows(target) == product(rows(a), rows(b)))
    let c = numbered(7, 9)
    target.setProduct(a, c.transposed)
    #expect(rows(target) == product(rows(a), transposed(rows(c))))
    let d = numbered(9, 6)
    target.setProduct(d.transposed, b)
    #expect(rows(target) == product(transposed(rows(d)), rows(b)))
    let (left, right) = (a.part(rows: 2..<5, columns: 3..<7), b.part(rows: 1..<5, columns: 0..<3))
    let small = result.part(rows: 0..<3, columns: 0..<3)
    small.setProduct(left, right)
    #expect(rows(small) == product(rows(left), rows(right)))
    #expect(result.row(7)[8] == 0)
  }

  @Test("a buffer holds the numbers it was made of")
  func buffers() {
    #expect(FloatBuffer([1, 2, 3]).elements == [1, 2, 3])
    #expect(FloatBuffer(count: 2).elements == [0, 0])
    let matrix = FloatMatrix(FloatBuffer([1, 2, 3, 4, 5]), from: 1, rows: 2, columns: 2)
    #expect(matrix.elements == [2, 3, 4, 5])
  }
}
