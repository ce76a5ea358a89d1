import Execution
import Tensors

extension Tensor<Double> {
  /// A .npy file, as `numpy.load` reads it, piece by piece: format version 1, elements of type <f8.
  package func writeNPY(_ put: (UnsafeRawBufferPointer) throws -> Void) rethrows {
    let extents = shape.extents.map(String.init).joined(separator: ", ") + (shape.rank == 1 ? "," : "")
    var header = "{'descr': '<f8', 'fortran_order': False, 'shape': (\(extents)), }"
    // Magic, version, length and header end on a multiple of 64, with a newline.
    let prefix = 10
    header += String(repeating: " ", count: 63 - (prefix + header.utf8.count) % 64) + "\n"
    var bytes: [UInt8] = [0x93] + Array("NUMPY".utf8) + [1, 0]
    bytes.append(littleEndian: [UInt16(header.utf8.count)])
    bytes += Array(header.utf8)
    try bytes.withUnsafeBytes(put)
    try elements.withUnsafeBufferPointer { try $0.writeLittleEndian(\.bitPattern, put) }
  }

  /// Reads a .npy file of float32, float64, uint8 or int64. Throws `DataFileError`, and `MemoryShortage` where it is too large.
  package init(npy path: String, in work: Work) throws {
    self = try NumPyFile(DataFile(reading: path, in: work)).tensor(in: work)
  }
}
