extension Tensor {
  /// A tensor without axes.
  package init(scalar: Scalar) { self.init(shape: .scalar, elements: [scalar]) }

  /// The tensor of those extents with the same number everywhere; throws `TensorError.tooLarge` or
  /// `.negativeExtent`.
  package static func filled(_ extents: [Int], with value: Scalar) throws(TensorError) -> Tensor {
    let shape = try Shape.checked(extents)
    return Tensor(shape: shape, elements: [Scalar](repeating: value, count: shape.count))
  }

  /// Tensors of one shape stacked along a new leading axis; no items give an empty vector. Throws
  /// `TensorError.ragged` or `.invalid` where shapes differ.
  package static func stacked(_ items: [Tensor]) throws(TensorError) -> Tensor {
    guard let first = items.first else { return Tensor([]) }
    for (row, item) in items.enumerated() where item.shape != first.shape {
      if first.shape.rank == 1 && item.shape.rank == 1 {
        throw .ragged(row: row, count: item.elements.count, expected: first.elements.count)
      }
      throw .invalid("items differ in shape: item 0 has \(first.shape), item \(row) has \(item.shape)")
    }
    let shape = try Shape.checked([items.count] + first.shape.extents)
    var elements: [Scalar] = []
    elements.reserveCapacity(shape.count)
    for item in items { elements += item.elements }
    return Tensor(shape: shape, elements: elements)
  }

  /// The matrix of those rows; throws `TensorError.ragged`.
  package init(rows: [[Scalar]]) throws(TensorError) { self = try Tensor.stacked(rows.map { Tensor($0) }) }
}

extension Tensor<Double> {
  package static func zeros(_ extents: [Int]) throws(TensorError) -> Tensor { try filled(extents, with: 0) }

  package static func ones(_ extents: [Int]) throws(TensorError) -> Tensor { try filled(extents, with: 1) }

  /// The identity matrix; throws `TensorError.tooLarge` or `.negativeExtent`.
  package static func identity(_ count: Int) throws(TensorError) -> Tensor {
    let shape = try Shape.checked([count, count])
    var elements = [Double](repeating: 0, count: shape.count)
    for index in 0..<count { elements[index * (count + 1)] = 1 }
    return Tensor(shape: shape, elements: elements)
  }

  /// `count` evenly spaced numbers from `start` to `end`, both included; throws `TensorError.tooLarge` or
  /// `.negativeExtent`.
  package static func evenlySpaced(from start: Double, to end: Double, count: Int) throws(TensorError)
    -> Tensor
  {
    let shape = try Shape.checked([count])
    let last = Double(Swift.max(count - 1, 1))
    let elements = (0..<shape.count).map { index in
      // Weights of both ends, so that the last number is exactly `end`.
      let weight = Double(index) / last
      return index == 0 ? start : start * (1 - weight) + end * weight
    }
    return Tensor(shape: shape, elements: elements)
  }
}

extension Tensor {
  /// The items of all along the leading axis: vectors behind each other, the rows of matrices. Throws
  /// `TensorError.rank`, `.invalid` where the other extents differ, or `.tooLarge`.
  package static func concatenated(_ tensors: [Tensor]) throws(TensorError) -> Tensor {
    guard let first = tensors.first else { return Tensor([]) }
    for tensor in tensors {
      guard tensor.shape.rank > 0 else { throw .rank(operation: "concat", expected: "1 or more", found: 0) }
      guard tensor.shape.extents.dropFirst() == first.shape.extents.dropFirst() else {
        throw .invalid("shapes \(first.shape) and \(tensor.shape) differ in more than their first extent")
      }
    }
    let count = tensors.reduce(0) { $0 + $1.shape.extents[0] }
    let shape = try Shape.checked([count] + first.shape.extents.dropFirst())
    var elements: [Scalar] = []
    elements.reserveCapacity(shape.count)
    for tensor in tensors { elements += tensor.elements }
    return Tensor(shape: shape, elements: elements)
  }

  /// Puts one more item behind the others of the leading axis. Throws `TensorError.invalid` where the item's
  /// shape is not theirs, or `.tooLarge`.
  package mutating func append(_ item: Tensor) throws(TensorError) {
    guard let count = shape.extents.first, item.shape.extents == Array(shape.extents.dropFirst()) else {
      throw .invalid(
        "expected an item of shape \(Shape(Array(shape.extents.dropFirst()))), found \(item.shape)")
    }
    let longer = try Shape.checked([count + 1] + item.shape.extents)
    var longerElements: [Scalar] = []
    swap(&elements, &longerElements)
    longerElements += item.elements
    self = Tensor(shape: longer, elements: longerElements)
  }
}
