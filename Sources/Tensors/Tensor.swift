/// A dense array of numbers in row-major order, with value semantics.
package struct Tensor<Scalar: Sendable>: Sendable {
  package let shape: Shape
  package var elements: [Scalar]

  /// A tensor of the given shape; `elements.count` must equal `shape.count`.
  package init(shape: Shape, elements: [Scalar]) {
    precondition(elements.count == shape.count, "a tensor has as many elements as its shape says")
    self.shape = shape
    self.elements = elements
  }

  /// A vector.
  package init(_ elements: [Scalar]) { self.init(shape: Shape([elements.count]), elements: elements) }
}

extension Tensor: Equatable where Scalar: Equatable {}
