import Execution
import Tensors

/// Inputs with the class of each: rows and columns, in some order, of a matrix that many tasks share.
///
/// To pick examples or to permute inputs copies no input, so a sequence of permuted tasks takes the memory of one. The price
/// is paid where a batch is gathered: one indirection an input, less than a hundredth of a step.
package struct LabelledExamples: Sendable {
  /// The inputs of everything that was read together, row-major.
  private let matrix: [Float]
  /// The inputs of one example.
  package let inputCount: Int
  /// Where in the matrix each example stands.
  private let rows: [Int]
  /// The column of the matrix that each input is; `nil` for their order there.
  private let columns: [Int]?
  /// The class of each example, from 0.
  package let labels: [Int]

  /// Examples in the order of the matrix's rows, one label for each; `inputs.count` is `labels.count` · `inputCount`.
  init(inputs: [Float], inputCount: Int, labels: [Int]) {
    precondition(inputs.count == labels.count * inputCount, "every label has a row of inputs")
    self.init(
      matrix: inputs, inputCount: inputCount, rows: Array(labels.indices), columns: nil, labels: labels)
  }

  private init(matrix: [Float], inputCount: Int, rows: [Int], columns: [Int]?, labels: [Int]) {
    self.matrix = matrix
    self.inputCount = inputCount
    self.rows = rows
    self.columns = columns
    self.labels = labels
  }

  package var count: Int { labels.count }

  /// Whether the inputs are in another order than that of the pixels.
  package var isPermuted: Bool { columns != nil }

  /// How many examples each class has.
  package func classCounts(of classCount: Int) -> [Int] {
    var counts = Array(repeating: 0, count: classCount)
    for label in labels { counts[label] += 1 }
    return counts
  }

  // MARK: Views

  /// The examples at those places, in that order.
  func selecting(_ places: [Int]) -> LabelledExamples {
    LabelledExamples(
      matrix: matrix, inputCount: inputCount, rows: places.map { rows[$0] }, columns: columns,
      labels: places.map { labels[$0] })
  }

  /// The same examples, input j of each being what input `order[j]` was.
  func permutingInputs(_ order: [Int]) -> LabelledExamples {
    LabelledExamples(
      matrix: matrix, inputCount: inputCount, rows: rows,
      columns: columns.map { old in order.map { old[$0] } } ?? order,
      labels: labels)
  }

  /// The same inputs, class k being called `names[k]`; every class that occurs has a name.
  func relabelled(_ names: [Int: Int]) -> LabelledExamples {
    LabelledExamples(
      matrix: matrix, inputCount: inputCount, rows: rows, columns: columns,
      labels: labels.map { names[$0] ?? $0 })
  }

  // MARK: Inputs

  /// Writes the inputs of the examples at those places behind each other: `places.count` · `inputCount` numbers.
  package func copyInputs(of places: ArraySlice<Int>, to target: UnsafeMutableBufferPointer<Float>) {
    precondition(target.count == places.count * inputCount, "the target holds the inputs of all places")
    matrix.withUnsafeBufferPointer { matrix in
      var next = 0
      for place in places {
        let row = UnsafeBufferPointer(
          rebasing: matrix[rows[place] * inputCount..<(rows[place] + 1) * inputCount])
        if let columns {
          for column in columns {
            target[next] = row[column]
            next += 1
          }
        } else {
          _ = UnsafeMutableBufferPointer(rebasing: target[next...]).update(fromContentsOf: row)
          next += inputCount
        }
      }
    }
  }

  /// A row of inputs for each of those places.
  package func inputs(of places: ArraySlice<Int>) -> Tensor<Float> {
    let count = places.count * inputCount
    let elements = [Float](unsafeUninitializedCapacity: count) { buffer, initialized in
      copyInputs(of: places, to: UnsafeMutableBufferPointer(rebasing: buffer[..<count]))
      initialized = count
    }
    return Tensor(shape: Shape([places.count, inputCount]), elements: elements)
  }

  /// The same examples with other inputs, as many: `write` makes an example's of what they were.
  func mappingInputs(
    in work: Work, _ write: (UnsafeBufferPointer<Float>, UnsafeMutableBufferPointer<Float>) -> Void
  ) throws -> LabelledExamples {
    try Memory.require(bytes: count * inputCount, each: MemoryLayout<Float>.stride)
    var mapped = [Float](repeating: 0, count: count * inputCount)
    try mapped.withUnsafeMutableBufferPointer { target in
      try withUnsafeTemporaryAllocation(of: Float.self, capacity: inputCount) { example in
        for place in 0..<count {
          try work.checkpoint()
          work.report(Progress(label: "images", done: place, total: count))
          copyInputs(of: [place], to: example)
          write(
            UnsafeBufferPointer(example),
            UnsafeMutableBufferPointer(rebasing: target[place * inputCount..<(place + 1) * inputCount]))
        }
      }
    }
    return LabelledExamples(inputs: mapped, inputCount: inputCount, labels: labels)
  }

  /// The smallest, the largest and the mean input; zeros where there is none.
  package func inputRange(in work: Work) throws -> (low: Double, high: Double, mean: Double) {
    guard let first = rows.first, inputCount > 0 else { return (0, 0, 0) }
    var (low, high) = (matrix[first * inputCount], matrix[first * inputCount])
    var sum = 0.0
    for row in rows {
      try work.checkpoint()
      var rowSum: Float = 0
      for value in matrix[row * inputCount..<(row + 1) * inputCount] {
        low = min(low, value)
        high = max(high, value)
        rowSum += value
      }
      sum += Double(rowSum)
    }
    return (Double(low), Double(high), sum / Double(rows.count * inputCount))
  }
}
