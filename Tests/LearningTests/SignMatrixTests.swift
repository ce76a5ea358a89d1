import Execution
import RandomStreams
import Testing

@testable import Learning

/// Bit-packed arithmetic against the same with numbers ±1, at sizes around the words, bytes and half bytes it works in.
@Suite struct SignMatrixTests {
  static let sizes = [
    (1, 1), (3, 64), (31, 5), (63, 130), (64, 64), (65, 63), (127, 200), (128, 129), (255, 100), (256, 65),
    (300, 77),
  ]

  private func randomMatrix(_ rows: Int, _ columns: Int) -> SignMatrix {
    var stream = stream(UInt64(1000 * rows + columns))
    return matrix((0..<rows).map { _ in numbers(SignVector(randomCount: columns, stream: &stream)) })
  }

  private func randomNumbers(_ count: Int) -> [Double] {
    var stream = stream(UInt64(count))
    return (0..<count).map { _ in stream.normal() }
  }

  @Test("a product with a vector is the sum of its entries under the row's signs", arguments: sizes)
  func productsWithNumbers(rows: Int, columns: Int) throws {
    let matrix = randomMatrix(rows, columns)
    let vector = randomNumbers(columns)
    var result = Array(repeating: 17.0, count: rows)
    try matrix.multiply(vector, into: &result, in: Work())
    for (row, signs) in numbers(matrix).enumerated() {
      // A sum of up to 200 numbers of order 1, in another order.
      #expect(abs(result[row] - dot(signs, vector)) < 1e-12)
    }
  }

  @Test("a product of the transposed matrix is the sum of a column's signs times numbers", arguments: sizes)
  func productsOfTransposed(rows: Int, columns: Int) throws {
    let matrix = randomMatrix(rows, columns)
    let vector = randomNumbers(rows)
    var result = Array(repeating: 17.0, count: columns)
    try Batch(matrix, in: Work()).multiplyTransposed(vector, into: &result, in: Work())
    for column in 0..<columns {
      let expected = dot((0..<rows).map { matrix[$0, column] }, vector)
      // A sum of up to 300 numbers of order 1, in another order.
      #expect(abs(result[column] - expected) < 1e-12)
    }
  }

  @Test("products have the same bits on one thread and on several", arguments: [2, 3])
  func productsOnThreads(threads: Int) throws {
    let matrix = randomMatrix(1021, 130)
    let vector = randomNumbers(130)
    var (alone, shared) = (Array(repeating: 0.0, count: 1021), Array(repeating: 1.0, count: 1021))
    try matrix.multiply(vector, into: &alone, in: Work())
    try Work(threads: threads).withTeam { team in
      try matrix.multiply(vector, into: &shared, team: team, in: Work())
    }
    #expect(alone == shared)
  }

  @Test("a product that is cancelled throws", arguments: [10, 1000])
  func cancelledProducts(rows: Int) throws {
    let cancellation = Cancellation()
    cancellation.request()
    var result = Array(repeating: 0.0, count: rows)
    #expect(throws: Interruption.self) {
      try randomMatrix(rows, 70).multiply(
        randomNumbers(70), into: &result, in: Work(cancellation: cancellation))
    }
  }

  @Test("a transposed matrix has the element (c, r) where the matrix has (r, c)", arguments: sizes)
  func transposition(rows: Int, columns: Int) throws {
    let matrix = randomMatrix(rows, columns)
    let transposed = try matrix.transposed(in: Work())
    #expect(transposed.rows == columns && transposed.columns == rows)
    let (original, turned) = (numbers(matrix), numbers(transposed))
    #expect((0..<columns).allSatisfy { c in (0..<rows).allSatisfy { turned[c][$0] == original[$0][c] } })
    #expect(try transposed.transposed(in: Work()).words == matrix.words)
  }

  @Test("products with signs count the same as sums of numbers", arguments: sizes)
  func productsWithSigns(rows: Int, columns: Int) {
    let matrix = randomMatrix(rows, columns)
    let signs = SignVector(signsOf: randomNumbers(columns))
    let expected = numbers(matrix).map { dot($0, numbers(signs)) }
    #expect(matrix.products(with: signs).map(Double.init) == expected)
    #expect(numbers(matrix).map { Double(SignVector(signsOf: $0).dot(signs)) } == expected)
  }

  @Test("rows are selected in the order asked for, and scaled by their signs", arguments: sizes)
  func selectionAndScaling(rows: Int, columns: Int) throws {
    let matrix = randomMatrix(rows, columns)
    let indices = (0..<rows).map { $0 * 7 % rows }
    let chosen = matrix.selecting(indices[...])
    #expect(numbers(chosen) == indices.map { numbers(matrix)[$0] })
    let signs = SignVector(signsOf: randomNumbers(rows))
    let scaled = try matrix.scalingRows(by: signs, in: Work())
    #expect(numbers(scaled) == numbers(matrix).enumerated().map { row, x in x.map { $0 * signs[row] } })
  }

  @Test("a vector's product with numbers is their sum under its signs")
  func dotOfNumbers() {
    let values = randomNumbers(99)
    let signs = SignVector(signsOf: randomNumbers(100).dropLast().reversed())
    #expect(abs(signs.dot(values) - dot(numbers(signs), values)) < 1e-12)
  }

  @Test("the sign of zero is positive, of either zero")
  func signOfZero() {
    #expect(numbers(SignVector(signsOf: [0, -0.0, -1e-300, 1e-300])) == [1, 1, -1, 1])
  }
}
