import Execution
import Language

extension Evaluator {
  /// The innermost calls that an error names; a recursion has thousands.
  private static let largestTrace = 8

  /// Runs a function with its arguments, `count` of them, in the slots of their parameters; the others get
  /// their defaults.
  @inline(__always)
  func run(_ function: UserFunction, _ frame: Frame, given count: Int) throws -> Value {
    guard ThreadStack.pointer() > stackFloor else { throw Self.tooDeep(function) }
    try work.checkpoint()
    if count < function.parameterCount { try setDefaults(of: function, frame) }
    return try function.run(frame)
  }

  @inline(never)
  private static func tooDeep(_ function: UserFunction) -> any Error { Diagnostic.tooDeep(function.name) }

  @inline(never)
  private func setDefaults(of function: UserFunction, _ frame: Frame) throws {
    for (slot, parameter) in function.parameters.enumerated() where frame.slots[slot] == nil {
      guard let value = try parameter.defaultValue?(frame) else {
        let names = function.parameters.map(\.name).joined(separator: ", ")
        throw Diagnostic.missingArgument(parameter.name, of: function.name, help: "it takes \(names)")
      }
      frame.slots[slot] = value
    }
  }

  /// An error on its way out of a call, with the call added to its trace.
  @inline(never)
  func noting(_ error: any Error, callOf name: String, at span: Span, in source: SourceText) -> any Error {
    guard notedCalls < Self.largestTrace, var diagnostic = error as? Diagnostic,
      diagnostic.trace.count < Self.largestTrace
    else { return error }
    notedCalls += 1
    diagnostic.trace.append(Diagnostic.Frame(name: name, span: span, source: source))
    return diagnostic.at(span, in: source)
  }

  /// Calls a function value with positional arguments.
  func call(_ function: Function, _ values: [Value], frame: Frame) throws -> Value {
    switch function {
    case .user(let user):
      guard values.count <= user.parameters.count else {
        throw Diagnostic.tooManyArguments(of: user.name, takes: user.parameters.count)
      }
      let inner = Frame(of: user, calledFrom: frame)
      defer { inner.end(of: user) }
      for (slot, value) in values.enumerated() { inner.slots[slot] = value }
      return try run(user, inner, given: values.count)
    case .command(let command):
      let open = command.parameters.filter { $0.evaluation == .value && $0.arity == .one }
      guard values.count <= open.count else {
        throw Diagnostic.tooManyArguments(of: command.name, takes: open.count)
      }
      var arguments = Arguments(of: command, in: nil, work)
      for (parameter, value) in zip(open, values) { try arguments.add(.value(value), for: parameter) }
      return try arguments.run(in: frame)
    }
  }
}
