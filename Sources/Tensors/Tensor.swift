/// A dense array of numbers in row-major order, with value semantics.
///
/// It is one reference, which a value of the language holds as it is. Its elements change in place where no
/// other tensor shares them.
package struct Tensor<Scalar: Sendable>: Sendable {
  private var storage: Storage

  /// What copies of a tensor share, until one of them changes.
  private final class Storage: @unchecked Sendable {
    let shape: Shape
    /// Changed through the only tensor that holds it, whose own exclusivity is checked.
    @exclusivity(unchecked) var elements: [Scalar]

    init(shape: Shape, elements: [Scalar]) {
      self.shape = shape
      self.elements = elements
    }
  }

  /// A tensor of the given shape; `elements.count` must equal `shape.count`.
  package init(shape: Shape, elements: [Scalar]) {
    precondition(elements.count == shape.count, "a tensor has as many elements as its shape says")
    storage = Storage(shape: shape, elements: elements)
  }

  /// A vector.
  package init(_ elements: [Scalar]) { self.init(shape: Shape([elements.count]), elements: elements) }

  package var shape: Shape { storage.shape }

  package var elements: [Scalar] {
    get { storage.elements }
    _modify {
      makeUnique()
      yield &storage.elements
    }
  }

  private mutating func makeUnique() {
    guard !isKnownUniquelyReferenced(&storage) else { return }
    storage = Storage(shape: storage.shape, elements: storage.elements)
  }
}

/// What loops of the language do to vectors, compiled here for doubles: from another module, access to
/// generic elements takes three times as long.
extension Tensor<Double> {
  /// Element `index` of a vector; `nil` where there is none, or it is not a vector.
  package func number(at index: Int) -> Double? {
    guard storage.shape.rank == 1, storage.elements.indices.contains(index) else { return nil }
    return storage.elements[index]
  }

  /// Sets element `index` of a vector; `false` where there is none, or it is not a vector.
  package mutating func setNumber(at index: Int, to number: Double) -> Bool {
    guard storage.shape.rank == 1, storage.elements.indices.contains(index) else { return false }
    makeUnique()
    storage.elements[index] = number
    return true
  }
}

extension Tensor: Equatable where Scalar: Equatable {
  package static func == (left: Tensor, right: Tensor) -> Bool {
    left.shape == right.shape && left.elements == right.elements
  }
}
