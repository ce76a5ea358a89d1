import Execution

/// The extents of a tensor, outermost first; row-major order throughout.
package struct Shape: Sendable, Hashable {
  package let extents: [Int]

  package init(_ extents: [Int]) { self.extents = extents }

  /// The shape of a scalar.
  package static let scalar = Shape([])

  package var rank: Int { extents.count }

  /// The number of elements; 1 for the shape of a scalar.
  package var count: Int { extents.reduce(1, *) }
}

extension Shape: CustomStringConvertible {
  package var description: String { extents.description }
}

extension Shape {
  /// The shape of those extents; throws `TensorError.negativeExtent`, or `.tooLarge` where a tensor of
  /// doubles would not fit in the memory that is free.
  ///
  /// Zero extents do not excuse the others: the product never overflows, whatever the order of
  /// multiplication.
  package static func checked(_ extents: [Int]) throws(TensorError) -> Shape {
    if let negative = extents.first(where: { $0 < 0 }) { throw .negativeExtent(negative) }
    var count = 1
    for extent in extents where extent > 0 {
      let (product, overflow) = count.multipliedReportingOverflow(by: extent)
      if overflow { throw .tooLarge(extents: extents) }
      count = product
    }
    do { try Memory.require(bytes: count, each: 8) } catch { throw .tooLarge(extents: extents) }
    return Shape(extents)
  }

  /// The shape two tensors take together by NumPy's rule: aligned at the last axis, extents equal or one of
  /// them 1.
  package static func broadcast(_ left: Shape, _ right: Shape) throws(TensorError) -> Shape {
    if left == right { return left }
    let rank = max(left.rank, right.rank)
    var extents: [Int] = []
    for axis in 0..<rank {
      let first = left.extent(axis, ofRank: rank)
      let second = right.extent(axis, ofRank: rank)
      guard first == second || first == 1 || second == 1 else { throw .broadcast(left, right) }
      extents.append(first == 1 ? second : first)
    }
    return try checked(extents)
  }

  /// The extent along an axis when padded with ones on the left to that rank.
  private func extent(_ axis: Int, ofRank rank: Int) -> Int {
    let own = axis - (rank - self.rank)
    return own < 0 ? 1 : extents[own]
  }

  /// Steps through the elements along each axis of the larger shape; 0 along an axis that is repeated.
  func strides(broadcastTo target: Shape) -> [Int] {
    var stride = 1
    var strides = [Int](repeating: 0, count: target.rank)
    for axis in (0..<rank).reversed() {
      strides[axis + target.rank - rank] = extents[axis] == 1 ? 0 : stride
      stride *= extents[axis]
    }
    return strides
  }

  /// The axis counted from the front; −1 is the last. Throws `TensorError.axisOutOfRange`.
  package func axis(_ axis: Int) throws(TensorError) -> Int {
    guard axis >= -rank, axis < rank else { throw .axisOutOfRange(axis, rank: rank) }
    return axis < 0 ? axis + rank : axis
  }

  /// The row-major elements seen as outer × extent × inner around one axis.
  func split(at axis: Int) -> (outer: Int, extent: Int, inner: Int) {
    (extents[..<axis].reduce(1, *), extents[axis], extents[(axis + 1)...].reduce(1, *))
  }
}
