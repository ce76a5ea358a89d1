import Execution
import Tensors

/// An array in NumPy's .npy format: a magic string, a version, a header that is a Python dictionary, then the elements.
///
/// Elements are float32, float64, uint8 or int64, little-endian, in C order (NumPy Enhancement Proposal 1).
struct NumPyFile {
  enum ElementType: String {
    case float32 = "<f4"
    case float64 = "<f8"
    case uint8 = "|u1"
    case int64 = "<i8"

    var size: Int {
      switch self {
      case .uint8: 1
      case .float32: 4
      case .float64, .int64: 8
      }
    }
  }

  private let file: DataFile
  private let start: Int
  private let type: ElementType
  let extents: [Int]

  var path: String { file.path }

  /// Reads the header and checks it against the file's length. Throws `DataFileError`.
  init(_ file: DataFile) throws(DataFileError) {
    let bytes = file.bytes
    let magic: [UInt8] = [0x93] + Array("NUMPY".utf8)
    guard bytes.starts(with: magic) else {
      throw file.mistake(0, "expected the magic string of a .npy file, \\x93NUMPY")
    }
    guard bytes.count >= 12 else { throw file.mistake(bytes.count, "the file ends within its header") }
    guard (1...3).contains(bytes[6]) else {
      throw file.mistake(6, "expected a format version from 1 to 3, found \(bytes[6])")
    }
    let lengthBytes = bytes[6] == 1 ? 2 : 4
    let length = bytes[8..<8 + lengthBytes].reversed().reduce(0) { $0 << 8 | Int($1) }
    start = 8 + lengthBytes + length
    guard start <= bytes.count else { throw file.mistake(bytes.count, "the file ends within its header") }
    let header = String(decoding: bytes[8 + lengthBytes..<start], as: UTF8.self)
    let headerByte = 8 + lengthBytes
    guard let match = header.firstMatch(of: /'descr'\s*:\s*'([^']*)'/),
      let type = ElementType(rawValue: String(match.1))
    else {
      throw file.mistake(
        headerByte, "expected elements of type <f4, <f8, |u1 or <i8, found the header \(header.prefix(80))")
    }
    guard header.contains(/'fortran_order'\s*:\s*False/) else {
      throw file.mistake(headerByte, "expected C order; save numpy.ascontiguousarray(x)")
    }
    guard let shape = header.firstMatch(of: /'shape'\s*:\s*\(([0-9, ]*)\)/) else {
      throw file.mistake(headerByte, "expected a shape")
    }
    let extents = shape.1.split(separator: ",").map { Int($0.filter { $0 != " " }) ?? 0 }
    guard !extents.isEmpty, !extents.contains(0) else {
      throw file.mistake(
        headerByte, "expected an axis or more, none of them empty, found the shape (\(shape.1))")
    }
    self.file = file
    self.type = type
    self.extents = extents
    let found = bytes.count - start
    let expected = (extents + [type.size]).product
    guard expected == found else {
      throw file.mistake(
        start + min(expected ?? found, found),
        "the header says (\(shape.1)) elements of \(type), but \(found) bytes follow it")
    }
  }

  private var count: Int { (file.bytes.count - start) / type.size }

  private func element(_ place: Int) -> Double {
    file.bytes.withUnsafeBytes { bytes in
      let first = start + place * type.size
      func bits<Bits: FixedWidthInteger>(_: Bits.Type) -> Bits {
        Bits(littleEndian: bytes.loadUnaligned(fromByteOffset: first, as: Bits.self))
      }
      return switch type {
      case .uint8: Double(bits(UInt8.self))
      case .float32: Double(Float(bitPattern: bits(UInt32.self)))
      case .float64: Double(bitPattern: bits(UInt64.self))
      case .int64: Double(bits(Int64.self))
      }
    }
  }

  private func mistake(_ place: Int, _ fact: String) -> DataFileError {
    file.mistake(start + place * type.size, fact)
  }

  /// All elements. Throws `MemoryShortage`.
  func tensor(in work: Work) throws -> Tensor<Double> {
    try Memory.require(bytes: count, each: MemoryLayout<Double>.stride)
    let elements = try (0..<count).map { place in
      if place % 4096 == 0 { try work.checkpoint() }
      return element(place)
    }
    return Tensor(shape: Shape(extents), elements: elements)
  }

  /// The elements from 0 to `scale`, divided by it; without a scale by 255, or by 1 where none is above 1. Throws
  /// `DataFileError` where one is out of range or no number, and `MemoryShortage`.
  func inputs(scale: Double?, in work: Work) throws -> [Float] {
    var scale = InputScale(scale)
    try Memory.require(bytes: count, each: MemoryLayout<Float>.stride)
    var inputs: [Float] = []
    inputs.reserveCapacity(count)
    for place in 0..<count {
      if place % 4096 == 0 { try work.checkpoint() }
      let element = element(place)
      if let fault = scale.fault(of: element) { throw mistake(place, fault) }
      inputs.append(Float(element))
    }
    scale.apply(to: &inputs)
    return inputs
  }

  /// The elements as classes, one for each of `expected` examples.
  func labels(expected: Int, in work: Work) throws -> [Int] {
    guard extents.allSatisfy({ $0 == 1 || $0 == count }), count == expected else {
      throw mistake(0, "expected \(expected) labels, one for each row of inputs, found the shape \(extents)")
    }
    return try (0..<count).map { place in
      if place % 4096 == 0 { try work.checkpoint() }
      let element = element(place)
      guard let label = ClassLabel.label(element) else { throw mistake(place, ClassLabel.fault(of: element)) }
      return label
    }
  }
}
