import Execution
import RandomStreams

/// Some examples ξ = y x, a row each, to be multiplied from both sides.
struct Batch: Sendable {
  let examples: SignMatrix
  /// The same matrix on its side, where there are rows enough for it to be worth its making.
  private let transposed: SignMatrix?

  init(_ examples: SignMatrix, in work: Work) throws {
    self.examples = examples
    transposed = examples.rows < SignMatrix.fewRows ? nil : try examples.transposed(in: work)
  }

  /// Writes Σ_μ ξ_μi v_μ into `result[i]`, for every column i.
  func multiplyTransposed(
    _ vector: [Double], into result: inout [Double], team: Team? = nil, in work: Work
  ) throws {
    if let transposed {
      try transposed.multiply(vector, into: &result, team: team, in: work)
    } else {
      try examples.addUpColumns(vector, into: &result, in: work)
    }
  }
}

/// A task's examples, dealt into batches of one size and a last one of what remains.
struct Batches {
  let examples: SignMatrix
  let size: Int
  private var order: [Int]
  /// The only batch, when it has all the examples.
  private let whole: Batch?

  /// One batch of all examples, where `size` is `nil` or not smaller than their number.
  init(of examples: SignMatrix, size: Int?, in work: Work) throws {
    self.examples = examples
    self.size = min(size ?? .max, examples.rows)
    if self.size == examples.rows {
      whole = try Batch(examples, in: work)
      order = []
    } else {
      whole = nil
      order = Array(0..<examples.rows)
    }
  }

  var count: Int { (examples.rows + size - 1) / size }

  /// Deals the order of an epoch, which does not depend on those before; nothing changes with a single batch.
  mutating func deal(epoch: Int, from stream: RandomStream) {
    order = Array(order.indices)
    var stream = stream.split(epoch)
    stream.shuffle(&order)
  }

  func batch(_ index: Int, in work: Work) throws -> Batch {
    if let whole { return whole }
    return try Batch(examples.selecting(order[index * size..<min((index + 1) * size, order.count)]), in: work)
  }
}
