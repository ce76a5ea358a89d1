import Display
import Execution
import Language
import RandomStreams

/// What a command sees of the session while it runs.
package struct CommandContext {
  let frame: Frame

  private var evaluator: Evaluator { frame.evaluator }

  /// The licence to compute: cancellation, progress, cores.
  package var work: Work { evaluator.work }

  package var commands: CommandTable { evaluator.commands }

  /// The session as it stands in the middle of this statement.
  package var session: SessionState { evaluator.session }

  /// A stream of random numbers of this call's own, keyed by seed, statement, sweep point and the call's
  /// place in the statement.
  package func stream() -> RandomStream { evaluator.stream() }

  /// Keeps what a long command has so far as `_partial`, should it be interrupted; points of a sweep have nothing to keep.
  package func keep(_ partial: Value) {
    if !evaluator.isParallel { evaluator.partial = partial }
  }

  /// Shows something before the statement ends.
  package func show(_ blocks: [DisplayBlock]) { evaluator.show(blocks) }

  /// Shows what is about the program or the machine, as help, and of which no journal is kept.
  package func inform(_ blocks: [DisplayBlock]) { evaluator.inform(blocks) }

  /// A time that was just measured, or the one on record where a cell runs again.
  package func reading(_ seconds: Double) -> Double { evaluator.reading(seconds) }

  /// The member of a value; times that an object holds are read.
  package func member(_ name: String, of value: Value) -> Value? { evaluator.member(name, of: value) }

  /// Shows what is about the running and no part of the result.
  package func note(_ blocks: [DisplayBlock]) { evaluator.note(blocks) }

  /// Where results of long computations are kept, if they are.
  package var results: ResultStore? { evaluator.keepsFiles ? nil : evaluator.results }

  /// Runs code without looking for results of earlier runs.
  package func runAfresh(_ code: CodeArgument) throws -> Value {
    let results = evaluator.results
    evaluator.results = nil
    defer { evaluator.results = results }
    return try run(code)
  }

  /// Whether a file that exists stays as it is, because a cell that wrote it runs again.
  package var keepsFiles: Bool { evaluator.keepsFiles }

  /// Changes the session itself; only for commands that declare the effect `.session`.
  package func changeSession(_ change: (inout SessionState) throws -> Void) throws {
    try evaluator.changeSession(change)
  }

  package func read(_ place: VariablePlace) throws -> Value {
    guard let value = frame.slots[place.slot] else {
      throw Diagnostic.unknownName(place.name, suggestion: nil)
    }
    return value
  }

  package func assign(_ value: Value, to place: VariablePlace) { frame.slots[place.slot] = value }

  /// Puts a value into the variable's; gives the variable's value then.
  package func add(_ new: Value, to place: VariablePlace, by addition: Command.Addition) throws -> Value {
    guard try frame.add(new, to: place.slot, by: addition) else {
      throw Diagnostic.unknownName(place.name, suggestion: nil)
    }
    return try read(place)
  }

  /// Runs code that was handed over unevaluated.
  package func run(_ code: CodeArgument) throws -> Value { try code.evaluate(frame) }

  /// The boolean that code gives; throws where it gives anything else, and says what a mask needs.
  package func decide(_ code: CodeArgument, of role: String) throws -> Bool {
    let value = try run(code)
    guard case .boolean(let boolean) = value else {
      throw Diagnostic.wrongKind(
        role, expected: "a boolean", found: value.described, help: value.conditionHelp)
    }
    return boolean
  }

  /// Calls a function value.
  package func call(_ function: Function, _ arguments: [Value]) throws -> Value {
    try evaluator.call(function, arguments, frame: frame)
  }

  /// Runs another script's statements as statements of this session.
  package func runScript(_ text: String, name: String) throws { try evaluator.runScript(text, name: name) }
}
