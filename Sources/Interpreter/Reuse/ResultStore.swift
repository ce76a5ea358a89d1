import Execution
import Files
import Foundation
import Tensors

/// Results of long computations on disk, so that a script that runs again, or a session that is resumed, need
/// not wait for them again.
///
/// A result is found by a hash of all that it depends on: the build of the program, the class of the
/// processor, the command, its arguments to the last bit, and the key of its random numbers. What cannot be
/// read, or was kept under another key, counts as not there.
package struct ResultStore: Sendable {
  let folder: String
  /// The build of the program: another may give other bits.
  let build: String
  /// All files together have no more bytes; the ones used last stay.
  let limit: Int
  /// Whether results are written and not read.
  let isFresh: Bool
  private let objects: [any StorableObject.Type]
  /// What it holds the parts of, and 0 otherwise.
  private var whole: UInt64 = 0

  /// What takes less time is not worth a file.
  let leastSeconds: Double
  package static let defaultLimit = 1 << 30

  package init(
    folder: String, build: String = Build.identity, limit: Int = defaultLimit, leastSeconds: Double = 0.25,
    isFresh: Bool = false, objects: [any StorableObject.Type]
  ) {
    (self.folder, self.build, self.limit, self.isFresh) = (folder, build, limit, isFresh)
    self.leastSeconds = leastSeconds
    self.objects = objects
  }

  /// The store for parts of a computation with that key, so that one that is interrupted need not begin again.
  func parts(of key: UInt64) -> ResultStore {
    var parts = ResultStore(
      folder: folder + "/\(String(key, radix: 16))" + Self.partsEnding, build: build, limit: limit,
      leastSeconds: leastSeconds, isFresh: isFresh, objects: objects)
    parts.whole = key
    return parts
  }

  private static let ending = ".kept"
  private static let partsEnding = ".parts"
  /// Of the property lists that earlier versions kept: they are removed as those of today are, and not read.
  private static let formerEnding = ".plist"

  /// Whether there is something in it.
  var hasFolder: Bool { FileManager.default.fileExists(atPath: folder) }

  private func path(_ key: UInt64) -> String { folder + "/\(String(key, radix: 16))" + Self.ending }

  func entry(_ key: UInt64) -> Entry? {
    guard !isFresh, let file = FileManager.default.contents(atPath: path(key)) else { return nil }
    let bytes = Array(file)
    guard bytes.starts(with: seal(of: bytes.dropFirst(8), key)),
      let entry = try? Entry(bytes, from: 8, objects: objects),
      entry.kernels == nil || entry.kernels == ProductKernels.name
    else { return nil }
    try? FileManager.default.setAttributes([.modificationDate: Date()], ofItemAtPath: path(key))
    return entry
  }

  /// Keeps a result if it can be written, and the work was not stopped.
  func keep(_ entry: Entry, _ key: UInt64, in work: Work) {
    guard let bytes = try? entry.bytes(limit: limit) else { return }
    do {
      try FileReplacement.makeFolder(folder, mode: 0o700, in: work)
      let seal = seal(of: bytes[...], key)
      // What a loss of power tears the seal tells.
      try FileReplacement.write(to: path(key), in: work, isDurable: false, isPrivate: true) { file in
        try seal.withUnsafeBytes { try file.write($0) }
        try bytes.withUnsafeBytes { try file.write($0) }
      }
      try work.change { trim() }
    } catch {
      // A full disk costs time the next time, and nothing else.
    }
  }

  /// Eight bytes that tell a file that was written under that key from one that was damaged, or renamed.
  private func seal(of bytes: ArraySlice<UInt8>, _ key: UInt64) -> [UInt8] {
    var hasher = BitHasher()
    hasher.combine(whole)
    hasher.combine(key)
    hasher.combine(bytes.count)
    bytes.withUnsafeBytes { hasher.combine(bytes: $0) }
    return withUnsafeBytes(of: hasher.hash.littleEndian) { Array($0) }
  }

  /// The files with their sizes, those of parts as well, the one used last first.
  private var files: [(path: String, byteCount: Int)] {
    let names = (try? FileManager.default.subpathsOfDirectory(atPath: folder)) ?? []
    let files = names.compactMap { name -> (String, Int, Date)? in
      guard name.hasSuffix(Self.ending) || name.hasSuffix(Self.formerEnding) else { return nil }
      let path = folder + "/" + name
      guard let facts = try? FileManager.default.attributesOfItem(atPath: path),
        let size = facts[.size] as? Int, let date = facts[.modificationDate] as? Date
      else { return nil }
      return (path, size, date)
    }
    return files.sorted { $0.2 > $1.2 }.map { ($0.0, $0.1) }
  }

  private func trim() {
    removeLeftovers()
    var sum = 0
    for file in files {
      sum += file.byteCount
      if sum > limit { try? FileManager.default.removeItem(atPath: file.path) }
    }
  }

  /// What a process that was killed has left of a file it was writing.
  private func removeLeftovers() {
    for name in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [] {
      let path = folder + "/" + name
      let date = try? FileManager.default.attributesOfItem(atPath: path)[.modificationDate] as? Date
      if !name.hasSuffix(Self.ending), !name.hasSuffix(Self.partsEnding), let date,
        date.timeIntervalSinceNow < -3600
      {
        try? FileManager.default.removeItem(atPath: path)
      }
    }
  }

  /// Removes all results; gives how many there were, and their bytes.
  package func removeAll() -> (count: Int, byteCount: Int) {
    let files = files.filter { (try? FileManager.default.removeItem(atPath: $0.path)) != nil }
    for name in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    where name.hasSuffix(Self.partsEnding) {
      try? FileManager.default.removeItem(atPath: folder + "/" + name)
    }
    return (files.count, files.reduce(0) { $0 + $1.byteCount })
  }

  /// Removes the store itself.
  func remove(in work: Work) {
    if hasFolder { try? work.change { try FileManager.default.removeItem(atPath: folder) } }
  }
}
