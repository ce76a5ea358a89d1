import Execution

extension Tensor {
  /// `f(x)` of every element.
  package func map<Result: Sendable>(_ f: (Scalar) throws -> Result) rethrows -> Tensor<Result> {
    Tensor<Result>(shape: shape, elements: try elements.map(f))
  }

  /// The same, with safe points on the way; throws `TensorError.tooLarge` or `Interruption`.
  package func map<Result: Sendable>(in work: Work, _ f: (Scalar) -> Result) throws -> Tensor<Result> {
    let shape = try Shape.checked(shape.extents)
    let results = try [Result](unsafeUninitializedCapacity: elements.count) { result, initialized in
      try elements.withUnsafeBufferPointer { elements in
        try work.blocks(in: elements.count) { block in
          for index in block { result.initializeElement(at: index, to: f(elements[index])) }
          initialized = block.upperBound
        }
      }
    }
    return Tensor<Result>(shape: shape, elements: results)
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
