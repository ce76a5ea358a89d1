import Tensors

extension ResultStore {
  /// What a computation gave.
  struct Entry {
    /// What ran: a command's name or "sweep".
    let label: String
    let seconds: Double
    /// How many streams of random numbers it took.
    let draws: UInt64
    let result: Value
    /// The new value of the variable it was given the name of.
    let variable: Value?
    /// The kernels that products were computed with; `nil` where there was none. Known only once it ran, so
    /// no part of the key.
    var kernels = ProductKernels.inUse
  }
}

/// On disk.
extension ResultStore.Entry {
  /// Stands first. A file with another form has another, and counts as not there.
  private static let version = 1

  /// Throws where a value can be in no file, or the file would be longer than the limit.
  func bytes(limit: Int = .max) throws -> [UInt8] {
    var file = StoredWriter(limit: limit)
    try file.write(Self.version)
    try file.write(label)
    try file.write(seconds)
    try file.write(draws)
    try file.write(result)
    try file.write(list: variable.map { [$0] } ?? []) { file, value in try file.write(value) }
    try file.write(list: kernels.map { [$0] } ?? []) { file, name in try file.write(name) }
    return file.bytes
  }

  /// Reads what `bytes` gave, behind other bytes perhaps. Throws where the bytes are anything else, whatever
  /// they are.
  init(_ bytes: [UInt8], from start: Int = 0, objects: [any StorableObject.Type]) throws {
    var file = StoredReader(bytes, from: start, objects: objects)
    guard try file.number() == Self.version else { throw StoredReader.Damaged() }
    label = try file.text()
    seconds = try file.number()
    draws = try file.number()
    result = try file.value()
    variable = try file.list { file in try file.value() }.first
    kernels = try file.list { file in try file.text() }.first
    try file.requireEnd()
  }
}
