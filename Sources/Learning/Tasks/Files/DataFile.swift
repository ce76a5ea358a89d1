import Execution
import Foundation

/// The bytes of a data file, unpacked where gzip packed them.
package struct DataFile {
  let path: String
  let bytes: [UInt8]
  private let wasPacked: Bool

  /// A file that is in memory, under the name it has in errors.
  init(path: String, contents: [UInt8], in work: Work) throws {
    guard !contents.isEmpty else {
      throw DataFileError(path: path, place: .file, fact: "the file is empty")
    }
    self.path = path
    (wasPacked, bytes) = try contents.withUnsafeBufferPointer { packed in
      Gzip.isPacked(packed) ? (true, try Gzip.unpacked(packed, of: path, in: work)) : (false, contents)
    }
    guard !bytes.isEmpty else { throw error(0, "there is nothing in the file") }
  }

  /// Reads a file. Throws `DataFileError`, and `MemoryShortage` where it is too large.
  init(reading path: String, in work: Work) throws {
    let contents = try Self.contents(of: path, in: work)
    try self.init(path: path, contents: contents, in: work)
  }

  static func exists(_ path: String) -> Bool {
    !path.contains("\0") && FileManager.default.fileExists(atPath: path)
  }

  static func isFolder(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    return !path.contains("\0") && FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
      && isFolder.boolValue
  }

  /// What follows the last slash.
  static func name(of path: String) -> String { path.split(separator: "/").last.map(String.init) ?? path }

  /// An error about a byte of the (unpacked) data.
  func error(_ byte: Int, _ fact: String) -> DataFileError {
    DataFileError(path: path, place: wasPacked ? .unpackedByte(byte) : .byte(byte), fact: fact)
  }

  /// The four bytes from `start` on, the most significant first; throws where the file ends before.
  func bigEndian32(at start: Int) throws(DataFileError) -> Int {
    guard start + 4 <= bytes.count else { throw error(bytes.count, "the file ends within its header") }
    return bytes[start..<start + 4].reduce(0) { $0 << 8 | Int($1) }
  }

  /// `count` numbers from a byte on, made of words of as many bytes as they have; the file has that many
  /// bytes. Throws `MemoryShortage` and `Interruption`.
  func numbers<Word: FixedWidthInteger, Number>(
    _ count: Int, at start: Int, in work: Work, _ number: (Word) -> Number
  ) throws -> [Number] {
    try Memory.require(bytes: count, each: MemoryLayout<Number>.stride)
    return try [Number](unsafeUninitializedCapacity: count) { numbers, initialized in
      try bytes.withUnsafeBytes { bytes in
        try work.blocks(in: count) { block in
          for place in block {
            let byte = start + place * MemoryLayout<Word>.size
            numbers.initializeElement(
              at: place, to: number(bytes.loadUnaligned(fromByteOffset: byte, as: Word.self)))
          }
          initialized = block.upperBound
        }
      }
    }
  }

  private static let chunkBytes = 16 << 20

  /// The bytes of an ordinary file as they are. Throws `DataFileError`, `MemoryShortage` and `Interruption`.
  package static func contents(of path: String, in work: Work) throws -> [UInt8] {
    func error(_ fact: String) -> DataFileError { DataFileError(path: path, place: .file, fact: fact) }
    guard !path.contains("\0") else {
      throw DataFileError(path: path.replacing("\0", with: "\\0"), place: .file, fact: "no such file")
    }
    var status = stat()
    guard stat(path, &status) == 0 else { throw error(reason(errno)) }
    switch status.st_mode & S_IFMT {
    case S_IFREG: break
    case S_IFDIR: throw error("this is a folder, not a file")
    default: throw error("this is not an ordinary file")
    }
    let size = Int(status.st_size)
    try Memory.require(bytes: size, each: 1)
    guard let file = fopen(path, "rb") else { throw error(reason(errno)) }
    defer { fclose(file) }
    return try [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
      while count < size {
        try work.checkpoint()
        let read = fread(buffer.baseAddress.map { $0 + count }, 1, min(chunkBytes, size - count), file)
        guard read > 0 else { throw error("cannot be read beyond byte \(count)") }
        count += read
      }
    }
  }

  /// "no such file or directory".
  private static func reason(_ code: Int32) -> String { String(cString: strerror(code)).lowercased() }
}

extension Array where Element: BinaryFloatingPoint {
  /// The first place of what is no number, or infinite.
  func firstNotFinite(in work: Work = .alone) throws(Interruption) -> Int? {
    var place: Int?
    try work.blocks(in: count) { block in
      if place == nil { place = block.first { !self[$0].isFinite } }
    }
    return place
  }
}

extension Array<Int> {
  /// The product of sizes that a file claims; `nil` where it is too large for a number.
  var product: Int? {
    reduce(1 as Int?) { product, size in
      guard let (larger, overflow) = product?.multipliedReportingOverflow(by: size), !overflow else {
        return nil
      }
      return larger
    }
  }
}
