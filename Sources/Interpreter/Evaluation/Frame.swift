import Language

/// A lowered expression: names resolved to slots, ready to run any number of times.
typealias Evaluate = @Sendable (Frame) throws -> Value

/// The running instance of a function body, of a sweep point, or of top-level code (which has no slots of its own).
package final class Frame {
  /// How a statement ended, other than by falling through.
  enum Flow { case normal, breaking, continuing, returning }

  let evaluator: Evaluator
  let function: UserFunction?
  let captures: [Value?]
  var locals: [Value?]
  var flow = Flow.normal

  init(evaluator: Evaluator, function: UserFunction? = nil, captures: [Value?] = [], size: Int = 0) {
    self.evaluator = evaluator
    self.function = function
    self.captures = captures
    locals = Array(repeating: nil, count: size)
  }

  func read(_ target: VariableTarget) -> Value? {
    switch target {
    case .global(let slot): evaluator.state.globals.values[slot]
    case .local(let slot): locals[slot]
    }
  }

  func write(_ value: Value, to target: VariableTarget) {
    switch target {
    case .global(let slot): evaluator.state.globals.values[slot] = value
    case .local(let slot): locals[slot] = value
    }
  }

  /// Takes the value out, so that a change of one element finds it unshared and copies nothing.
  func take(_ target: VariableTarget) -> Value? {
    switch target {
    case .global(let slot):
      defer { evaluator.state.globals.values[slot] = nil }
      return evaluator.state.globals.values[slot]
    case .local(let slot):
      defer { locals[slot] = nil }
      return locals[slot]
    }
  }
}
