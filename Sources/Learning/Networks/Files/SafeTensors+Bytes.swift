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

  init(_ file: DataFile, in work: Work) throws {
    let bytes = file.bytes
    guard bytes.count >= 8 else {
      throw file.error(bytes.count, "the file ends within the length of its header")
    }
    let length = bytes.withUnsafeBytes { UInt64(littleEndian: $0.loadUnaligned(as: UInt64.self)) }
    guard length <= UInt64(bytes.count - 8) else {
      throw file.error(0, "the header has \(length) bytes, but \(bytes.count - 8) follow")
    }
    let start = 8 + Int(length)
    let header = try SafeTensorsHeader(file, in: 8..<start, work)
    var arrays: [NamedArray] = []
    var total = 0
    for entry in header.entries {
      try work.checkpoint()
      guard let size = Self.sizes[entry.type] else {
        throw file.error(8, "\(entry.name): expected elements of type F32 or F64, found \(entry.type)")
      }
      let offsets = entry.offsets
      guard offsets[1] <= bytes.count - start else {
        throw file.error(bytes.count, "the file ends within \(entry.name)")
      }
      guard 0 <= offsets[0], offsets[0] <= offsets[1],
        entry.shape.allSatisfy({ $0 >= 0 }), (entry.shape + [size]).product == offsets[1] - offsets[0]
      else {
        throw file.error(
          8,
          "\(entry.name): the shape \(entry.shape) of \(entry.type) does not go with the offsets \(offsets)")
      }
      // Arrays that share bytes would take more memory than the file has.
      total += offsets[1] - offsets[0]
      guard total <= bytes.count - start else {
        throw file.error(8, "\(entry.name): the arrays have more bytes than the file")
      }
      arrays.append(try Self.array(entry, at: start + offsets[0], of: file, in: work))
    }
    guard total == bytes.count - start else {
      throw file.error(
        start, "the arrays have \(total) bytes, but \(bytes.count - start) follow the header")
    }
    self.init(path: file.path, arrays: arrays, texts: header.texts)
  }

  private static let sizes = ["F32": 4, "F64": 8]

  /// The elements of an array, all of them finite.
  private static func array(
    _ entry: SafeTensorsHeader.Entry, at start: Int, of file: DataFile, in work: Work
  ) throws -> NamedArray {
    func error(_ place: Int, size: Int, _ found: Double) -> DataFileError {
      file.error(
        start + place * size,
        "\(entry.name): expected finite numbers, found \(found) at \(entry.indices(of: place))")
    }
    let count = entry.shape.reduce(1, *)
    if sizes[entry.type] == 4 {
      let elements: [Float] = try file.numbers(count, at: start, in: work) {
        Float(bitPattern: UInt32(littleEndian: $0))
      }
      if let place = try elements.firstNotFinite(in: work) {
        throw error(place, size: 4, Double(elements[place]))
      }
      return NamedArray(name: entry.name, shape: entry.shape, elements: .float(elements))
    }
    let elements: [Double] = try file.numbers(count, at: start, in: work) {
      Double(bitPattern: UInt64(littleEndian: $0))
    }
    if let place = try elements.firstNotFinite(in: work) { throw error(place, size: 8, elements[place]) }
    return NamedArray(name: entry.name, shape: entry.shape, elements: .double(elements))
  }
}

extension SafeTensorsHeader.Entry {
  /// Where the element of that number stands: [3, 7].
  fileprivate func indices(of place: Int) -> [Int] {
    var rest = place
    let indices = shape.reversed().map { extent in
      defer { rest /= extent }
      return rest % extent
    }
    return indices.reversed()
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
  /// Puts the words of the elements out, the lowest byte first, so many at a time that each piece takes an
  /// instant.
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
