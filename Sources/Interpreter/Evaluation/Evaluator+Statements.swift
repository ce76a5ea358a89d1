import Execution
import Language

extension Evaluator {
  /// Scripts that run scripts nest no deeper than this.
  private static let largestScriptDepth = 32

  /// Runs top-level statements in order, counting each that completes.
  func execute(
    _ statements: ArraySlice<Statement>, of source: SourceText, completed: (CompletedStatement) -> Void
  ) throws {
    // A script that runs in the middle of a statement leaves the draws before it alone.
    let firstDraw = draws
    for statement in statements {
      try work.checkpoint()
      draws = firstDraw
      notedCalls = 0
      let names = AssignedNames(in: Block([statement], statement.span), commands: commands).names
      // Which of a loop's values a variable has is not known until it ends.
      if statement.hasBlocks { for name in names { bare.origins[name] = nil } }
      let value = try overridden(statement) ?? run(statement, of: source)
      bare.complete(with: value)
      let origin = Origin(source: source, offset: statement.span.start, cell: bare.statementCount)
      for name in names { bare.origins[name] = origin }
      noteReuse()
      completed(CompletedStatement(statement, number: bare.statementCount, value: value, in: source))
    }
    draws = firstDraw
  }

  private func run(_ statement: Statement, of source: SourceText) throws -> Value {
    let scope = Scope { [globals] in try globals.slot(of: $0) }
    let lowered = try Lowering(source: source, commands: commands, scope: scope).lowerValue(statement)
    return try lowered(Frame(evaluator: self))
  }

  /// The value that takes the place of a top-level assignment's right-hand side.
  private func overridden(_ statement: Statement) throws -> Value? {
    guard let name = statement.assignedName, let value = overrides[name] else { return nil }
    globals.slots[try globals.slot(of: name)] = value
    return value
  }

  /// Runs another script's statements as statements of this session; `quit` ends it.
  func runScript(_ text: String, name: String) throws {
    guard scriptDepth < Self.largestScriptDepth, ThreadStack.pointer() > stackFloor else {
      throw Diagnostic.tooDeep(name)
    }
    let source = SourceText(text, name: name)
    let script = try Parser.parse(source)
    keepForSavepoints()
    scriptDepth += 1
    defer { scriptDepth -= 1 }
    do {
      try execute(script.statements[...], of: source) { statement in
        if statement.isShown { show(statement.value.show()) }
      }
    } catch SessionControl.quit {
    } catch SessionControl.history {
      throw Diagnostic.historyInCompany
    } catch SessionControl.lesson {
      throw Diagnostic.lessonInCompany
    }
  }
}

extension Statement {
  /// The command or function that the whole statement calls, `name …` or `name`.
  package var calledName: String? {
    guard case .expression(let expression) = kind else { return nil }
    switch expression.kind {
    case .name(let name): return name
    case .call(let call):
      guard case .name(let name) = call.callee.kind else { return nil }
      return name
    default: return nil
    }
  }

  /// Whether it is a loop, an `if` or a `try`.
  fileprivate var hasBlocks: Bool {
    switch kind {
    case .forLoop, .whileLoop: true
    case .expression(let expression): expression.hasBlocks
    default: false
    }
  }

  /// The name of a plain assignment, `name = …`.
  var assignedName: String? {
    guard case .assignment(let places, .set, _) = kind, places.count == 1, places[0].steps.isEmpty else {
      return nil
    }
    return places[0].name.text
  }
}

extension Expression {
  fileprivate var hasBlocks: Bool {
    switch kind {
    case .conditional, .attempt: true
    default: false
    }
  }
}
