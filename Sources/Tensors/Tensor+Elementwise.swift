import Execution

extension Tensor {
  /// `f(x)` of every element.
  package func map<Result: Sendable>(_ f: (Scalar) throws -> Result) rethrows -> Tensor<Result> {
    Tensor<Result>(shape: shape, elements: try elements.map(f))
  }

  /// The same elements in another shape, one extent of which may be −1 (what is left for it); throws
  /// `TensorError.countMismatch`.
  package func reshaped(to extents: [Int]) throws(TensorError) -> Tensor {
    var extents = extents
    let free = extents.indices.filter { extents[$0] == -1 }
    if free.count > 1 { throw .invalid("only one extent may be -1, found \(free.count)") }
    if let axis = free.first {
      extents[axis] = 1
      let rest = try Shape.checked(extents).count
      guard rest > 0, elements.count.isMultiple(of: rest) else {
        extents[axis] = -1
        throw .invalid("\(elements.count) elements do not fill shape \(extents)")
      }
      extents[axis] = elements.count / rest
    }
    let shape = try Shape.checked(extents)
    guard shape.count == elements.count else {
      throw .countMismatch(shape: shape, count: elements.count)
    }
    return Tensor(shape: shape, elements: elements)
  }
}

extension Tensor<Double> {
  /// `f(x)` of every element, with safe points on the way; throws `TensorError.tooLarge` or `Interruption`.
  package func map(in work: Work, _ f: (Double) -> Double) throws -> Tensor {
    try elements.withUnsafeBufferPointer { elements in
      try Tensor(shape: shape, in: work) { f(elements[$0]) }
    }
  }

  /// The numbers `element(0)`, `element(1)`, … in that shape, with safe points on the way; throws
  /// `TensorError.tooLarge` or `Interruption`.
  package init(shape: Shape, in work: Work, _ element: (Int) -> Double) throws {
    let shape = try Shape.checked(shape.extents)
    let elements = try [Double](unsafeUninitializedCapacity: shape.count) { result, initialized in
      try work.blocks(in: result.count) { for index in $0 { result[index] = element(index) } }
      initialized = result.count
    }
    self.init(shape: shape, elements: elements)
  }
}
