import Language

/// What a script parses to, as s-expressions, one statement a line.
func dump(_ text: String) throws(Diagnostic) -> String {
  try Parser.parse(SourceText(text, name: "input")).statements.map(dump).joined(separator: "\n")
}

/// The error in a script, or `nil`.
func diagnostic(_ text: String) -> Diagnostic? {
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
  case .forLoop(let variables, let sequence, let body):
    let names = variables.map(\.text).joined(separator: " ")
    return "(for \(names) \(dump(sequence)) \(dump(body)))"
  case .whileLoop(let condition, let body): return "(while \(dump(condition)) \(dump(body)))"
  case .assignment(let places, let assignment, let value):
    return "(\(assignment.rawValue) \(places.map(dump).joined(separator: " ")) \(dump(value)))"
  case .returning(let value): return value.map { "(return \(dump($0)))" } ?? "(return)"
  case .breaking: return "(break)"
  case .continuing: return "(continue)"
  case .expression(let expression): return dump(expression)
  }
}

private func dump(_ place: Place) -> String {
  place.name.text
    + place.steps.map { step in
      switch step {
      case .member(let name): ".\(name.text)"
      case .subscripts(let subscripts): "[\(subscripts.map(dump).joined(separator: " "))]"
      }
    }.joined()
}

private func dump(_ subscripted: Subscript) -> String {
  func dump(_ end: Slice.End?) -> String {
    end.map { ($0.countsFromEnd ? "end" : "") + LanguageTests.dump($0.value) } ?? "_"
  }
  switch subscripted {
  case .index(let index): return LanguageTests.dump(index)
  case .slice(let slice):
    let step = slice.step.map { " by " + LanguageTests.dump($0) } ?? ""
    return "(\(slice.isClosed ? "..." : "..<") \(dump(slice.lower)) \(dump(slice.upper))\(step))"
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
  case .index(let base, let subscripts):
    return "(index \(dump(base)) \(subscripts.map(dump).joined(separator: " ")))"
  case .lambda(let parameters, let body):
    let names = parameters.map(\.text).joined(separator: " ")
    let isExpression = body.statements.count == 1 && body.span == body.statements[0].span
    return "(-> \(names) \(isExpression ? dump(body.statements[0]) : dump(body)))"
  case .sweep(let variables, let body):
    let heads = variables.map { "(\($0.name.text) \(dump($0.sequence)))" }
    return "(sweep \(heads.joined(separator: " ")) \(dump(body)))"
  case .conditional(let condition, let block, let otherwise):
    return "(if \(dump(condition)) \(dump(block))\(otherwise.map { " " + dump($0) } ?? ""))"
  case .attempt(let block, let message, let otherwise):
    let rest = (message.map { " " + $0.text } ?? "") + (otherwise.map { " " + dump($0) } ?? "")
    return "(try \(dump(block))\(rest))"
  }
}
