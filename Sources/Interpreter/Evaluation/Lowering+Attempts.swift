import Language

/// `try`: a block that may fail.
extension Lowering {
  /// For its value.
  func lowerAttempt(_ block: Block, _ message: Name?, _ otherwise: Block?) throws -> Evaluate {
    let attempt = try attempt(block, message)
    let (first, second) = (try lowerValue(block), try otherwise.map { try lowerValue($0) })
    return Evaluate { frame in
      try attempt.run(in: frame) {
        try first(frame)
      } otherwise: {
        try second?(frame) ?? .nothing
      }
    }
  }

  /// For what it does.
  func lowerAttemptedFlow(_ block: Block, _ message: Name?, _ otherwise: Block?) throws -> Execute {
    let attempt = try attempt(block, message)
    let (first, second) = (try lower(block), try otherwise.map { try lower($0) })
    return Execute { frame in
      try attempt.run(in: frame) {
        try first(frame)
      } otherwise: {
        try second?(frame) ?? .onward
      }
    }
  }

  private func attempt(_ block: Block, _ message: Name?) throws -> Attempt {
    let names = AssignedNames(in: block, commands: commands).names
    return Attempt(
      slots: try names.compactMap { try scope.target($0) }, message: try message.map { try variable($0) },
      span: block.span, context: context)
  }
}

/// Runs a block; where it fails, undoes what it did to variables and to the session, and draws no random numbers.
private struct Attempt: Sendable {
  /// The variables that the block gives values to.
  let slots: [Int]
  /// The variable for what went wrong.
  let message: Int?
  let span: Span
  let context: SourceContext

  func run<Result>(
    in frame: Frame, _ body: () throws -> Result, otherwise: () throws -> Result
  ) throws -> Result {
    let savepoint = Savepoint(frame, slots)
    do {
      defer { savepoint.close(in: frame) }
      return try body()
    } catch {
      // Ctrl-C, a shortage of memory and `quit` are no errors of the block.
      guard let diagnostic = SourceContext.placed(error, span, context.source) as? Diagnostic,
        !diagnostic.isShortage
      else {
        throw error
      }
      try savepoint.restore(in: frame)
      if let message { frame.slots[message] = .text(diagnostic.message) }
    }
    return try otherwise()
  }
}

/// What a block that may fail can change, as it was before.
final class Savepoint {
  private let values: [(slot: Int, value: Value?)]
  private let session: SessionState
  private let draws: UInt64
  private let notedCalls: Int
  /// All variables of the session, as they were before something other than an assignment changed them.
  private var globals: Globals?

  fileprivate init(_ frame: Frame, _ slots: [Int]) {
    values = slots.map { ($0, frame.slots[$0]) }
    let evaluator = frame.evaluator
    (session, draws, notedCalls) = (evaluator.bare, evaluator.draws, evaluator.notedCalls)
    evaluator.savepoints.append(self)
  }

  fileprivate func close(in frame: Frame) { frame.evaluator.savepoints.removeLast() }

  /// Called before a script that runs in the block, or a command, changes the session as a whole.
  func keep(_ globals: Globals) { self.globals = self.globals ?? globals }

  fileprivate func restore(in frame: Frame) throws {
    let evaluator = frame.evaluator
    if let globals { try evaluator.globals.restore(globals) }
    for (slot, value) in values { frame.slots[slot] = value }
    (evaluator.bare, evaluator.draws, evaluator.notedCalls) = (session, draws, notedCalls)
  }
}

extension Evaluator {
  /// Called before the session is changed as a whole: blocks that may still fail get it back.
  func keepForSavepoints() {
    guard !savepoints.isEmpty else { return }
    let globals = globals.globals
    for savepoint in savepoints { savepoint.keep(globals) }
  }
}
