import Language

extension Lowering {
  /// A name as a value: a local, a captured value, a variable of the session, or a command.
  func lowerName(_ name: String, _ span: Span) -> Evaluate {
    if name.hasPrefix("_") && name.dropFirst().allSatisfy(\.isNumber) { return lowerResult(name, span) }
    let read = reader(of: name)
    let command = commands[name]
    return { [site] frame in
      if let value = read(frame) { return value }
      if let command { return .function(.command(command)) }
      throw site.unknown(name, span, frame)
    }
  }

  /// Reads a variable; `nil` where it has no value (yet).
  func reader(of name: String) -> @Sendable (Frame) -> Value? {
    switch scope.resolve(name) {
    case .local(let slot):
      if scope.parameters.contains(name) { return { $0.locals[slot] } }
      let outer = reader(scope.resolveOutside(name))
      return { $0.locals[slot] ?? outer($0) }
    case let resolution: return reader(resolution)
    }
  }

  private func reader(_ resolution: Scope.Resolution) -> @Sendable (Frame) -> Value? {
    switch resolution {
    case .local(let slot): { $0.locals[slot] }
    case .capture(let index): { $0.captures[index] }
    case .itself: { frame in frame.function.map { .function(.user($0)) } }
    case .global(let slot): { $0.evaluator.state.globals.values[slot] }
    }
  }

  /// Where an assignment to the name goes.
  func target(of name: String) -> VariableTarget {
    switch scope.resolve(name) {
    case .local(let slot): .local(slot)
    case .global(let slot): .global(slot)
    // A body's own assigned names are all local, so these two cannot be assignment targets.
    case .capture, .itself: .local(0)
    }
  }

  /// `_` is the last result, `_12` the result of statement 12.
  private func lowerResult(_ name: String, _ span: Span) -> Evaluate {
    let number = Int(name.dropFirst())
    return { [site] frame in
      let state = frame.evaluator.state
      guard let value = name == "_" ? state.last : number.flatMap({ state.results[$0] }) else {
        throw site.mistake(.noResult(name), span)
      }
      return value
    }
  }
}
