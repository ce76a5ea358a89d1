import COpenBLAS

/// Makes OpenBLAS compute on the calling thread. Parallelism is the callers' affair: `Work.map` gives each core its own piece, and
/// the order of summation, hence every bit, stays the same whatever the number of cores.
private let serialBLAS: Void = openblas_set_num_threads(1)

extension Tensor<Double> {
  /// `Σ aᵢ bᵢ` of two vectors of equal length; throws `TensorError.rank` or `.product`.
  package static func dot(_ left: Tensor, _ right: Tensor) throws(TensorError) -> Double {
    for tensor in [left, right] where tensor.shape.rank != 1 {
      throw .rank(operation: "dot", expected: "1", found: tensor.shape.rank)
    }
    let count = left.elements.count
    guard count == right.elements.count, let count = CInt(exactly: count) else {
      throw .product(left.shape, right.shape)
    }
    _ = serialBLAS
    return cblas_ddot(count, left.elements, 1, right.elements, 1)
  }

  /// `left · right`: matrix by matrix, matrix by vector, vector by matrix, or the inner product of two vectors.
  ///
  /// Shapes [m, k] · [k, n] → [m, n], a vector standing for a row on the left and a column on the right. Throws `TensorError.rank`,
  /// `.product` or `.tooLarge`.
  package static func matrixProduct(_ left: Tensor, _ right: Tensor) throws(TensorError) -> Tensor {
    for tensor in [left, right] where !(1...2).contains(tensor.shape.rank) {
      throw .rank(operation: "a matrix product", expected: "1 or 2", found: tensor.shape.rank)
    }
    let rows = left.shape.rank == 2 ? left.shape.extents[0] : 1
    let columns = right.shape.rank == 2 ? right.shape.extents[1] : 1
    let depth = right.shape.extents[0]
    guard left.shape.extents.last == depth else { throw .product(left.shape, right.shape) }
    let shape = try Shape.checked(left.shape.extents.dropLast() + right.shape.extents.dropFirst())
    guard let m = CInt(exactly: rows), let n = CInt(exactly: columns), let k = CInt(exactly: depth) else {
      throw .tooLarge(extents: [rows, depth, columns])
    }
    // OpenBLAS rejects leading dimensions of 0.
    guard m > 0, n > 0, k > 0 else {
      return Tensor(shape: shape, elements: [Double](repeating: 0, count: shape.count))
    }
    _ = serialBLAS
    let elements = [Double](unsafeUninitializedCapacity: shape.count) { result, initialized in
      let output = result.baseAddress
      if m == 1 && n == 1 {
        output?.initialize(to: cblas_ddot(k, left.elements, 1, right.elements, 1))
      } else if n == 1 {
        cblas_dgemv(CblasRowMajor, CblasNoTrans, m, k, 1, left.elements, k, right.elements, 1, 0, output, 1)
      } else if m == 1 {
        cblas_dgemv(CblasRowMajor, CblasTrans, k, n, 1, right.elements, n, left.elements, 1, 0, output, 1)
      } else {
        cblas_dgemm(
          CblasRowMajor, CblasNoTrans, CblasNoTrans, m, n, k, 1, left.elements, k, right.elements, n, 0,
          output, n)
      }
      initialized = shape.count
    }
    return Tensor(shape: shape, elements: elements)
  }

  /// The tensor with its last two axes exchanged; a vector or a scalar is its own transpose.
  package var transposed: Tensor {
    guard shape.rank >= 2 else { return self }
    let (outer, rows, columns) = shape.split(at: shape.rank - 2)
    let size = rows * columns
    let elements = [Double](unsafeUninitializedCapacity: self.elements.count) { result, initialized in
      self.elements.withUnsafeBufferPointer { source in
        for matrix in 0..<outer {
          // Tiles that both sides keep in cache.
          for tile in stride(from: 0, to: rows, by: 32) {
            for column in 0..<columns {
              for row in tile..<Swift.min(tile + 32, rows) {
                result[matrix * size + column * rows + row] = source[matrix * size + row * columns + column]
              }
            }
          }
        }
      }
      initialized = self.elements.count
    }
    return Tensor(shape: Shape(shape.extents.dropLast(2) + [columns, rows]), elements: elements)
  }
}
