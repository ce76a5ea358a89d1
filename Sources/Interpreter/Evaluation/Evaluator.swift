import Display
import Execution
import Language
import RandomStreams

/// Runs statements on a session's state. One evaluator lives for one cell, or for one point of a sweep.
final class Evaluator {
  let commands: CommandTable
  let work: Work
  let show: ([DisplayBlock]) -> Void
  let globals: GlobalSlots
  /// The session without its variables, which live in `globals` for as long as the cell runs.
  var bare: SessionState
  /// The path of a sweep point; `nil` for top-level code.
  private let path: StreamKey?
  /// The number of streams handed out in this statement (or sweep point).
  var draws: UInt64 = 0
  /// Values given on the command line for top-level assignments: `--set alpha=2`.
  var overrides: [String: Value] = [:]
  /// Where results of long computations are kept; `nil` where each is to be computed.
  var results: ResultStore?
  /// What the statement that runs now has used again.
  var reuse = Reuse()
  /// Shows what is about the running and no part of the result.
  var note: ([DisplayBlock]) -> Void = { _ in }
  /// Whether files that exist stay as they are.
  var keepsFiles = false
  /// Reads the times that the cell measures.
  var times = TimeReader(recorded: MeasuredTimes())
  /// Shows what is about the program or the machine, and no part of what the cell gives.
  var inform: ([DisplayBlock]) -> Void = { _ in }
  /// What the statement that runs now has so far, worth keeping should it be interrupted.
  var partial: Value?
  /// Where the variables of running functions live.
  let stack = SlotStack()
  /// What the `return` gave that is on its way out of its function.
  private var returned = Value.nothing
  /// The blocks under way that may fail, outermost first.
  var savepoints: [Savepoint] = []
  /// How many scripts run each other now.
  var scriptDepth = 0
  /// How many calls have been noted on the error that is on its way out.
  var notedCalls = 0
  /// Below it no call may begin.
  let stackFloor: UInt

  /// Kept free for the deepest expression one call may evaluate and for the commands it may reach.
  private static let stackReserve: UInt = 48 << 20

  init(
    _ session: SessionState, globals: GlobalSlots, commands: CommandTable, work: Work, path: StreamKey? = nil,
    show: @escaping ([DisplayBlock]) -> Void
  ) {
    bare = session
    bare.globals = Globals()
    self.globals = globals
    self.commands = commands
    self.work = work
    self.path = path
    self.show = show
    stackFloor = ThreadStack.floor(reserve: Self.stackReserve)
  }

  /// Gives a function its value, which `takeReturned` takes where the function ends.
  func setReturned(_ value: Value) { returned = value }

  func takeReturned() -> Value {
    defer { returned = .nothing }
    return returned
  }

  /// The session as it stands now.
  var session: SessionState {
    var session = bare
    session.globals = globals.globals
    return session
  }

  func changeSession(_ change: (inout SessionState) throws -> Void) throws {
    keepForSavepoints()
    var session = session
    try change(&session)
    try globals.restore(session.globals)
    bare = session
    bare.globals = Globals()
  }

  /// Whether this is a point of a sweep, where the session itself cannot be changed.
  var isParallel: Bool { path != nil }

  /// The key of the random numbers of the statement that runs now.
  var streamKey: StreamKey {
    path ?? StreamKey(seed: bare.seed, statement: UInt64(bare.statementCount))
  }

  /// A stream of random numbers that no other call in this statement has.
  func stream() -> RandomStream {
    draws += 1
    return streamKey.stream(draw: draws)
  }

  /// The key of a sweep, which takes part in the count of draws, so that two sweeps in a statement differ.
  func sweepKey() -> StreamKey {
    draws += 1
    return streamKey.child(Int(truncatingIfNeeded: draws))
  }
}
