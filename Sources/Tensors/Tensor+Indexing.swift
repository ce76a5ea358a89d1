extension Shape {
  /// The position counted from the front along an axis of that extent; −1 is the last. Throws
  /// `TensorError.indexOutOfRange`.
  static func position(_ index: Int, extent: Int) throws(TensorError) -> Int {
    guard index >= -extent, index < extent else { throw .indexOutOfRange(index, extent: extent) }
    return index < 0 ? index + extent : index
  }

  /// The run of elements that leading indices select, with the shape left over.
  func run(at indices: [Int]) throws(TensorError) -> (elements: Range<Int>, shape: Shape) {
    guard indices.count <= rank else { throw .tooManyIndices(indices.count, shape: self) }
    let rest = Shape(Array(extents.dropFirst(indices.count)))
    var start = 0
    for (axis, index) in indices.enumerated() {
      start = start * extents[axis] + (try Shape.position(index, extent: extents[axis]))
    }
    start *= rest.count
    return (start..<start + rest.count, rest)
  }
}

extension Tensor {
  /// The part that leading indices select: a scalar tensor for as many indices as axes, a sub-tensor for
  /// fewer.
  ///
  /// −1 is the last. Throws `TensorError.tooManyIndices` or `.indexOutOfRange`.
  package func element(at indices: [Int]) throws(TensorError) -> Tensor {
    let (range, rest) = try shape.run(at: indices)
    return Tensor(shape: rest, elements: Array(elements[range]))
  }
}
