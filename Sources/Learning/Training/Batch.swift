import Execution
import RandomStreams

/// Some examples ξ = y x, a row each, and the same matrix on its side.
struct Batch: Sendable {
  let examples: SignMatrix
  let transposed: SignMatrix

  init(_ examples: SignMatrix, in work: Work) throws {
    self.examples = examples
    transposed = try examples.transposed(in: work)
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
