import CZlib
import Execution

/// Unpacking of gzip data.
enum Gzip {
  static func isPacked(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    bytes.count >= 2 && bytes[0] == 0x1f && bytes[1] == 0x8b
  }

  private static let chunkBytes = 256 << 10

  /// What the members of gzip data hold, one behind the other; checksums are verified.
  ///
  /// Memory is asked for as the data grow: what a header, or a file made to harm, claims of its size is not believed. Throws
  /// `DataFileError`, `MemoryShortage` and `Interruption`.
  static func unpacked(_ packed: UnsafeBufferPointer<UInt8>, of path: String, in work: Work) throws -> [UInt8]
  {
    var stream = z_stream()
    // 15 bits of window, + 16 for the gzip format.
    let begun = inflateInit2_(&stream, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    guard begun == Z_OK else { throw MemoryShortage(needed: 48e3, available: Memory.available) }
    defer { inflateEnd(&stream) }
    var fed = 0
    var consumed: Int { fed - Int(stream.avail_in) }
    func error(_ fact: String) -> DataFileError {
      DataFileError(path: path, place: .byte(consumed), fact: fact)
    }
    var unpacked: [UInt8] = []
    try unpacked.ask(for: 2 * packed.count)
    try withUnsafeTemporaryAllocation(of: UInt8.self, capacity: chunkBytes) { chunk in
      while true {
        try work.checkpoint()
        work.report(Progress(label: "unpack", done: consumed, total: packed.count))
        if stream.avail_in == 0, fed < packed.count {
          let piece = UnsafeBufferPointer(rebasing: packed[fed..<min(fed + 1 << 30, packed.count)])
          stream.next_in = UnsafeMutablePointer(mutating: piece.baseAddress)
          stream.avail_in = UInt32(piece.count)
          fed += piece.count
        }
        stream.next_out = chunk.baseAddress
        stream.avail_out = UInt32(chunk.count)
        let outcome = inflate(&stream, Z_NO_FLUSH)
        let count = chunk.count - Int(stream.avail_out)
        if unpacked.count + count > unpacked.capacity { try unpacked.ask(for: 2 * unpacked.capacity + count) }
        unpacked.append(contentsOf: chunk[..<count])
        switch outcome {
        case Z_OK: continue
        case Z_BUF_ERROR: throw error("the gzip data end in their midst: the file is truncated")
        case Z_STREAM_END:
          guard consumed < packed.count else { return }
          guard isPacked(UnsafeBufferPointer(rebasing: packed[consumed...])) else {
            throw error("something that is not gzip data follows their end")
          }
          inflateReset(&stream)
        case Z_MEM_ERROR: throw MemoryShortage(needed: 48e3, available: Memory.available)
        default:
          throw error("the gzip data are damaged" + (stream.msg.map { ": " + String(cString: $0) } ?? ""))
        }
      }
    }
    return unpacked
  }
}

extension Array<UInt8> {
  /// Reserves room for that many bytes; throws `MemoryShortage` where there is not as much.
  fileprivate mutating func ask(for count: Int) throws(MemoryShortage) {
    try Memory.require(bytes: count, each: 1)
    reserveCapacity(count)
  }
}
