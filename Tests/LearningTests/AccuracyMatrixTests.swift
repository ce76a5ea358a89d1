import Testing

@testable import Learning

/// Computed by hand; binary fractions, so exactly.
@Suite struct AccuracyMatrixTests {
  private func matrix() throws -> AccuracyMatrix {
    try AccuracyMatrix(
      accuracies: [
        [0.75, 0.25, 0.125],
        [0.875, 0.9375, 0.375],
        [0.5, 0.8125, 1],
      ], untrained: [0.0625, 0.125, 0.25])
  }

  @Test("the averages of three tasks are those computed by hand")
  func threeTasks() throws {
    let matrix = try matrix()
    #expect(matrix.averageAccuracy == (0.5 + 0.8125 + 1) / 3)
    #expect(matrix.backwardTransfer == (-0.25 - 0.125) / 2)
    #expect(matrix.forwardTransfer == (0.125 + 0.125) / 2)
    // The first task was best after the second one.
    #expect(matrix.forgetting == (0.375 + 0.125) / 2)
  }

  @Test("of a single task nothing can be transferred or forgotten")
  func oneTask() throws {
    let matrix = try AccuracyMatrix(accuracies: [[0.5]], untrained: [0.25])
    #expect(matrix.averageAccuracy == 0.5)
    #expect(matrix.backwardTransfer == nil && matrix.forwardTransfer == nil && matrix.forgetting == nil)
  }

  @Test("of tasks learned at once there is an average only")
  func joint() throws {
    let matrix = try AccuracyMatrix(accuracies: [[0.5, 0.75]], untrained: [0.25, 0])
    #expect(matrix.isJoint && matrix.averageAccuracy == 0.625)
    #expect(matrix.backwardTransfer == nil && matrix.forwardTransfer == nil && matrix.forgetting == nil)
  }

  @Test("accuracies that are neither a square matrix nor a row are refused")
  func shapes() {
    for accuracies in [[], [[0.5]], [[0.5, 0.5], [0.5]], Array(repeating: [0.5, 0.5], count: 3)] {
      #expect(throws: LearningError.self) { try AccuracyMatrix(accuracies: accuracies, untrained: [0, 0]) }
    }
    #expect(throws: LearningError.self) { try AccuracyMatrix(accuracies: [[0.5]], untrained: []) }
  }
}
