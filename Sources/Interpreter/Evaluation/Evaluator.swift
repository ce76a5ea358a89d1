import Display
import Execution
import Language
import RandomStreams

/// Runs statements on a session's state. One evaluator lives for one cell, or for one point of a sweep.
final class Evaluator {
  let commands: CommandTable
  let work: Work
  let show: ([DisplayBlock]) -> Void
  var state: SessionState
  /// The path of a sweep point; the key's own for top-level code.
  let path: StreamKey?
  /// The number of streams handed out in this statement (or sweep point).
  var draws: UInt64 = 0
  /// Values given on the command line for top-level assignments: `--set alpha=2`.
  var overrides: [String: Value] = [:]
  private var callDepth = 0
  private let stackFloor: UInt

  /// Deeper recursion than this is taken for an endless one, even where the stack would hold it.
  static let largestCallDepth = 100_000

  /// Kept free for the deepest expression one call may evaluate and for the commands it may reach.
  private static let stackReserve: UInt = 48 << 20

  init(
    state: SessionState, commands: CommandTable, work: Work, path: StreamKey? = nil,
    show: @escaping ([DisplayBlock]) -> Void
  ) {
    self.state = state
    self.commands = commands
    self.work = work
    self.path = path
    self.show = show
    stackFloor = ThreadStack.floor(reserve: Self.stackReserve)
  }

  /// Whether this is a point of a sweep, where the session itself cannot be changed.
  var isParallel: Bool { path != nil }

  /// The key of the random numbers of the statement that runs now.
  var streamKey: StreamKey {
    path ?? StreamKey(seed: state.seed, statement: UInt64(state.statementCount), path: 0)
  }

  /// Calls a function of the user with its parameters' slots filled.
  func enter(_ function: UserFunction, _ frame: Frame) throws -> Value {
    callDepth += 1
    defer { callDepth -= 1 }
    guard callDepth < Self.largestCallDepth, ThreadStack.pointer() > stackFloor else {
      throw Diagnostic.tooDeep(function.name)
    }
    try work.checkpoint()
    return try function.body(frame)
  }
}
