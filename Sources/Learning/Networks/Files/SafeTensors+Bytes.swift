import Execution
import Foundation

extension SafeTensors {
  private static let metadata = "__metadata__"

  /// The file, whole.
  package var bytes: [UInt8] {
    get throws {
      var bytes: [UInt8] = []
      bytes.reserveCapacity(arrays.reduce(1 << 12) { $0 + $1.elements.count * $1.elements.size })
      try write { bytes += $0 }
      return bytes
    }
  }

  /// The file, piece by piece.
  package func write(_ put: (UnsafeRawBufferPointer) throws -> Void) throws {
    var header: [String: Any] = [:]
    var end = 0
    for array in arrays {
      let start = end
      end += array.elements.size * array.elements.count
      header[array.name] =
        ["dtype": array.elements.type, "shape": array.shape, "data_offsets": [start, end]] as [String: Any]
    }
    header[Self.metadata] = texts
    var json = try [UInt8](
      JSONSerialization.data(withJSONObject: header, options: [.sortedKeys, .withoutEscapingSlashes]))
    while json.count % 8 != 0 { json.append(UInt8(ascii: " ")) }
    var head: [UInt8] = []
    head.append(littleEndian: [UInt64(json.count)])
    try (head + json).withUnsafeBytes(put)
    for array in arrays {
      switch array.elements {
      case .float(let elements):
        try elements.withUnsafeBufferPointer { try $0.writeLittleEndian(\.bitPattern, put) }
      case .double(let elements):
        try elements.withUnsafeBufferPointer { try $0.writeLittleEndian(\.bitPattern, put) }
      }
    }
  }

  /// Reads a file of arrays of type F32 and F64. Throws `DataFileError`, and `MemoryShortage` where it is too large.
  package init(reading path: String, in work: Work) throws {
    try self.init(DataFile(reading: path, in: work), in: work)
  }

  /// What `bytes` gave.
  package init(bytes: [UInt8]) throws {
    try self.init(DataFile(path: "", contents: bytes, in: .alone), in: .alone)
  }

  private init(_ file: DataFile, in work: Work) throws {
    let bytes = file.bytes
    guard bytes.count >= 8 else {
      throw file.mistake(bytes.count, "the file ends within the length of its header")
    }
    let length = bytes.withUnsafeBytes { UInt64(littleEndian: $0.loadUnaligned(as: UInt64.self)) }
    guard length <= UInt64(bytes.count - 8) else {
      throw file.mistake(0, "the header has \(length) bytes, but \(bytes.count - 8) follow")
    }
    let start = 8 + Int(length)
    guard let header = try? JSONSerialization.jsonObject(with: Data(bytes[8..<start])) as? [String: Any]
    else {
      throw file.mistake(8, "expected a header in JSON")
    }
    var arrays: [NamedArray] = []
    for (name, value) in header where name != Self.metadata {
      try work.checkpoint()
      guard let entry = value as? [String: Any], let type = entry["dtype"] as? String,
        let shape = entry["shape"] as? [Int], let offsets = entry["data_offsets"] as? [Int],
        offsets.count == 2
      else { throw file.mistake(8, "expected type, shape and offsets of \(name)") }
      guard let size = ["F32": 4, "F64": 8][type] else {
        throw file.mistake(8, "\(name): expected elements of type F32 or F64, found \(type)")
      }
      guard offsets[1] <= bytes.count - start else {
        throw file.mistake(bytes.count, "the file ends within \(name)")
      }
      guard 0 <= offsets[0], offsets[0] <= offsets[1],
        shape.allSatisfy({ $0 >= 0 }), (shape + [size]).product == offsets[1] - offsets[0]
      else {
        throw file.mistake(
          8, "\(name): the shape \(shape) of \(type) does not go with the offsets \(offsets)")
      }
      let range = start + offsets[0]..<start + offsets[1]
      let elements: Elements =
        size == 4
        ? .float(Self.words(bytes[range], as: UInt32.self).map(Float.init(bitPattern:)))
        : .double(Self.words(bytes[range], as: UInt64.self).map(Double.init(bitPattern:)))
      arrays.append(NamedArray(name: name, shape: shape, elements: elements))
    }
    self.init(
      path: file.path, arrays: arrays, texts: header[Self.metadata] as? [String: String] ?? [:])
  }

  private static func words<Word: FixedWidthInteger>(_ bytes: ArraySlice<UInt8>, as type: Word.Type) -> [Word]
  {
    bytes.withUnsafeBytes { bytes in
      stride(from: 0, to: bytes.count, by: MemoryLayout<Word>.size).map {
        Word(littleEndian: bytes.loadUnaligned(fromByteOffset: $0, as: Word.self))
      }
    }
  }
}

extension SafeTensors.Elements {
  fileprivate var type: String {
    switch self {
    case .float: "F32"
    case .double: "F64"
    }
  }

  /// The bytes of one.
  fileprivate var size: Int {
    switch self {
    case .float: MemoryLayout<Float>.size
    case .double: MemoryLayout<Double>.size
    }
  }
}

extension UnsafeBufferPointer {
  /// Puts the words of the elements out, the lowest byte first, so many at a time that each piece takes an instant.
  func writeLittleEndian<Word: FixedWidthInteger>(
    _ word: (Element) -> Word, _ put: (UnsafeRawBufferPointer) throws -> Void
  ) rethrows {
    let size = 1 << 16
    for start in stride(from: 0, to: count, by: size) {
      let words = self[start..<Swift.min(count, start + size)].map { word($0).littleEndian }
      try words.withUnsafeBytes(put)
    }
  }
}

extension [UInt8] {
  mutating func append(littleEndian words: [some FixedWidthInteger]) {
    words.map(\.littleEndian).withUnsafeBytes { append(contentsOf: $0) }
  }
}
