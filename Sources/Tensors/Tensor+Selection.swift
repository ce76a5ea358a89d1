import Execution

/// Positions along one axis, in the order in which they are picked: a run with a step, or a list.
package struct Places: RandomAccessCollection, Sendable {
  private let start, step: Int
  private let list: [Int]?
  package let count: Int

  /// `count` positions from `start` on, `step` apart.
  package init(from start: Int, count: Int, by step: Int = 1) {
    (self.start, self.step, self.count) = (start, step, count)
    list = nil
  }

  package init(_ list: [Int]) {
    (start, step, count) = (0, 1, list.count)
    self.list = list
  }

  package var startIndex: Int { 0 }
  package var endIndex: Int { count }
  package subscript(index: Int) -> Int { list?[index] ?? start + index * step }

  /// Calls `body` with each position and its index, with safe points on the way.
  @inline(__always)
  fileprivate func forEach(in work: Work, _ body: (_ index: Int, _ place: Int) -> Void) throws {
    guard let list else {
      if step == 1 {
        return try work.blocks(in: count) { for index in $0 { body(index, start + index) } }
      }
      return try work.blocks(in: count) { for index in $0 { body(index, start + index * step) } }
    }
    try list.withUnsafeBufferPointer { list in
      try work.blocks(in: count) { for index in $0 { body(index, list[index]) } }
    }
  }

  /// The first of neighbours in order; `nil` where they are not.
  fileprivate var firstOfRun: Int? { list == nil && step == 1 ? start : nil }
}

/// What is picked along one axis: one position takes the axis away, several keep it.
package enum AxisSelection: Sendable {
  case one(Int)
  case several(Places)

  fileprivate var places: Places {
    switch self {
    case .one(let place): Places(from: place, count: 1)
    case .several(let places): places
    }
  }
}

extension Shape {
  /// The shape of what is picked along the leading axes; the others are whole. Throws
  /// `TensorError.tooManyIndices` or `.tooLarge`.
  package func selected(_ selections: [AxisSelection]) throws(TensorError) -> Shape {
    guard selections.count <= rank else { throw .tooManyIndices(selections.count, shape: self) }
    var picked: [Int] = []
    for case .several(let places) in selections { picked.append(places.count) }
    return try .checked(picked + extents[selections.count...])
  }

  /// Visits what is picked, in row-major order: places that lie `base` behind those given.
  @inline(__always)
  fileprivate func forEachRun(
    of selections: [AxisSelection], in work: Work, _ visit: (_ base: Int, Places) throws -> Void
  ) throws {
    let places = selections.map(\.places)
    let strides = places.indices.map { extents[($0 + 1)...].reduce(1, *) }
    func walk(_ axis: Int, _ base: Int) throws {
      guard axis < places.count else {
        return try visit(base, Places(from: 0, count: strides.last ?? count))
      }
      let stride = strides[axis]
      if axis == places.count - 1 {
        // Neighbours are one run, and numbers are visited without one for each.
        if let first = places[axis].firstOfRun {
          return try visit(base + first * stride, Places(from: 0, count: places[axis].count * stride))
        }
        if stride == 1 { return try visit(base, places[axis]) }
      }
      for place in places[axis] {
        try work.checkpoint()
        try walk(axis + 1, base + place * stride)
      }
    }
    try walk(0, 0)
  }
}

extension Tensor where Scalar: BitwiseCopyable {
  /// What is picked along the leading axes.
  @inline(__always)
  fileprivate func picked(_ selections: [AxisSelection], in work: Work) throws -> Tensor {
    let shape = try self.shape.selected(selections)
    let result = try [Scalar](unsafeUninitializedCapacity: shape.count) { result, initialized in
      try elements.withUnsafeBufferPointer { elements in
        try self.shape.forEachRun(of: selections, in: work) { base, places in
          let start = initialized
          try places.forEach(in: work) { result[start + $0] = elements[base + $1] }
          initialized += places.count
        }
      }
    }
    return Tensor(shape: shape, elements: result)
  }

  /// Puts the elements of `value`, which is broadcast to it, in the place of what is picked.
  @inline(__always)
  fileprivate mutating func put(_ value: Tensor, into selections: [AxisSelection], in work: Work) throws {
    let part = try shape.selected(selections)
    let shape = shape
    if value.elements.count == 1, let scalar = value.elements.first {
      return try elements.withUnsafeMutableBufferPointer { elements in
        try shape.forEachRun(of: selections, in: work) { base, places in
          try places.forEach(in: work) { elements[base + $1] = scalar }
        }
      }
    }
    let source = try value.broadcast(to: part).elements
    var next = 0
    try elements.withUnsafeMutableBufferPointer { elements in
      try shape.forEachRun(of: selections, in: work) { base, places in
        let start = next
        try places.forEach(in: work) { elements[base + $1] = source[start + $0] }
        next += places.count
      }
    }
  }

  /// The elements where a mask of the same shape is true, as a vector.
  @inline(__always)
  fileprivate func picked(where mask: Tensor<Bool>, in work: Work) throws -> Tensor {
    // Each element is written, and the next one over it where it is not picked: no branch to predict.
    let result = try [Scalar](unsafeUninitializedCapacity: mask.trueCount + 1) { result, initialized in
      var next = 0
      try elements.withUnsafeBufferPointer { elements in
        try mask.elements.withUnsafeBufferPointer { mask in
          try work.blocks(in: elements.count) { block in
            for index in block {
              result[next] = elements[index]
              next += mask[index] ? 1 : 0
            }
          }
        }
      }
      initialized = next
    }
    return Tensor(result)
  }

  /// Puts the elements of a vector, or one for all, where a mask of the same shape is true.
  @inline(__always)
  fileprivate mutating func put(_ value: Tensor, where mask: Tensor<Bool>, in work: Work) throws {
    let values = value.elements
    guard values.count != 1 else {
      let scalar = values[0]
      return try elements.withUnsafeMutableBufferPointer { elements in
        try mask.elements.withUnsafeBufferPointer { mask in
          try work.blocks(in: elements.count) { block in
            for index in block { elements[index] = mask[index] ? scalar : elements[index] }
          }
        }
      }
    }
    let count = mask.trueCount
    guard value.shape == Shape([count]) else { throw TensorError.broadcast(value.shape, Shape([count])) }
    var next = 0
    try elements.withUnsafeMutableBufferPointer { elements in
      try mask.elements.withUnsafeBufferPointer { mask in
        try work.blocks(in: elements.count) { block in
          for index in block where mask[index] {
            elements[index] = values[next]
            next += 1
          }
        }
      }
    }
  }

  /// The same elements, repeated along the axes where the shape is larger; throws `TensorError.broadcast`.
  fileprivate func broadcast(to target: Shape) throws(TensorError) -> Tensor {
    guard shape != target else { return self }
    guard shape.rank <= target.rank, try Shape.broadcast(shape, target) == target else {
      throw .broadcast(shape, target)
    }
    let strides = shape.strides(broadcastTo: target)
    let elements = (0..<target.count).map { index in
      var (rest, place) = (index, 0)
      for axis in target.extents.indices.reversed() {
        place += rest % target.extents[axis] * strides[axis]
        rest /= target.extents[axis]
      }
      return self.elements[place]
    }
    return Tensor(shape: target, elements: elements)
  }
}

// Compiled here for both sorts of tensor: from another module generic elements take three times as long.

extension Tensor<Double> {
  /// The elements where a mask of the same shape is true, as a vector; throws `Interruption`.
  package func part(where mask: Tensor<Bool>, in work: Work = .alone) throws -> Tensor {
    try picked(where: mask, in: work)
  }

  /// Assigns where a mask of the same shape is true: one number, or as many as there are places.
  ///
  /// Throws `TensorError.broadcast` or `Interruption`.
  package mutating func replace(
    where mask: Tensor<Bool>, with value: Tensor, in work: Work = .alone
  ) throws {
    try put(value, where: mask, in: work)
  }

  /// What is picked along the leading axes; throws `TensorError.tooManyIndices`, `.tooLarge` or
  /// `Interruption`.
  package func part(_ selections: [AxisSelection], in work: Work = .alone) throws -> Tensor {
    try picked(selections, in: work)
  }

  /// Assigns to what is picked along the leading axes; `value` is broadcast to it.
  ///
  /// Throws `TensorError.tooManyIndices`, `.broadcast` or `Interruption`.
  package mutating func replace(
    _ selections: [AxisSelection], with value: Tensor, in work: Work = .alone
  ) throws {
    try put(value, into: selections, in: work)
  }
}

extension Tensor<Bool> {
  /// The elements where a mask of the same shape is true, as a vector; throws `Interruption`.
  package func part(where mask: Tensor<Bool>, in work: Work = .alone) throws -> Tensor {
    try picked(where: mask, in: work)
  }

  /// Assigns where a mask of the same shape is true: one boolean, or as many as there are places.
  ///
  /// Throws `TensorError.broadcast` or `Interruption`.
  package mutating func replace(
    where mask: Tensor<Bool>, with value: Tensor, in work: Work = .alone
  ) throws {
    try put(value, where: mask, in: work)
  }

  /// How many elements are true.
  package var trueCount: Int {
    elements.withUnsafeBufferPointer { $0.reduce(0) { $0 + ($1 ? 1 : 0) } }
  }

  /// What is picked along the leading axes; throws `TensorError.tooManyIndices`, `.tooLarge` or
  /// `Interruption`.
  package func part(_ selections: [AxisSelection], in work: Work = .alone) throws -> Tensor {
    try picked(selections, in: work)
  }

  /// Assigns to what is picked along the leading axes; `value` is broadcast to it.
  ///
  /// Throws `TensorError.tooManyIndices`, `.broadcast` or `Interruption`.
  package mutating func replace(
    _ selections: [AxisSelection], with value: Tensor, in work: Work = .alone
  ) throws {
    try put(value, into: selections, in: work)
  }

  /// The places of what is true, in row-major order.
  package var places: [Int] {
    elements.withUnsafeBufferPointer { elements in
      [Int](unsafeUninitializedCapacity: trueCount) { places, initialized in
        for index in elements.indices where elements[index] {
          places[initialized] = index
          initialized += 1
        }
      }
    }
  }

  /// All elements along one axis (−1 is the last) joined to one; throws `TensorError.axisOutOfRange`.
  package func reduced(
    axis: Int, _ initial: Bool, _ join: (Bool, Bool) -> Bool
  ) throws(TensorError) -> Tensor {
    let axis = try shape.axis(axis)
    let (outer, extent, inner) = shape.split(at: axis)
    var extents = shape.extents
    extents.remove(at: axis)
    return Tensor(
      shape: Shape(extents),
      elements: (0..<outer * inner).map { place in
        let first = place / inner * extent * inner + place % inner
        return (0..<extent).reduce(initial) { join($0, elements[first + $1 * inner]) }
      })
  }

  /// As numbers: true is 1, false 0.
  package var numbers: Tensor<Double> { map { $0 ? 1 : 0 } }
}
