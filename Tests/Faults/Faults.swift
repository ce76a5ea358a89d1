import Files
import Foundation
import Synchronization

/// Calls of the system of which one fails: the call of that number among those on files, in that way.
package final class Faults: Sendable, CustomStringConvertible {
  package enum Kind: CaseIterable, Sendable {
    case inputOutputError, fullDisk
    /// The system takes half of the bytes.
    case shortWrite
    /// It takes half of them, then there is no more room, and then there is some again.
    case fullDiskWithinWrite
    /// The process is killed before the call, or after it; a write is cut in half.
    case killBefore, killAfter
  }

  private struct State {
    var count = 0
    var failed: String?
    var isDead = false
    var isFull = false
    var descriptors: Set<Int32> = []
  }

  package let kind: Kind
  private let number: Int
  private let state = Mutex(State())

  package init(_ kind: Kind, at number: Int) { (self.kind, self.number) = (kind, number) }

  package var description: String { "\(kind) at call \(number), \(failed ?? "not reached")" }

  /// The call that failed, if there were so many.
  package var failed: String? { state.withLock { $0.failed } }

  /// Whether the process was killed: nothing it did afterwards has happened.
  package var isDead: Bool { state.withLock { $0.isDead } }

  /// Each kind at each call that `body` makes; gives how many there were.
  package static func forEach(_ body: (Faults) throws -> Void) rethrows -> Int {
    var count = 0
    for kind in Kind.allCases {
      for number in 1... {
        let faults = Faults(kind, at: number)
        try SystemCalls.$current.withValue(faults.calls) { try body(faults) }
        if faults.failed == nil { break }
        count += 1
      }
    }
    return count
  }

  /// Closes what is open, as the system does when a process ends.
  package func endProcess() {
    let descriptors = state.withLock { state in
      defer { state.descriptors = [] }
      return state.descriptors
    }
    for descriptor in descriptors { _ = SystemCalls.system.close(descriptor) }
  }

  // MARK: Calls

  private enum Verdict { case pass, fail(Int32), half, passAndDie }

  private func verdict(_ call: String) -> Verdict {
    state.withLock { state in
      if state.isDead { return .fail(EIO) }
      if state.isFull, call == "write" {
        state.isFull = false
        return .fail(ENOSPC)
      }
      state.count += 1
      guard state.count == number else { return .pass }
      state.failed = call
      let isWrite = call == "write"
      switch kind {
      case .inputOutputError: return .fail(EIO)
      case .fullDisk: return .fail(ENOSPC)
      case .shortWrite: return isWrite ? .half : .pass
      case .fullDiskWithinWrite:
        state.isFull = isWrite
        return isWrite ? .half : .pass
      case .killBefore:
        state.isDead = true
        return isWrite ? .half : .fail(EIO)
      case .killAfter:
        state.isDead = true
        return .passAndDie
      }
    }
  }

  private func result<Number: SignedInteger>(_ call: String, _ body: () -> Number) -> Number {
    switch verdict(call) {
    case .pass, .half: return body()
    case .passAndDie:
      _ = body()
      errno = EIO
      return -1
    case .fail(let code):
      errno = code
      return -1
    }
  }

  package var calls: SystemCalls {
    let system = SystemCalls.system
    var calls = system
    calls.open = { path, flags, mode in
      self.result("open") {
        let descriptor = system.open(path, flags, mode)
        if descriptor >= 0 { self.state.withLock { _ = $0.descriptors.insert(descriptor) } }
        return descriptor
      }
    }
    calls.write = { self.written($0, $1) }
    calls.close = { self.closed($0) }
    calls.truncate = { descriptor, length in self.result("truncate") { system.truncate(descriptor, length) } }
    calls.setMode = { descriptor, mode in self.result("setMode") { system.setMode(descriptor, mode) } }
    calls.sync = { descriptor in self.result("sync") { system.sync(descriptor) } }
    calls.rename = { old, new in self.result("rename") { system.rename(old, new) } }
    calls.unlink = { path in self.result("unlink") { system.unlink(path) } }
    calls.makeFolder = { path, mode in self.result("makeFolder") { system.makeFolder(path, mode) } }
    return calls
  }

  private func written(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
    let system = SystemCalls.system
    switch verdict("write") {
    case .pass: return system.write(descriptor, bytes)
    case .half:
      let count = system.write(descriptor, UnsafeRawBufferPointer(rebasing: bytes.prefix(bytes.count / 2)))
      if !isDead, count > 0 { return count }
      errno = EIO
    case .passAndDie:
      _ = system.write(descriptor, bytes)
      errno = EIO
    case .fail(let code): errno = code
    }
    return -1
  }

  /// A file is closed even where that fails, unless the process is dead already.
  private func closed(_ descriptor: Int32) -> Int32 {
    if isDead { return -1 }
    return result("close") { Int32(0) } + finallyClosed(descriptor)
  }

  private func finallyClosed(_ descriptor: Int32) -> Int32 {
    let code = errno
    state.withLock { _ = $0.descriptors.remove(descriptor) }
    _ = SystemCalls.system.close(descriptor)
    errno = code
    return 0
  }
}
