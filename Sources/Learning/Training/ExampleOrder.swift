import RandomStreams

/// The numbers of a task's examples, dealt into batches.
struct ExampleOrder {
  private var order: [Int]
  /// Where batches begin, and where the last one ends.
  private let bounds: [Int]

  /// Batches of one size, and a last one of what remains.
  init(count: Int, batchSize: Int) {
    order = Array(0..<count)
    bounds = Array(stride(from: 0, to: count, by: batchSize)) + [count]
  }

  /// Batches whose sizes, at most `batchSize`, differ by 1 at most, in an order that is random and always the same: each is like
  /// the whole, however that is sorted.
  init(evenly count: Int, batchSize: Int) {
    order = Array(0..<count)
    let batches = partCount(of: batchSize, in: count)
    bounds = (0...batches).map { $0 * (count / batches) + min($0, count % batches) }
    var stream = StreamKey(seed: 0, statement: 0).stream(draw: 0)
    stream.shuffle(&order)
  }

  var batchCount: Int { bounds.count - 1 }

  /// Deals the order of an epoch, which does not depend on those before.
  mutating func deal(epoch: Int, from stream: RandomStream) {
    order = Array(order.indices)
    var stream = stream.split(epoch)
    stream.shuffle(&order)
  }

  func batch(_ index: Int) -> ArraySlice<Int> { order[bounds[index]..<bounds[index + 1]] }
}

/// Part `index` of 0 ..< `count`, cut into parts of `size` and a last one of what remains.
func part(_ index: Int, of size: Int, in count: Int) -> Range<Int> {
  index * size..<min((index + 1) * size, count)
}

/// How many parts there are.
func partCount(of size: Int, in count: Int) -> Int { (count + size - 1) / size }
