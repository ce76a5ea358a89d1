/// The extents of a tensor, outermost first; row-major order throughout.
package struct Shape: Sendable, Hashable {
  package let extents: [Int]

  package init(_ extents: [Int]) { self.extents = extents }

  package var rank: Int { extents.count }

  /// The number of elements; 1 for the shape of a scalar.
  package var count: Int { extents.reduce(1, *) }
}
