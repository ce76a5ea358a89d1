import Language

extension Evaluator {
  /// Fills in the defaults of parameters without an argument, and runs the body.
  func finish(_ function: UserFunction, _ frame: Frame) throws -> Value {
    for parameter in function.parameters where frame.locals[parameter.slot] == nil {
      guard let defaultValue = parameter.defaultValue else {
        throw Diagnostic.missingArgument(
          parameter.name, of: function.name,
          help: "its arguments are \(function.parameters.map(\.name).joined(separator: ", "))")
      }
      frame.locals[parameter.slot] = try defaultValue(frame)
    }
    return try enter(function, frame)
  }

  /// Calls a function value with positional arguments.
  func call(_ function: Function, _ arguments: [Value], frame: Frame) throws -> Value {
    switch function {
    case .user(let user):
      guard arguments.count <= user.parameters.count else {
        throw Diagnostic.tooManyArguments(of: user.name, takes: user.parameters.count)
      }
      let inner = Frame(evaluator: self, function: user, captures: user.captures, size: user.frameSize)
      for (slot, value) in arguments.enumerated() { inner.locals[slot] = value }
      return try finish(user, inner)
    case .command(let command):
      let open = command.parameters.filter { $0.evaluation == .value && $0.arity == .one }
      guard arguments.count <= open.count else {
        throw Diagnostic.tooManyArguments(of: command.name, takes: open.count)
      }
      var byName: [String: Arguments.Argument] = [:]
      for (parameter, value) in zip(open, arguments) {
        byName[parameter.name] = .value(try parameter.check(value, of: command.name))
      }
      for parameter in command.parameters where byName[parameter.name] == nil {
        switch (parameter.arity, parameter.defaultValue) {
        case (.rest, _): byName[parameter.name] = .value(.list([]))
        case (.fields, _): byName[parameter.name] = .value(.record(Record()))
        case (.one, .required): throw Diagnostic.missingArgument(parameter.name, of: command.name)
        case (.one, .value(let value)): byName[parameter.name] = .value(value)
        case (.one, .absent): break
        }
      }
      return try command.run(
        Arguments(command: command.name, byName: byName, spans: [:]), CommandContext(frame: frame))
    }
  }
}
