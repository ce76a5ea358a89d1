import Execution
import Language

extension Evaluator {
  /// The innermost calls that a mistake names; a recursion has thousands.
  private static let largestTrace = 8

  /// Runs a function with the arguments in its slots; fills in the defaults of parameters without one.
  func run(_ function: UserFunction, _ frame: Frame) throws -> Value {
    guard ThreadStack.pointer() > stackFloor else { throw Diagnostic.tooDeep(function.name) }
    try work.checkpoint()
    for slot in 0..<function.parameterCount {
      if case nil = frame.slots[slot] { frame.slots[slot] = try defaultValue(of: slot, function, frame) }
    }
    return try function.run(frame)
  }

  @inline(never)
  private func defaultValue(of slot: Int, _ function: UserFunction, _ frame: Frame) throws -> Value {
    let parameter = function.parameters[slot]
    if let value = try parameter.defaultValue?(frame) { return value }
    let names = function.parameters.map(\.name).joined(separator: ", ")
    throw Diagnostic.missingArgument(parameter.name, of: function.name, help: "it takes \(names)")
  }

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

  /// Calls a function value with positional arguments.
  func call(_ function: Function, _ values: [Value], frame: Frame) throws -> Value {
    switch function {
    case .user(let user):
      guard values.count <= user.parameters.count else {
        throw Diagnostic.tooManyArguments(of: user.name, takes: user.parameters.count)
      }
      let inner = Frame(of: user, in: self)
      defer { inner.end(of: user, in: self) }
      for (slot, value) in values.enumerated() { inner.slots[slot] = value }
      return try run(user, inner)
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
