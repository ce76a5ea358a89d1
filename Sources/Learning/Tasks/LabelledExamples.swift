import Execution
import Synchronization
import Tensors

/// Inputs with the class of each: rows and columns, in some order, of matrices that many tasks share.
///
/// To pick examples, to permute inputs or to join tasks copies no input, so a sequence of permuted tasks takes the memory of one, and
/// so do all of them together. The price is paid where a batch is gathered: one indirection an input, less than a hundredth of a step.
package struct LabelledExamples: Sendable {
  /// Inputs that were read together.
  private struct Source: Sendable {
    /// Row-major.
    let matrix: [Float]
    /// The column of the matrix that each input is; `nil` for their order there.
    let columns: [Int]?
    /// The hash of the matrix, computed when it is first asked for: what shares the matrix shares it.
    let hash: SharedHash
  }

  /// Where an example stands.
  private struct Place: Sendable {
    let source, row: Int
  }

  private let sources: [Source]
  private let places: [Place]
  /// The inputs of one example.
  package let inputCount: Int
  /// The class of each example, from 0.
  package let labels: [Int]
  /// That of the task they belong to; what is learnt from and what is kept for testing share it.
  package let identity: TaskIdentity

  /// Examples in the order of the rows of inputs, one label for each; `inputs.count` is `labels.count` · `inputCount`.
  init(inputs: [Float], inputCount: Int, labels: [Int], identity: TaskIdentity = TaskIdentity("data")) {
    precondition(inputs.count == labels.count * inputCount, "every label has a row of inputs")
    self.init(
      sources: [Source(matrix: inputs, columns: nil, hash: SharedHash())],
      places: labels.indices.map { Place(source: 0, row: $0) }, inputCount: inputCount, labels: labels,
      identity: identity)
  }

  private init(sources: [Source], places: [Place], inputCount: Int, labels: [Int], identity: TaskIdentity) {
    (self.sources, self.places) = (sources, places)
    (self.inputCount, self.labels, self.identity) = (inputCount, labels, identity)
  }

  package var count: Int { labels.count }

  /// Whether the inputs are in another order than that of the pixels.
  package var isPermuted: Bool { sources.contains { $0.columns != nil } }

  /// How many examples each class has.
  package func classCounts(of classCount: Int) -> [Int] {
    var counts = Array(repeating: 0, count: classCount)
    for label in labels { counts[label] += 1 }
    return counts
  }

  /// Hashes what they are and where they come from.
  package func hash(into sink: inout some ContentSink) {
    sink.combine(identity.text)
    sink.combine(elements: labels)
    for place in places {
      sink.combine(place.source)
      sink.combine(place.row)
    }
    for source in sources {
      sink.combine(source.hash.value(of: source.matrix))
      sink.combine(elements: source.columns ?? [])
    }
  }

  // MARK: Views

  /// The same examples as part of another task.
  func belonging(to identity: TaskIdentity) -> LabelledExamples {
    LabelledExamples(
      sources: sources, places: places, inputCount: inputCount, labels: labels, identity: identity)
  }

  /// The examples with those numbers, in that order.
  func selecting(_ numbers: [Int]) -> LabelledExamples {
    LabelledExamples(
      sources: sources, places: numbers.map { places[$0] }, inputCount: inputCount,
      labels: numbers.map { labels[$0] }, identity: identity)
  }

  /// The same examples, input j of each being what input `order[j]` was.
  func permutingInputs(_ order: [Int]) -> LabelledExamples {
    let sources = sources.map { source in
      Source(
        matrix: source.matrix, columns: source.columns.map { old in order.map { old[$0] } } ?? order,
        hash: source.hash)
    }
    return LabelledExamples(
      sources: sources, places: places, inputCount: inputCount, labels: labels, identity: identity)
  }

  /// The same inputs, class k being called `names[k]`; every class that occurs has a name.
  func relabelled(_ names: [Int: Int]) -> LabelledExamples {
    LabelledExamples(
      sources: sources, places: places, inputCount: inputCount, labels: labels.map { names[$0] ?? $0 },
      identity: identity)
  }

  /// The examples of several tasks as one task, learned all at once: nothing can be forgotten.
  ///
  /// Throws `LearningError.invalid` for examples of different sizes, or none.
  package init(joining parts: [LabelledExamples]) throws(LearningError) {
    guard let first = parts.first else { throw .invalid("there are no tasks to join") }
    for part in parts {
      try require(
        part.inputCount == first.inputCount,
        "tasks of \(first.inputCount) and \(part.inputCount) inputs cannot be joined")
    }
    var (sources, places): ([Source], [Place]) = ([], [])
    for part in parts {
      places += part.places.map { Place(source: sources.count + $0.source, row: $0.row) }
      sources += part.sources
    }
    self.init(
      sources: sources, places: places, inputCount: first.inputCount, labels: parts.flatMap(\.labels),
      identity: TaskIdentity(joining: parts.map(\.identity)))
  }

  // MARK: Inputs

  /// Writes the inputs of the examples with those numbers behind each other, `numbers.count` · `inputCount` of them.
  package func copyInputs(of numbers: ArraySlice<Int>, to target: UnsafeMutablePointer<Float>) {
    var next = target
    for number in numbers {
      let place = places[number]
      let source = sources[place.source]
      source.matrix.withUnsafeBufferPointer { matrix in
        guard let start = matrix.baseAddress else { return }
        let row = start + place.row * inputCount
        if let columns = source.columns {
          for (input, column) in columns.enumerated() { next[input] = row[column] }
        } else {
          next.update(from: row, count: inputCount)
        }
      }
      next += inputCount
    }
  }

  /// A row of inputs for each of the examples with those numbers.
  package func inputs(of numbers: ArraySlice<Int>) -> Tensor<Float> {
    let count = numbers.count * inputCount
    let elements = [Float](unsafeUninitializedCapacity: count) { buffer, initialized in
      if let target = buffer.baseAddress { copyInputs(of: numbers, to: target) }
      initialized = count
    }
    return Tensor(shape: Shape([numbers.count, inputCount]), elements: elements)
  }

  /// The same examples with other inputs, as many: `write` makes an example's of what they were.
  func mappingInputs(
    in work: Work, _ write: (UnsafeBufferPointer<Float>, UnsafeMutableBufferPointer<Float>) -> Void
  ) throws -> LabelledExamples {
    try Memory.require(bytes: count * inputCount, each: MemoryLayout<Float>.stride)
    var mapped = [Float](repeating: 0, count: count * inputCount)
    try mapped.withUnsafeMutableBufferPointer { target in
      try withUnsafeTemporaryAllocation(of: Float.self, capacity: inputCount) { example in
        for number in 0..<count {
          try work.checkpoint()
          work.report(Progress(label: "images", done: number, total: count))
          if let start = example.baseAddress { copyInputs(of: [number], to: start) }
          write(
            UnsafeBufferPointer(example),
            UnsafeMutableBufferPointer(rebasing: target[number * inputCount..<(number + 1) * inputCount]))
        }
      }
    }
    return LabelledExamples(inputs: mapped, inputCount: inputCount, labels: labels, identity: identity)
  }

  /// The smallest, the largest and the mean input; zeros where there is none.
  package func inputRange(in work: Work) throws -> (low: Double, high: Double, mean: Double) {
    guard count > 0, inputCount > 0 else { return (0, 0, 0) }
    var (low, high) = (Float.infinity, -Float.infinity)
    var sum = 0.0
    for place in places {
      try work.checkpoint()
      var rowSum: Float = 0
      let start = place.row * inputCount
      for value in sources[place.source].matrix[start..<start + inputCount] {
        low = min(low, value)
        high = max(high, value)
        rowSum += value
      }
      sum += Double(rowSum)
    }
    return (Double(low), Double(high), sum / Double(count * inputCount))
  }

  /// Throws `LearningError` where a network of these widths cannot learn them.
  func check(against widths: [Int]) throws(LearningError) {
    guard count > 0 else { throw .noPatterns }
    guard inputCount == widths[0] else { throw .sizesDiffer(network: widths[0], task: inputCount) }
    let (classes, outputs) = ((labels.max() ?? 0) + 1, widths[widths.count - 1])
    guard classes <= outputs else { throw .classesDiffer(network: outputs, task: classes) }
  }
}

/// The hash of numbers that do not change.
private final class SharedHash: Sendable {
  private let known = Mutex<UInt64?>(nil)

  func value(of numbers: [Float]) -> UInt64 {
    known.withLock { known in
      if let known { return known }
      var hasher = BitHasher()
      hasher.combine(elements: numbers)
      known = hasher.hash
      return hasher.hash
    }
  }
}
