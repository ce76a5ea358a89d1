import Execution

extension Double {
  /// Ascending order with every `nan` last, which makes it total.
  static func precedes(_ left: Double, _ right: Double) -> Bool {
    left < right || (right.isNaN && !left.isNaN)
  }
}

extension Tensor<Double> {
  /// The tensor with each run along the last axis in ascending order, `nan` last; throws `Interruption`.
  package func sorted(in work: Work = .alone) throws -> Tensor {
    let run = shape.extents.last ?? 1
    guard run > 1 else { return self }
    var result = self
    for start in stride(from: 0, to: elements.count, by: run) {
      try result.sort(start..<start + run, in: work)
    }
    return result
  }

  /// Sorts pieces that take milliseconds each, then merges them in pairs.
  private mutating func sort(_ range: Range<Int>, in work: Work) throws {
    var width = 1 << 16
    for start in stride(from: range.lowerBound, to: range.upperBound, by: width) {
      try work.checkpoint()
      elements[start..<min(start + width, range.upperBound)].sort(by: Double.precedes)
    }
    while width < range.count {
      for start in stride(from: range.lowerBound, to: range.upperBound, by: 2 * width) {
        let middle = min(start + width, range.upperBound)
        try merge(start..<middle, middle..<min(middle + width, range.upperBound), in: work)
      }
      width *= 2
    }
  }

  /// Merges two sorted neighbours.
  private mutating func merge(_ left: Range<Int>, _ right: Range<Int>, in work: Work) throws {
    let first = Array(elements[left])
    var (one, other) = (0, right.lowerBound)
    // What stands on the right moves left before it is overwritten, because the left has been copied.
    try work.blocks(in: left.count + right.count) { block in
      for offset in block where one < first.count {
        if other < right.upperBound, Double.precedes(elements[other], first[one]) {
          elements[left.lowerBound + offset] = elements[other]
          other += 1
        } else {
          elements[left.lowerBound + offset] = first[one]
          one += 1
        }
      }
    }
  }

  /// The positions that would sort a vector; equal numbers keep their order. Throws `TensorError.rank`.
  package func sortingPermutation() throws(TensorError) -> [Int] {
    guard shape.rank == 1 else { throw .rank(operation: "argsort", expected: "1", found: shape.rank) }
    return elements.indices.sorted { Double.precedes(elements[$0], elements[$1]) }
  }
}

/// How many numbers fall into each of equally wide bins.
package struct Histogram: Sendable, Hashable {
  /// The limits of the bins, one more than there are bins.
  package let edges: [Double]
  package let counts: [Int]
  /// How many numbers lay outside the edges or were not finite.
  package let outside: Int

  /// Counts `values` in `bins` bins over `range`, or over the span of the finite ones; a bin includes its
  /// lower edge, the last one both. Throws `TensorError.invalid` for no bins or an unusable range, `.empty`
  /// for no finite values.
  package init(_ values: [Double], bins: Int, range: ClosedRange<Double>? = nil) throws(TensorError) {
    guard (1...1_000_000).contains(bins) else {
      throw .invalid("a histogram has 1 to 1000000 bins, found \(bins)")
    }
    let finite = values.filter(\.isFinite)
    let span: ClosedRange<Double>
    if let range {
      span = range
    } else {
      guard let least = finite.min(), let greatest = finite.max() else {
        throw .empty(operation: "histogram")
      }
      span = least < greatest ? least...greatest : least - 0.5...least + 0.5
    }
    let width = (span.upperBound - span.lowerBound) / Double(bins)
    guard width.isFinite, width > 0 else {
      throw .invalid("a histogram needs a range of finite width above 0")
    }
    var counts = [Int](repeating: 0, count: bins)
    var inside = 0
    for value in finite where span.contains(value) {
      guard let bin = Int(exactly: ((value - span.lowerBound) / width).rounded(.down)) else { continue }
      counts[min(bin, bins - 1)] += 1
      inside += 1
    }
    self.edges = (0...bins).map { $0 == bins ? span.upperBound : span.lowerBound + Double($0) * width }
    self.counts = counts
    self.outside = values.count - inside
  }
}
