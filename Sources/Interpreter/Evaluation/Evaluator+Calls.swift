import Language

extension Evaluator {
  /// Fills in the defaults of parameters without an argument, and runs the body.
  func finish(_ function: UserFunction, _ frame: Frame) throws -> Value {
    for parameter in function.parameters where frame.slots[parameter.slot] == nil {
      guard let defaultValue = parameter.defaultValue else {
        throw Diagnostic.missingArgument(
          parameter.name, of: function.name,
          help: "it takes \(function.parameters.map(\.name).joined(separator: ", "))")
      }
      frame.slots[parameter.slot] = try defaultValue(frame)
    }
    return try enter(function, frame)
  }

  /// Calls a function value with positional arguments.
  func call(_ function: Function, _ values: [Value], frame: Frame) throws -> Value {
    switch function {
    case .user(let user):
      guard values.count <= user.parameters.count else {
        throw Diagnostic.tooManyArguments(of: user.name, takes: user.parameters.count)
      }
      let inner = Frame(evaluator: self, function: user, captures: user.captures, size: user.code.frameSize)
      for (slot, value) in values.enumerated() { inner.slots[slot] = value }
      return try finish(user, inner)
    case .command(let command):
      let open = command.parameters.filter { $0.evaluation == .value && $0.arity == .one }
      guard values.count <= open.count else {
        throw Diagnostic.tooManyArguments(of: command.name, takes: open.count)
      }
      var arguments = Arguments(of: command, in: nil)
      for (parameter, value) in zip(open, values) { try arguments.add(.value(value), for: parameter) }
      return try arguments.run(in: frame)
    }
  }
}
