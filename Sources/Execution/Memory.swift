import CMalloc
import Foundation

/// The memory there is. The system ends a process that takes more, so large requests are refused before, and a computation whose many
/// small ones have used it up is stopped.
package enum Memory {
  /// Requests below this are not worth a look at how much is free.
  private static let smallBytes = 4 << 20

  /// Left for everything that does not ask.
  private static let keptBytes = 128 << 20

  /// Throws `MemoryShortage` where `count` items of that many bytes each do not fit.
  package static func require(bytes count: Int, each size: Int) throws(MemoryShortage) {
    let (bytes, overflow) = count.multipliedReportingOverflow(by: size)
    guard overflow || bytes > smallBytes else { return }
    let available = available
    guard overflow || bytes > available else { return }
    throw MemoryShortage(needed: Double(count) * Double(size), available: available)
  }

  /// What can still be asked for, in bytes: what the system says is free, within the limit of the process's
  /// control group and of `REPLICA_MEMORY_LIMIT`.
  package static var available: Int {
    max(0, min(free, remainingInGroup ?? .max, limit.map { $0 - resident } ?? .max) - keptBytes)
  }

  /// Whether nothing is left, and it is this process that has taken it: it holds a good part of what there is, and more than the bytes it
  /// held before.
  package static func isUsedUp(since heldBefore: Int) -> Bool {
    guard available == 0 else { return false }
    let total = min(
      Int(clamping: ProcessInfo.processInfo.physicalMemory), group("max") ?? .max, limit ?? .max)
    return resident > max(total / 4, heldBefore + keptBytes / 2)
  }

  /// The bytes this process holds.
  package static var resident: Int {
    let text = (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8)) ?? ""
    let pages = text.split(separator: " ").dropFirst().first.flatMap { Int($0) }
    return (pages ?? 0) * sysconf(Int32(_SC_PAGESIZE))
  }

  /// Gives the system what has been freed; without it, it stays with the process for its next requests.
  package static func giveBack() { malloc_trim(0) }

  /// The most this process may hold, in bytes: `REPLICA_MEMORY_LIMIT`.
  private static let limit = ProcessInfo.processInfo.environment["REPLICA_MEMORY_LIMIT"].flatMap(bytes)

  /// The number of bytes that a text says, such as 4e9; `nil` for what says none.
  package static func bytes(_ text: String) -> Int? {
    guard let number = Double(text), !number.isNaN else { return nil }
    return Int(max(0, min(number, 1e18)))
  }

  private static var free: Int {
    let text = (try? String(contentsOfFile: "/proc/meminfo", encoding: .utf8)) ?? ""
    let line = text.split(separator: "\n").first { $0.hasPrefix("MemAvailable:") }
    let kilobytes = line?.split(separator: " ").dropFirst().first.flatMap { Int($0) }
    return kilobytes.map { $0 << 10 } ?? Int(clamping: ProcessInfo.processInfo.physicalMemory / 2)
  }

  /// What the control group may still take; the contents of files that it holds count, but are given up when needed.
  private static var remainingInGroup: Int? {
    guard let limit = group("max"), let current = group("current") else { return nil }
    let statistics = (try? String(contentsOfFile: "/sys/fs/cgroup/memory.stat", encoding: .utf8)) ?? ""
    let files = statistics.split(separator: "\n").first { $0.hasPrefix("inactive_file ") }
    return max(0, limit - current + (files?.split(separator: " ").last.flatMap { Int($0) } ?? 0))
  }

  /// A number of the process's control group, in bytes.
  private static func group(_ name: String) -> Int? {
    let text = try? String(contentsOfFile: "/sys/fs/cgroup/memory.\(name)", encoding: .utf8)
    return text.flatMap { Int($0.trimmingCharacters(in: .whitespacesAndNewlines)) }
  }
}

/// A request for more memory than there is.
package struct MemoryShortage: Error, Hashable, Sendable, CustomStringConvertible {
  package let needed: Double
  package let available: Int

  package init(needed: Double, available: Int) {
    self.needed = needed
    self.available = available
  }

  /// "this needs 8 TB of memory, 5.2 GB are free".
  package var description: String {
    "this needs \(Memory.words(needed)) of memory, \(Memory.words(Double(available))) are free"
  }
}

extension Memory {
  /// A number of bytes as people say it: "5.2 GB".
  package static func words(_ bytes: Double) -> String {
    let units = ["bytes", "kB", "MB", "GB", "TB", "PB", "EB"]
    var (size, unit) = (bytes, 0)
    while size >= 1000, unit < units.count - 1 { (size, unit) = (size / 1000, unit + 1) }
    let digits = size < 10 ? (size * 10).rounded() / 10 : size.rounded()
    let text = digits == digits.rounded() && digits < 1e15 ? String(Int(digits)) : "\(digits)"
    return "\(text) \(units[unit])"
  }
}
