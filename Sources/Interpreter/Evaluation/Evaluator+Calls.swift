import Language

extension Evaluator {
  /// Calls a function value with positional arguments.
  func call(_ function: Function, _ values: [Value], frame: Frame) throws -> Value {
    switch function {
    case .user(let user):
      guard values.count <= user.parameters.count else {
        throw Diagnostic.tooManyArguments(of: user.name, takes: user.parameters.count)
      }
      let inner = Frame(evaluator: self, function: user)
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
