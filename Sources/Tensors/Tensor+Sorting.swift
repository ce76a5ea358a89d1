extension Double {
  /// Ascending order with every `nan` last, which makes it total.
  static func precedes(_ left: Double, _ right: Double) -> Bool {
    left < right || (right.isNaN && !left.isNaN)
  }
}

extension Tensor<Double> {
  /// The tensor with each run along the last axis in ascending order, `nan` last.
  package var sorted: Tensor {
    let run = shape.extents.last ?? 1
    guard run > 1 else { return self }
    var result = self
    for start in stride(from: 0, to: elements.count, by: run) {
      result.elements[start..<start + run].sort(by: Double.precedes)
    }
    return result
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

  /// Counts `values` in `bins` bins over `range`, or over the span of the finite ones; a bin includes its lower edge, the last one
  /// both. Throws `TensorError.invalid` for no bins or an unusable range, `.empty` for no finite values.
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
