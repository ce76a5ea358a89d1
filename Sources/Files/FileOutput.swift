import Execution

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Where a writer puts the bytes of a file, piece after piece. Between pieces it can be interrupted.
package struct FileOutput {
  private let name: String
  private let descriptor: Int32
  private let isStream: Bool
  private let work: Work
  private let calls: SystemCalls
  /// What has been written, without what waits.
  private(set) var byteCount = 0
  /// Small pieces go together.
  private var waiting: [UInt8] = []

  private static let smallBytes = 1 << 16
  /// Takes about a millisecond.
  private static let chunkBytes = 1 << 20
  /// What a pipe takes at once if it takes anything.
  private static let pipeBytes = 4096

  init(_ name: String, _ descriptor: Int32, isStream: Bool, in work: Work, _ calls: SystemCalls) {
    (self.name, self.descriptor, self.isStream) = (name, descriptor, isStream)
    (self.work, self.calls) = (work, calls)
  }

  /// Throws `FileError` and `Interruption`, as all of them.
  package mutating func write(_ text: String) throws {
    waiting += text.utf8
    if waiting.count >= Self.smallBytes { try flush() }
  }

  package mutating func write(_ bytes: UnsafeRawBufferPointer) throws {
    if waiting.count + bytes.count < Self.smallBytes {
      waiting += bytes
    } else {
      try flush()
      try put(bytes)
    }
  }

  package mutating func write(_ bytes: [UInt8]) throws {
    try bytes.withUnsafeBytes { try write($0) }
  }

  mutating func flush() throws {
    let bytes = waiting
    waiting.removeAll(keepingCapacity: true)
    try bytes.withUnsafeBytes { try put($0) }
  }

  private mutating func put(_ bytes: UnsafeRawBufferPointer) throws {
    var rest = bytes[...]
    try work.checkpoint()
    while !rest.isEmpty {
      try work.checkpoint()
      let count =
        try isStream
        ? send(rest.prefix(Self.pipeBytes)) : calls.write(descriptor, chunk(rest, Self.chunkBytes))
      if count > 0 {
        rest = rest.dropFirst(count)
        byteCount += count
      } else if count == 0 || errno != EINTR && errno != EAGAIN {
        throw FileError(name, code: count == 0 ? EIO : errno)
      }
    }
  }

  private func chunk(_ bytes: Slice<UnsafeRawBufferPointer>, _ size: Int) -> UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(rebasing: bytes.prefix(size))
  }

  /// Waits until the other end takes something, and gives it; nothing is taken back from there.
  private func send(_ bytes: Slice<UnsafeRawBufferPointer>) throws -> Int {
    var state = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
    guard poll(&state, 1, 10) > 0 else {
      errno = EAGAIN
      return -1
    }
    return try work.change { calls.write(descriptor, chunk(bytes, Self.pipeBytes)) }
  }
}
