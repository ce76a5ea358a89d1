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

  /// What NumPy itself writes is a tenth of that at most.
  private static let longestHeader = 1 << 16
  /// NumPy's own limit.
  private static let mostAxes = 64

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
      throw file.error(0, "expected the magic string of a .npy file, \\x93NUMPY")
    }
    guard bytes.count >= 12 else { throw file.error(bytes.count, "the file ends within its header") }
    guard (1...3).contains(bytes[6]) else {
      throw file.error(6, "expected a format version from 1 to 3, found \(bytes[6])")
    }
    let lengthBytes = bytes[6] == 1 ? 2 : 4
    let length = bytes[8..<8 + lengthBytes].reversed().reduce(0) { $0 << 8 | Int($1) }
    guard length <= Self.longestHeader else {
      throw file.error(8, "expected a header of at most \(Self.longestHeader) bytes, found \(length)")
    }
    let headerByte = 8 + lengthBytes
    start = headerByte + length
    guard start <= bytes.count else { throw file.error(bytes.count, "the file ends within its header") }
    let header = NumPyHeader(bytes[headerByte..<start])
    guard let name = header.text("descr"), let type = ElementType(rawValue: name) else {
      throw file.error(
        headerByte, "expected elements of type <f4, <f8, |u1 or <i8, found the header \(header.beginning)")
    }
    guard header.isFalse("fortran_order") else {
      throw file.error(headerByte, "expected C order; save numpy.ascontiguousarray(x)")
    }
    guard let shape = header.tuple("shape") else {
      throw file.error(headerByte, "expected a shape")
    }
    let extents = shape.split(separator: ",").map { Int($0.filter { $0 != " " }) ?? 0 }
    guard !extents.isEmpty, !extents.contains(0) else {
      throw file.error(
        headerByte, "expected an axis or more, none of them empty, found the shape (\(shape))")
    }
    guard extents.count <= Self.mostAxes else {
      throw file.error(headerByte, "expected at most \(Self.mostAxes) axes, found \(extents.count)")
    }
    self.file = file
    self.type = type
    self.extents = extents
    let found = bytes.count - start
    let expected = (extents + [type.size]).product
    guard expected == found else {
      throw file.error(
        start + min(expected ?? found, found),
        "the header says (\(shape)) elements of \(type), but \(found) bytes follow it")
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

  private func error(_ place: Int, _ fact: String) -> DataFileError {
    file.error(start + place * type.size, fact)
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
    var scale = try InputScale(scale)
    try Memory.require(bytes: count, each: MemoryLayout<Float>.stride)
    var inputs: [Float] = []
    inputs.reserveCapacity(count)
    for place in 0..<count {
      if place % 4096 == 0 { try work.checkpoint() }
      let element = element(place)
      if let fault = scale.fault(of: element) { throw error(place, fault) }
      inputs.append(Float(element))
    }
    try scale.apply(to: &inputs, in: work)
    return inputs
  }

  /// The elements as classes, one for each of `expected` examples.
  func labels(expected: Int, in work: Work) throws -> [Int] {
    guard extents.allSatisfy({ $0 == 1 || $0 == count }), count == expected else {
      throw error(0, "expected \(expected) labels, one for each row of inputs, found the shape \(extents)")
    }
    return try (0..<count).map { place in
      if place % 4096 == 0 { try work.checkpoint() }
      let element = element(place)
      guard let label = ClassLabel.label(element) else { throw error(place, ClassLabel.fault(of: element)) }
      return label
    }
  }
}

/// A dictionary of Python's with the keys of an .npy file.
private struct NumPyHeader {
  private let bytes: ArraySlice<UInt8>

  init(_ bytes: ArraySlice<UInt8>) { self.bytes = bytes }

  /// For an error.
  var beginning: String { String(decoding: bytes.prefix(80), as: UTF8.self) }

  /// What stands behind a key and its colon.
  private func value(_ key: String) -> ArraySlice<UInt8>? {
    guard let place = bytes.firstRange(of: Array("'\(key)'".utf8)) else { return nil }
    let rest = Self.trimmed(bytes[place.upperBound...])
    return rest.first == UInt8(ascii: ":") ? Self.trimmed(rest.dropFirst()) : nil
  }

  private static func trimmed(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    bytes.drop { $0 == UInt8(ascii: " ") }
  }

  func text(_ key: String) -> String? {
    guard let value = value(key), value.first == UInt8(ascii: "'") else { return nil }
    return String(decoding: value.dropFirst().prefix { $0 != UInt8(ascii: "'") }, as: UTF8.self)
  }

  func isFalse(_ key: String) -> Bool { value(key)?.starts(with: Array("False".utf8)) ?? false }

  /// What stands between the brackets: whole numbers, commas and blanks.
  func tuple(_ key: String) -> String? {
    guard let value = value(key), value.first == UInt8(ascii: "("),
      let end = value.firstIndex(of: UInt8(ascii: ")"))
    else { return nil }
    let inside = value[..<end].dropFirst()
    let isNumbers = inside.allSatisfy { Array(", ".utf8).contains($0) || $0 &- UInt8(ascii: "0") < 10 }
    return isNumbers ? String(decoding: inside, as: UTF8.self) : nil
  }
}
