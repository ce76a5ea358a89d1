import ArgumentParser
import CommandLibrary
import Execution
import Foundation
import Interpreter

extension ResultStore {
  /// The store of this user: `$XDG_CACHE_HOME/replica/results`, or in ~/.cache; `$REPLICA_CACHE_LIMIT` bytes at most. `nil` without a home
  /// folder, or with a limit of 0.
  static func standard(isFresh: Bool) -> ResultStore? {
    let environment = ProcessInfo.processInfo.environment
    let cache = environment["XDG_CACHE_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil }
    let limit =
      environment["REPLICA_CACHE_LIMIT"].flatMap(Memory.bytes) ?? defaultLimit
    guard limit > 0, let folder = cache ?? environment["HOME"].map({ $0 + "/.cache" }) else { return nil }
    return ResultStore(
      folder: folder + "/replica/results", build: build, limit: limit, isFresh: isFresh,
      objects: storableObjects)
  }

  /// Tells builds of the program apart by the time and size of its file.
  private static var build: String {
    var status = stat()
    guard stat("/proc/self/exe", &status) == 0 else { return Replica.program }
    return "\(Replica.program) \(status.st_size) \(status.st_mtim.tv_sec).\(status.st_mtim.tv_nsec)"
  }
}

/// `--fresh`, for whatever runs code.
struct Freshness: ParsableArguments {
  @Flag(help: "Compute everything anew instead of using kept results of earlier runs.")
  var fresh = false

  var results: ResultStore? { .standard(isFresh: fresh) }
}
