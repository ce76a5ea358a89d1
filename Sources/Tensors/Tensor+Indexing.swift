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

  /// The items at those positions of the leading axis, in that order; throws `TensorError.rank`,
  /// `.indexOutOfRange` or `.tooLarge`.
  package func items(at positions: some Sequence<Int>) throws(TensorError) -> Tensor {
    guard let extent = shape.extents.first else {
      throw .rank(operation: "indexing", expected: "1 or more", found: 0)
    }
    let rest = Shape(Array(shape.extents.dropFirst()))
    let size = rest.count
    var starts: [Int] = []
    for position in positions { starts.append(try Shape.position(position, extent: extent) * size) }
    let shape = try Shape.checked([starts.count] + rest.extents)
    var result: [Scalar] = []
    result.reserveCapacity(shape.count)
    for start in starts { result.append(contentsOf: elements[start..<start + size]) }
    return Tensor(shape: shape, elements: result)
  }

  /// Assigns to the part that leading indices select; `value` has its shape or one element, which fills it.
  ///
  /// Throws `TensorError.tooManyIndices`, `.indexOutOfRange` or `.broadcast`.
  package mutating func replace(at indices: [Int], with value: Tensor) throws(TensorError) {
    let (range, rest) = try shape.run(at: indices)
    if value.elements.count == 1, let scalar = value.elements.first {
      elements.replaceSubrange(range, with: repeatElement(scalar, count: range.count))
    } else {
      guard value.shape == rest else { throw .broadcast(value.shape, rest) }
      elements.replaceSubrange(range, with: value.elements)
    }
  }
}
