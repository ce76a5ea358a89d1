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
  /// How many calls have been noted on the mistake that is on its way out.
  private var notedCalls = 0
  private let stackFloor: UInt

  /// The innermost calls that a mistake names; a recursion has thousands.
  private static let largestTrace = 8

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
    stackFloor = ThreadStack.floor(reserve: Self.stackReserve)
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

  /// Runs a function with the arguments in its slots; fills in the defaults of parameters without one.
  func run(_ function: UserFunction, _ frame: Frame) throws -> Value {
    guard ThreadStack.pointer() > stackFloor else { throw Diagnostic.tooDeep(function.name) }
    try work.checkpoint()
    for slot in function.parameters.indices where frame.slots[slot] == nil {
      frame.slots[slot] = try defaultValue(of: slot, function, frame)
    }
    return try function.code.run(frame)
  }

  @inline(never)
  private func defaultValue(of slot: Int, _ function: UserFunction, _ frame: Frame) throws -> Value {
    let parameter = function.parameters[slot]
    if let value = try parameter.defaultValue?(frame) { return value }
    let names = function.parameters.map(\.name).joined(separator: ", ")
    throw Diagnostic.missingArgument(parameter.name, of: function.name, help: "it takes \(names)")
  }
}

extension Evaluator {
  /// A mistake on its way out of a call, with the call added to its trace.
  @inline(never)
  func noting(_ error: any Error, callOf name: String, at span: Span, in source: SourceText) -> any Error {
    guard notedCalls < Self.largestTrace, var diagnostic = error as? Diagnostic,
      diagnostic.trace.count < Self.largestTrace
    else { return error }
    notedCalls += 1
    diagnostic.trace.append(Diagnostic.Frame(name: name, span: span, source: source))
    return diagnostic.at(span, in: source)
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
      notedCalls = 0
      let value = try overridden(statement) ?? run(statement, of: source)
      bare.complete(with: value)
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
