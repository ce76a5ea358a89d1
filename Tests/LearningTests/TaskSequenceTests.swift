import Execution
import Foundation
import RandomStreams
import Testing

@testable import Learning

@Suite struct TaskSequenceTests {
  private func digits() throws -> ClassificationTask { try .digits(SplitOptions(trainingLimit: 50)) }

  private func images(_ pixels: [Float], height: Int, width: Int) throws -> ClassificationTask {
    try ClassificationTask(
      LabelledData(
        name: "image", origin: .init(source: "test", licence: nil),
        examples: LabelledExamples(inputs: pixels + pixels, inputCount: height * width, labels: [0, 0]),
        classCount: 1, inputShape: [height, width]), options: SplitOptions(testFraction: 0.5), in: .alone)
  }

  @Test("what tells a task from others is the same when it was written down, whatever a file is called")
  func identity() {
    for name in ["a", "a\nb", "a\r\nb", "a\\nb", "\\", "a\n\u{301}"] {
      let identity = TaskIdentity(name).followed(by: "seed 0")
      #expect(TaskIdentity(text: identity.text) == identity)
      #expect(identity.text.utf8.filter { $0 == UInt8(ascii: "\n") }.count == 1)
    }
    #expect(TaskIdentity("a\nb") != TaskIdentity("a\\nb"))
  }

  // MARK: Permuted

  @Test("each task has its inputs in one order, another for each task, and no example or label changes")
  func permuted() throws {
    // Every input of an example is different, so that the order can be read from one.
    let task = try images((0..<12).map { Float($0) / 12 }, height: 3, width: 4)
    let tasks = try task.permuted(count: 5, permutingFirst: true, stream: stream(), in: Work())
    let orders = tasks.map { rows($0.train)[0] }
    #expect(orders.allSatisfy { $0.sorted() == rows(task.train)[0] } && Set(orders).count == 5)
    for permuted in tasks {
      #expect(rows(permuted.test) == rows(permuted.train) && permuted.train.labels == task.train.labels)
      #expect(permuted.train.isPermuted && permuted.identity != task.identity)
    }
    #expect(Set(tasks.map(\.identity)).count == 5)
  }

  @Test("the first task may stay as it is, the others being the same")
  func first() throws {
    let task = try digits()
    let all = try task.permuted(count: 3, permutingFirst: true, stream: stream(), in: Work())
    let later = try task.permuted(count: 3, permutingFirst: false, stream: stream(), in: Work())
    #expect(later[0].identity == task.identity && rows(later[0].train) == rows(task.train))
    #expect(rows(all[0].train) != rows(task.train))
    for index in 1..<3 { #expect(rows(all[index].train) == rows(later[index].train)) }
    let others = try task.permuted(count: 3, permutingFirst: true, stream: stream(1), in: Work())
    #expect(rows(others[1].train) != rows(all[1].train) && others[1].identity != all[1].identity)
  }

  @Test("permutations are composed")
  func composed() throws {
    let examples = try images([0, 0.1, 0.2, 0.3], height: 1, width: 4).train
    let once = examples.permutingInputs([1, 2, 3, 0])
    #expect(
      rows(once)[0] == [0.1, 0.2, 0.3, 0]
        && rows(once.permutingInputs([3, 2, 1, 0]))[0] == [0, 0.3, 0.2, 0.1])
  }

  @Test("permuted tasks take no memory for inputs of their own, and too many are refused")
  func memory() throws {
    let task = try digits()
    #expect(
      try task.permuted(count: 10_000, permutingFirst: true, stream: stream(), in: Work()).count == 10_000)
    #expect(throws: MemoryShortage.self) {
      try task.permuted(count: 1 << 50, permutingFirst: true, stream: stream(), in: Work())
    }
  }

  // MARK: Split

  @Test("a task for each group has the examples of its classes, in their order")
  func groups() throws {
    let task = try ClassificationTask.digits(SplitOptions())
    let tasks = try task.split(classes: [[0, 1], [7, 3, 5]], relabelling: false, in: Work())
    #expect(tasks[1].train.labels == task.train.labels.filter { [3, 5, 7].contains($0) })
    #expect(tasks.map(\.classCount) == [10, 10])
    let places = task.test.labels.indices.filter { task.test.labels[$0] < 2 }
    #expect(rows(tasks[0].test) == places.map { rows(task.test)[$0] })
    let relabelled = try task.split(classes: [[0, 1], [7, 3, 5]], relabelling: true, in: Work())
    #expect(relabelled[1].train.labels == tasks[1].train.labels.map { [7: 0, 3: 1, 5: 2][$0] })
    #expect(relabelled.map(\.classCount) == [2, 3] && relabelled[1].identity != tasks[1].identity)
  }

  @Test("equal groups are of consecutive classes")
  func equalGroups() throws {
    let task = try digits()
    let tasks = try task.split(into: 5, relabelling: false, in: Work())
    #expect(tasks.map { Set($0.test.labels).sorted() } == [[0, 1], [2, 3], [4, 5], [6, 7], [8, 9]])
    #expect(tasks.reduce(0) { $0 + $1.train.count } == task.train.count)
    for count in [0, 3, 11] {
      #expect(throws: LearningError.self) { try task.split(into: count, relabelling: false, in: Work()) }
    }
  }

  @Test("groups that cannot be are refused", arguments: [[], [0, 0], [10], [-1], [Int.max]])
  func impossibleGroups(group: [Int]) throws {
    #expect(throws: LearningError.self) {
      try digits().split(classes: [[0], group], relabelling: true, in: Work())
    }
  }

  // MARK: Rotated

  @Test("no turn and a whole one change nothing", arguments: [0.0, 360, -720])
  func wholeTurns(degrees: Double) throws {
    let task = try digits()
    #expect(rows(try task.rotated(degrees: degrees, in: Work()).train) == rows(task.train))
  }

  @Test(
    "a quarter turn of a square image moves pixels, counter-clockwise, exactly",
    arguments: [(90.0, 1), (180, 2), (270, 3), (-90, 3), (450, 1)])
  func quarterTurns(degrees: Double, quarters: Int) throws {
    let task = try digits()
    let turned = rows(try task.rotated(degrees: degrees, in: Work()).test)
    for (image, found) in zip(rows(task.test), turned) {
      var expected = image
      for _ in 0..<quarters {
        // What is in the last column comes to the first row.
        let before = expected
        for row in 0..<8 { for column in 0..<8 { expected[8 * row + column] = before[8 * column + 7 - row] } }
      }
      #expect(found == expected)
    }
  }

  /// Inputs are rounded to single precision, 6e-8, and mixed of four.
  @Test("any angle agrees with SciPy's linear interpolation")
  func angles() throws {
    for golden in try GoldenData.read().rotations {
      let task = try images(golden.image.map { Float($0) }, height: golden.height, width: golden.width)
      let turned = rows(try task.rotated(degrees: golden.degrees, in: Work()).train)[0]
      for (found, expected) in zip(turned, golden.turned) { #expect(abs(Double(found) - expected) < 4e-7) }
    }
  }

  @Test("only images with their pixels in place are rotated, by a finite angle")
  func noImages() throws {
    let task = try digits()
    let permuted = try task.permuted(count: 1, permutingFirst: true, stream: stream(), in: Work())[0]
    #expect(throws: LearningError.self) { try permuted.rotated(degrees: 30, in: Work()) }
    #expect(throws: LearningError.self) { try task.rotated(degrees: .infinity, in: Work()) }
  }

  @Test("a batch is its examples behind each other")
  func batch() throws {
    let examples = try digits().train.permutingInputs(Array((0..<64).reversed()))
    let batch = examples.inputs(of: [7, 0, 7])
    #expect(batch.shape.extents == [3, 64])
    #expect(batch.elements == rows(examples)[7] + rows(examples)[0] + rows(examples)[7])
    #expect(examples.inputs(of: []).elements.isEmpty)
  }
}
