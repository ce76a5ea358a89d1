import Interpreter
import Language
import Learning

/// The parameters of data sets, each declared once for all commands that make one.
extension Parameter {
  static let testFraction = Parameter(
    "test", .number, summary: "part of each class kept for testing, where the data bring no test part",
    default: .value(.number(0.2)), domain: .strictlyBetween(0, 1))

  static let splitSeed = Parameter(
    "seed", .number,
    summary: "seed of that choice and of the examples' order; the session's seed has no part in it",
    default: .value(.number(0)), domain: .integers(0))

  static let trainingLimit = Parameter(
    "limit", .number, summary: "training examples used, the first ones; without it all", default: .absent,
    domain: .integers(1))

  static let inputScale = Parameter(
    "scale", .number,
    summary: "what inputs are divided by, and the largest they may be; without it 255, or 1 if all are",
    default: .absent, domain: .between(InputScale.admitted.lowerBound, InputScale.admitted.upperBound))

  static let inputShape = Parameter(
    "shape", .list, summary: "rows and columns of an image, if the inputs are one", default: .absent)

  static let relabel = Parameter(
    "relabel", .boolean, summary: "whether the classes of each task are numbered 0, 1, … anew",
    default: .value(.boolean(false)))

  static let dataTask = Parameter("task", .task, summary: "a task of labelled data")
}

extension Arguments {
  /// What the shared parameters say of the parts of a data set.
  func splitOptions() throws -> SplitOptions {
    SplitOptions(
      testFraction: value("test")?.number ?? 0.2, seed: has("seed") ? UInt64(try integer("seed")) : 0,
      trainingLimit: has("limit") ? try integer("limit") : nil)
  }

  /// The extents that the parameter `shape` gives, or `nil`.
  func inputShape() throws -> [Int]? {
    guard has("shape") else { return nil }
    return try wholeNumbers(in: .list(try list("shape")), of: "shape")
  }

  /// The task of labelled data that a parameter is.
  func dataTask(_ name: String = "task") throws -> ClassificationTask {
    try object(name, as: ClassificationObject.self).task
  }

  /// The task that `body` reads from the file that a parameter names; what is wrong with the file is said under it.
  func task(from name: String, _ body: () throws -> ClassificationTask) throws -> Value {
    try located(name) {
      do { return .task(try body()) } catch let error as DataFileError {
        throw Diagnostic.file(error.path, error.reason)
      }
    }
  }

  /// A value of the parameter `name` as a list of whole numbers.
  func wholeNumbers(in value: Value, of name: String) throws -> [Int] {
    try located(name) { try value.elements() }.map { element in
      guard let number = element.number.flatMap({ Int(exactly: $0) }) else {
        throw diagnostic(name, "\(name): expected whole numbers, found \(element.described)")
      }
      return number
    }
  }
}
