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
  private(set) var bare: SessionState
  /// The path of a sweep point; `nil` for top-level code.
  private let path: StreamKey?
  /// The number of streams handed out in this statement (or sweep point).
  private var draws: UInt64 = 0
  /// Values given on the command line for top-level assignments: `--set alpha=2`.
  var overrides: [String: Value] = [:]
  /// How many scripts run each other now.
  private var scriptDepth = 0
  private let stackFloor: UInt

  /// Calls that take more of the stack than this are taken for an endless recursion.
  private static let largestStack: UInt = 192 << 20

  /// Kept free for the deepest expression one call may evaluate and for the commands it may reach.
  private static let stackReserve: UInt = 48 << 20

  /// Scripts that run scripts nest no deeper than this.
  private static let largestScriptDepth = 32

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
    let here = ThreadStack.pointer()
    stackFloor = max(ThreadStack.floor(reserve: Self.stackReserve), here - min(here, Self.largestStack))
  }

  /// The session as it stands now.
  var session: SessionState {
    var session = bare
    session.globals = globals.globals
    return session
  }

  func changeSession(_ change: (inout SessionState) throws -> Void) throws {
    var session = session
    try change(&session)
    try globals.restore(session.globals)
    bare = session
    bare.globals = Globals()
  }

  /// Whether this is a point of a sweep, where the session itself cannot be changed.
  var isParallel: Bool { path != nil }

  /// The key of the random numbers of the statement that runs now.
  private var streamKey: StreamKey {
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

  /// Calls a function of the user with its parameters' slots filled.
  @inline(__always)
  func enter(_ function: UserFunction, _ frame: Frame) throws -> Value {
    guard ThreadStack.pointer() > stackFloor else { throw Diagnostic.tooDeep(function.name) }
    try work.checkpoint()
    return try function.code.run(frame)
  }
}

// MARK: Statements

extension Evaluator {
  /// Runs top-level statements in order, counting each that completes.
  func execute(
    _ statements: ArraySlice<Statement>, of source: SourceText, completed: (CompletedStatement) -> Void
  ) throws {
    // A script that runs in the middle of a statement leaves the draws before it alone.
    let firstDraw = draws
    for statement in statements {
      try work.checkpoint()
      draws = firstDraw
      let value = try overridden(statement) ?? run(statement, of: source)
      bare.statementCount += 1
      if value.kind != .nothing {
        bare.last = value
        bare.results[bare.statementCount] = value
      }
      completed(CompletedStatement(statement, number: bare.statementCount, value: value, in: source))
    }
    draws = firstDraw
  }

  private func run(_ statement: Statement, of source: SourceText) throws -> Value {
    let scope = Scope { [globals] in try globals.slot(of: $0) }
    let lowered = try Lowering(source: source, commands: commands, scope: scope).lowerValue(statement)
    return try lowered(Frame(evaluator: self))
  }

  /// The value that takes the place of a top-level assignment's right-hand side.
  private func overridden(_ statement: Statement) throws -> Value? {
    guard let name = statement.assignedName, let value = overrides[name] else { return nil }
    globals.slots[try globals.slot(of: name)] = value
    return value
  }

  /// Runs another script's statements as statements of this session; `quit` ends it.
  func runScript(_ text: String, name: String) throws {
    guard scriptDepth < Self.largestScriptDepth, ThreadStack.pointer() > stackFloor else {
      throw Diagnostic.tooDeep(name)
    }
    let source = SourceText(text, name: name)
    let script = try Parser.parse(source)
    scriptDepth += 1
    defer { scriptDepth -= 1 }
    do {
      try execute(script.statements[...], of: source) { statement in
        if statement.isShown { show(statement.value.show()) }
      }
    } catch SessionControl.quit {}
  }
}

extension Statement {
  /// The name of a plain assignment, `name = …`.
  var assignedName: String? {
    guard case .assignment(let place, .set, _) = kind, place.subscripts.isEmpty else { return nil }
    return place.name.text
  }
}
