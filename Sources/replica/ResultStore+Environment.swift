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
      folder: folder + "/replica/results", limit: limit, isFresh: isFresh, objects: storableObjects)
  }
}

/// `--fresh`, for whatever runs code.
struct Freshness: ParsableArguments {
  @Flag(help: "Compute everything anew instead of using kept results of earlier runs.")
  var fresh = false

  var results: ResultStore? { .standard(isFresh: fresh) }
}
