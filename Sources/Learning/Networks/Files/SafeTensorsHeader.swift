import Execution

/// The header of a safetensors file: JSON of two levels, which is all that the format has.
///
/// A reader of any JSON can neither be interrupted nor say where an error is, and of two arrays of one name
/// it takes the last.
struct SafeTensorsHeader {
  struct Entry {
    let name: String
    fileprivate(set) var type = ""
    fileprivate(set) var shape: [Int] = []
    /// Where its bytes begin and end behind the header; two numbers.
    fileprivate(set) var offsets: [Int] = []
  }

  private(set) var entries: [Entry] = []
  private(set) var texts: [String: String] = [:]

  private static let metadata = "__metadata__"

  /// Throws `DataFileError` for what is no such header, and `Interruption`.
  init(_ file: DataFile, in range: Range<Int>, _ work: Work) throws {
    var reader = JSONReader(file: file, next: range.lowerBound, end: range.upperBound, work: work)
    var (entries, texts): ([Entry], [String: String]) = ([], [:])
    var names: Set<String> = []
    try reader.object { reader, name in
      guard names.insert(name).inserted else { throw reader.error("\(name) stands there twice") }
      if name == Self.metadata {
        try reader.object { reader, name in
          guard texts.updateValue(try reader.text(), forKey: name) == nil else {
            throw reader.error("\(name) stands there twice")
          }
        }
      } else {
        entries.append(try reader.entry(named: name))
      }
    }
    try reader.requireEnd()
    (self.entries, self.texts) = (entries, texts)
  }
}

/// Objects, texts and lists of whole numbers in JSON, one after the other.
private struct JSONReader {
  let file: DataFile
  var next: Int
  let end: Int
  let work: Work

  func error(_ fact: String) -> DataFileError { file.error(next, fact) }

  mutating func entry(named name: String) throws -> SafeTensorsHeader.Entry {
    var entry = SafeTensorsHeader.Entry(name: name)
    try object { reader, key in
      switch key {
      case "dtype": entry.type = try reader.text()
      case "shape": entry.shape = try reader.wholeNumbers()
      case "data_offsets": entry.offsets = try reader.wholeNumbers()
      default: throw reader.error("expected type, shape and offsets of \(name), found \(key)")
      }
    }
    guard !entry.type.isEmpty, entry.offsets.count == 2 else {
      throw error("expected type, shape and offsets of \(name)")
    }
    return entry
  }

  // MARK: JSON

  /// Calls `field` with each name, to read what stands under it.
  mutating func object(_ field: (inout JSONReader, String) throws -> Void) throws {
    try require("{")
    if take("}") { return }
    repeat {
      let name = try text()
      try require(":")
      try field(&self, name)
    } while take(",")
    try require("}")
  }

  mutating func wholeNumbers() throws -> [Int] {
    try require("[")
    var numbers: [Int] = []
    if take("]") { return numbers }
    repeat {
      try work.checkpoint()
      skipBlanks()
      let start = next
      while next < end, file.bytes[next] == UInt8(ascii: "-") || isDigit(file.bytes[next]) { next += 1 }
      // No whole number has more digits.
      guard next - start <= 20, let number = Int(String(decoding: file.bytes[start..<next], as: UTF8.self))
      else {
        next = start
        throw error("expected a whole number")
      }
      numbers.append(number)
    } while take(",")
    try require("]")
    return numbers
  }

  mutating func text() throws -> String {
    try work.checkpoint()
    try require("\"")
    var text: [UInt8] = []
    while next < end, file.bytes[next] != UInt8(ascii: "\"") {
      if next % (1 << 16) == 0 { try work.checkpoint() }
      let byte = file.bytes[next]
      guard byte >= 0x20 else { throw error("expected no control character in a text") }
      next += 1
      if byte == UInt8(ascii: "\\") { text += String(try escaped()).utf8 } else { text.append(byte) }
    }
    guard let valid = String(validating: text, as: UTF8.self) else { throw error("expected UTF-8 text") }
    try require("\"")
    return valid
  }

  mutating func requireEnd() throws {
    skipBlanks()
    guard next == end else { throw error("expected the end of the header's JSON") }
  }

  private mutating func skipBlanks() {
    while next < end, [0x20, 0x09, 0x0A, 0x0D].contains(file.bytes[next]) { next += 1 }
  }

  private mutating func take(_ sign: Unicode.Scalar) -> Bool {
    skipBlanks()
    guard next < end, file.bytes[next] == UInt8(ascii: sign) else { return false }
    next += 1
    return true
  }

  private mutating func require(_ sign: Unicode.Scalar) throws {
    guard take(sign) else { throw error("expected \(sign) in the header's JSON") }
  }

  private func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }

  /// What stands behind a backslash.
  private mutating func escaped() throws -> Unicode.Scalar {
    guard next < end else { throw error("expected a text to end") }
    let sign = file.bytes[next]
    next += 1
    switch sign {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(sign)
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{C}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"):
      let code = try hexadecimal()
      if let scalar = Unicode.Scalar(code) { return scalar }
      // Beyond 16 bits a character has two halves.
      guard code & 0xFC00 == 0xD800, file.bytes[next..<end].starts(with: Array("\\u".utf8)) else { break }
      next += 2
      let low = try hexadecimal()
      guard low & 0xFC00 == 0xDC00 else { break }
      return Unicode.Scalar(0x10000 + (code & 0x3FF) << 10 + low & 0x3FF) ?? "\u{FFFD}"
    default: break
    }
    throw error("expected an escape of JSON in a text")
  }

  private mutating func hexadecimal() throws -> UInt32 {
    let digits = file.bytes[next..<min(next + 4, end)]
    guard digits.count == 4, digits.first != UInt8(ascii: "+"),
      let code = UInt32(String(decoding: digits, as: UTF8.self), radix: 16)
    else { throw error("expected four hexadecimal digits") }
    next += 4
    return code
  }
}
