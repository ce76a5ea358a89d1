import RandomStreams

/// The numbers of a task's examples, dealt into batches of one size and a last one of what remains.
struct ExampleOrder {
  private var order: [Int]
  private let size: Int

  init(count: Int, batchSize: Int) {
    order = Array(0..<count)
    size = min(batchSize, count)
  }

  /// Batches as equal as can be, of at most `batchSize`, each with examples from the whole of the task.
  init(evenly count: Int, batchSize: Int) {
    let batches = partCount(of: batchSize, in: count)
    order = (0..<batches).flatMap { Array(stride(from: $0, to: count, by: batches)) }
    size = partCount(of: batches, in: count)
  }

  var batchCount: Int { partCount(of: size, in: order.count) }

  mutating func shuffle(with stream: inout RandomStream) { stream.shuffle(&order) }

  func batch(_ index: Int) -> ArraySlice<Int> { order[part(index, of: size, in: order.count)] }
}

/// Part `index` of 0 ..< `count`, cut into parts of `size` and a last one of what remains.
func part(_ index: Int, of size: Int, in count: Int) -> Range<Int> {
  index * size..<min((index + 1) * size, count)
}

/// How many parts there are.
func partCount(of size: Int, in count: Int) -> Int { (count + size - 1) / size }
