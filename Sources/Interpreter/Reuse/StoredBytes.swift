/// A file of a kept result while it is written: numbers and texts, one behind the other, whatever is of any
/// length behind its count.
///
/// Nothing in it refers to anything else: it is a tree, no larger in memory than its bytes allow.
package struct StoredWriter {
  package private(set) var bytes: [UInt8] = []
  private let limit: Int

  /// More bytes than the limit are an error, as is what no file can hold: a value may hold another 2ⁿ times.
  package init(limit: Int = .max) { self.limit = limit }

  struct Unstorable: Error {}

  private mutating func append(_ new: UnsafeRawBufferPointer) throws {
    guard new.count <= limit - bytes.count else { throw Unstorable() }
    bytes.append(contentsOf: new)
  }

  package mutating func write<Number: Numeric & BitwiseCopyable>(_ number: Number) throws {
    try withUnsafeBytes(of: number) { try append($0) }
  }

  package mutating func write(_ text: String) throws { try write(elements: Array(text.utf8)) }

  /// The count, then the bits of all elements, as this machine has them.
  package mutating func write<Number: Numeric & BitwiseCopyable>(elements: [Number]) throws {
    try write(elements.count)
    try elements.withUnsafeBytes { try append($0) }
  }

  /// The count, then what `item` writes of each element, which is not nothing.
  package mutating func write<Element>(
    list: [Element], _ item: (inout StoredWriter, Element) throws -> Void
  ) throws {
    try write(list.count)
    for element in list { try item(&self, element) }
  }
}

/// Takes out of a file what a `StoredWriter` wrote, in the same order. The file may be any bytes: whatever is
/// not there is an error, and memory is taken for what was found only.
package struct StoredReader {
  private let bytes: [UInt8]
  private var next: Int
  /// The objects that a file may hold.
  let objects: [any StorableObject.Type]
  /// How many values hold the one that is read.
  var depth = 0

  package init(_ bytes: [UInt8], from start: Int = 0, objects: [any StorableObject.Type]) {
    (self.bytes, next, self.objects) = (bytes, min(start, bytes.count), objects)
  }

  /// The file is not as it was written.
  package struct Damaged: Error {
    package init() {}
  }

  package mutating func number<Number: Numeric & BitwiseCopyable>(
    _ type: Number.Type = Number.self
  ) throws -> Number {
    let size = MemoryLayout<Number>.size
    guard size <= bytes.count - next else { throw Damaged() }
    defer { next += size }
    return bytes.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: next, as: type) }
  }

  /// How many of something follow, each of so many bytes at least.
  private mutating func count(each size: Int) throws -> Int {
    let count = try number(Int.self)
    guard (0...(bytes.count - next) / size).contains(count) else { throw Damaged() }
    return count
  }

  package mutating func text() throws -> String {
    guard let text = String(validating: try elements(UInt8.self), as: UTF8.self) else { throw Damaged() }
    return text
  }

  package mutating func elements<Number: Numeric & BitwiseCopyable>(
    _ type: Number.Type = Number.self
  ) throws -> [Number] {
    let count = try count(each: MemoryLayout<Number>.stride)
    let end = next + count * MemoryLayout<Number>.stride
    defer { next = end }
    return Array(unsafeUninitializedCapacity: count) { elements, initializedCount in
      bytes.withUnsafeBytes {
        UnsafeMutableRawBufferPointer(elements).copyMemory(from: .init(rebasing: $0[next..<end]))
      }
      initializedCount = count
    }
  }

  package mutating func list<Element>(
    _ item: (inout StoredReader) throws -> Element
  ) throws -> [Element] {
    var list: [Element] = []
    // No memory is reserved: in a forged file a list in each of a thousand lists could claim all bytes.
    for _ in 0..<(try count(each: 1)) { list.append(try item(&self)) }
    return list
  }

  /// Throws where something follows.
  package func requireEnd() throws {
    guard next == bytes.count else { throw Damaged() }
  }
}
