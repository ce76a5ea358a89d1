import Language

/// What a script parses to, as s-expressions, one statement a line.
func dump(_ text: String) throws(Diagnostic) -> String {
  try Parser.parse(SourceText(text, name: "input")).statements.map(dump).joined(separator: "\n")
}

/// The mistake in a script, or `nil`.
func mistake(_ text: String) -> Diagnostic? {
  do throws(Diagnostic) {
    _ = try Parser.parse(SourceText(text, name: "input"))
    return nil
  } catch {
    return error
  }
}

func dump(_ statement: Statement) -> String {
  switch statement.kind {
  case .definition(let definition):
    let parameters = definition.parameters.map { parameter in
      parameter.name.text + (parameter.defaultValue.map { ":" + dump($0) } ?? "")
    }
    return "(func \(definition.name.text) [\(parameters.joined(separator: " "))] \(dump(definition.body)))"
  case .forLoop(let variable, let sequence, let body):
    return "(for \(variable.text) \(dump(sequence)) \(dump(body)))"
  case .whileLoop(let condition, let body): return "(while \(dump(condition)) \(dump(body)))"
  case .assignment(let place, let assignment, let value):
    let subscripts = place.subscripts.map { "[\($0.map(dump).joined(separator: " "))]" }.joined()
    return "(\(assignment.rawValue) \(place.name.text)\(subscripts) \(dump(value)))"
  case .returning(let value): return value.map { "(return \(dump($0)))" } ?? "(return)"
  case .breaking: return "(break)"
  case .continuing: return "(continue)"
  case .expression(let expression): return dump(expression)
  }
}

func dump(_ block: Block) -> String { "{\(block.statements.map(dump).joined(separator: "; "))}" }

func dump(_ expression: Expression) -> String {
  switch expression.kind {
  case .number(let value): return value == value.rounded() && abs(value) < 1e15 ? "\(Int(value))" : "\(value)"
  case .text(let parts):
    let contents = parts.map { part in
      switch part {
      case .literal(let text): "\"\(text)\""
      case .interpolation(let expression): dump(expression)
      }
    }
    return contents.count == 1 && contents[0].hasPrefix("\"")
      ? contents[0] : "(text\(contents.map { " " + $0 }.joined()))"
  case .boolean(let value): return "\(value)"
  case .nothing: return "nothing"
  case .name(let name): return name
  case .list(let items): return "(list\(items.map { " " + dump($0) }.joined()))"
  case .unary(let operation, let operand): return "(\(operation.rawValue) \(dump(operand)))"
  case .binary(let operation, let left, let right, _):
    return "(\(operation.rawValue) \(dump(left)) \(dump(right)))"
  case .range(let lower, let upper, let isClosed, let step):
    return
      "(\(isClosed ? "..." : "..<") \(dump(lower)) \(dump(upper))\(step.map { " by " + dump($0) } ?? ""))"
  case .call(let call):
    let arguments = call.arguments.map { argument in
      " " + (argument.label.map { $0.text + ":" } ?? "") + dump(argument.value)
    }
    return "(call \(dump(call.callee))\(arguments.joined()))"
  case .member(let base, let name): return "(. \(dump(base)) \(name.text))"
  case .index(let base, let indices): return "(index \(([base] + indices).map(dump).joined(separator: " ")))"
  case .lambda(let parameter, let body): return "(-> \(parameter.text) \(dump(body)))"
  case .sweep(let variables, let body):
    let heads = variables.map { "(\($0.name.text) \(dump($0.sequence)))" }
    return "(sweep \(heads.joined(separator: " ")) \(dump(body)))"
  case .conditional(let condition, let block, let otherwise):
    return "(if \(dump(condition)) \(dump(block))\(otherwise.map { " " + dump($0) } ?? ""))"
  }
}
