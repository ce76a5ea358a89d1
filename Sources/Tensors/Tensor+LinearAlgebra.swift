import COpenBLAS
import Execution

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
    return blas.ddot(count, left.elements, 1, right.elements, 1)
  }

  /// `left · right`: matrix by matrix, matrix by vector, vector by matrix, or the inner product of two
  /// vectors.
  ///
  /// Shapes [m, k] · [k, n] → [m, n], a vector standing for a row on the left and a column on the right.
  /// Throws `TensorError.rank`, `.product` or `.tooLarge`, or `Interruption`.
  package static func matrixProduct(_ left: Tensor, _ right: Tensor, in work: Work = .alone) throws -> Tensor
  {
    for tensor in [left, right] where !(1...2).contains(tensor.shape.rank) {
      throw TensorError.rank(operation: "a matrix product", expected: "1 or 2", found: tensor.shape.rank)
    }
    let rows = left.shape.rank == 2 ? left.shape.extents[0] : 1
    let columns = right.shape.rank == 2 ? right.shape.extents[1] : 1
    let depth = right.shape.extents[0]
    guard left.shape.extents.last == depth else { throw TensorError.product(left.shape, right.shape) }
    let shape = try Shape.checked(left.shape.extents.dropLast() + right.shape.extents.dropFirst())
    guard CInt(exactly: rows) != nil, let n = CInt(exactly: columns), let k = CInt(exactly: depth) else {
      throw TensorError.tooLarge(extents: [rows, depth, columns])
    }
    // OpenBLAS rejects leading dimensions of 0.
    guard rows > 0, n > 0, k > 0 else {
      return Tensor(shape: shape, elements: [Double](repeating: 0, count: shape.count))
    }
    // Rows that take some 10 ms together; how they are grouped depends on the shapes alone, and so does every
    // bit.
    let group = max(1, Int(3e8 / (Double(columns) * Double(depth))))
    let elements = try [Double](unsafeUninitializedCapacity: shape.count) { result, initialized in
      try left.elements.withUnsafeBufferPointer { left in
        try work.blocks(of: group, in: rows) { block in
          let input = left.baseAddress.map { $0 + block.lowerBound * depth }
          let output = result.baseAddress.map { $0 + block.lowerBound * columns }
          let m = CInt(block.count)
          if n == 1 && m == 1 {
            output?.initialize(to: blas.ddot(k, input, 1, right.elements, 1))
          } else if n == 1 {
            blas.dgemv(CblasRowMajor, CblasNoTrans, m, k, 1, input, k, right.elements, 1, 0, output, 1)
          } else if m == 1 {
            blas.dgemv(CblasRowMajor, CblasTrans, k, n, 1, right.elements, n, input, 1, 0, output, 1)
          } else {
            blas.dgemm(
              CblasRowMajor, CblasNoTrans, CblasNoTrans, m, n, k, 1, input, k, right.elements, n, 0, output, n
            )
          }
        }
      }
      initialized = shape.count
    }
    return Tensor(shape: shape, elements: elements)
  }

  /// The tensor with its last two axes exchanged; a vector or a scalar is its own transpose. Throws
  /// `Interruption`.
  package func transposed(in work: Work = .alone) throws -> Tensor {
    guard shape.rank >= 2 else { return self }
    let (outer, rows, columns) = shape.split(at: shape.rank - 2)
    let size = rows * columns
    let elements = try [Double](unsafeUninitializedCapacity: self.elements.count) { result, initialized in
      try self.elements.withUnsafeBufferPointer { source in
        for matrix in 0..<outer {
          // Tiles that both sides keep in cache.
          for tile in stride(from: 0, to: rows, by: 32) {
            try work.checkpoint()
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
