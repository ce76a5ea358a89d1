import COpenBLAS

/// Single-precision numbers in memory that is allocated once and written many times: the working memory of training.
///
/// Threads may write different parts of it at the same time; that they are different is theirs to see to.
package final class FloatBuffer: @unchecked Sendable {
  package let base: UnsafeMutablePointer<Float>
  package let count: Int

  /// `count` zeros, at the start of a cache line.
  package init(count: Int) {
    self.count = count
    let memory = UnsafeMutableRawPointer.allocate(byteCount: 4 * max(1, count), alignment: 64)
    base = memory.bindMemory(to: Float.self, capacity: count)
    base.initialize(repeating: 0, count: count)
  }

  package convenience init(_ elements: [Float]) {
    self.init(count: elements.count)
    base.update(from: elements, count: count)
  }

  package var elements: [Float] { Array(UnsafeBufferPointer(start: base, count: count)) }

  deinit { base.deallocate() }
}

/// A matrix in a buffer, or a rectangle of it: element (i, j) lies at i · stride + j, or exchanged if transposed.
package struct FloatMatrix: Sendable {
  private let buffer: FloatBuffer
  private let offset: Int
  package let rows, columns: Int
  /// The distance between the starts of two rows of the matrix as it is stored.
  package let stride: Int
  private var isTransposed = false

  /// A matrix of zeros.
  package init(rows: Int, columns: Int) {
    self.init(FloatBuffer(count: rows * columns), rows: rows, columns: columns)
  }

  /// The elements of a buffer from number `start` on, row after row.
  package init(_ buffer: FloatBuffer, from start: Int = 0, rows: Int, columns: Int) {
    self.init(buffer: buffer, offset: start, rows: rows, columns: columns, stride: columns)
  }

  private init(buffer: FloatBuffer, offset: Int, rows: Int, columns: Int, stride: Int) {
    (self.buffer, self.offset, self.rows, self.columns, self.stride) = (buffer, offset, rows, columns, stride)
  }

  /// Where the first element lies.
  package var base: UnsafeMutablePointer<Float> { buffer.base + offset }

  /// Where a row begins, in a matrix that is not transposed.
  package func row(_ index: Int) -> UnsafeMutablePointer<Float> { base + index * stride }

  /// A copy of the elements of a matrix that is neither transposed nor a part of another.
  package var elements: [Float] { Array(UnsafeBufferPointer(start: base, count: rows * columns)) }

  /// Copies numbers, row after row, into a matrix that is neither transposed nor a part of another.
  package func copy(_ elements: [Float]) { base.update(from: elements, count: elements.count) }

  /// A rectangle of a matrix that is not transposed; it shares the memory.
  package func part(rows: Range<Int>? = nil, columns: Range<Int>? = nil) -> FloatMatrix {
    let (rows, columns) = (rows ?? 0..<self.rows, columns ?? 0..<self.columns)
    return FloatMatrix(
      buffer: buffer, offset: offset + rows.lowerBound * stride + columns.lowerBound, rows: rows.count,
      columns: columns.count, stride: stride)
  }

  /// The same memory, read with rows and columns exchanged.
  package var transposed: FloatMatrix {
    var result = FloatMatrix(buffer: buffer, offset: offset, rows: columns, columns: rows, stride: stride)
    result.isTransposed = !isTransposed
    return result
  }

  /// Writes `left` · `right` into this matrix, which is not transposed: [m, k] · [k, n] → [m, n].
  ///
  /// Computed on the calling thread; every bit depends on the shapes alone.
  package func setProduct(_ left: FloatMatrix, _ right: FloatMatrix) {
    precondition(left.columns == right.rows && rows == left.rows && columns == right.columns && !isTransposed)
    guard rows > 0, columns > 0 else { return }
    blas.sgemm(
      CblasRowMajor, left.isTransposed ? CblasTrans : CblasNoTrans,
      right.isTransposed ? CblasTrans : CblasNoTrans, CInt(rows), CInt(columns), CInt(left.columns), 1,
      left.base, CInt(left.stride), right.base, CInt(right.stride), 0, base, CInt(stride))
  }
}
