import Language

extension Lowering {
  /// A name as a value: a variable, a command, or a constant.
  func lowerName(_ name: String, _ span: Span) throws -> Evaluate {
    if name.hasPrefix("_") { scope.noteOutside(name) }
    if name.namesResult { return name == "_partial" ? lowerPartial(span) : lowerResult(name, span) }
    let lookup = try scope.lookup(name)
    let otherwise = commands[name].map { Value.function(.command($0)) } ?? Constants.value(of: name)
    let missing = Evaluate { [context] frame in
      if let value = lookup.value(in: frame) ?? otherwise { return value }
      throw context.unknown(name, span, frame)
    }
    switch lookup {
    case .slot(let slot), .slotElse(let slot, _):
      return Evaluate { frame in
        // Most are numbers, and hold nothing that a copy would have to count.
        if case .number(let number)? = frame.slots[slot] { return .number(number) }
        return try frame.slots[slot] ?? missing(frame)
      }
    default: return missing
    }
  }

  /// What the last interrupted cell had.
  private func lowerPartial(_ span: Span) -> Evaluate {
    Evaluate { [context] frame in
      guard let value = frame.evaluator.bare.partial else {
        throw context.diagnostic(.noResult("_partial"), span)
      }
      return value
    }
  }

  /// `_` is the last result, `_12` the result of statement 12.
  private func lowerResult(_ name: String, _ span: Span) -> Evaluate {
    let number = Int(name.dropFirst())
    return Evaluate { [context] frame in
      let session = frame.evaluator.bare
      guard let value = name == "_" ? session.last : number.flatMap(session.result) else {
        throw context.diagnostic(.noResult(name), span)
      }
      return value
    }
  }
}

extension String {
  /// Whether the name stands for a result, not for a variable: `_`, `_12`, `_partial`.
  var namesResult: Bool { self == "_partial" || hasPrefix("_") && dropFirst().allSatisfy(\.isNumber) }
}
