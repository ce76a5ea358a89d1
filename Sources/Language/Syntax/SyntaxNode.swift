/// A part of a syntax tree: whoever looks for something in a tree walks it from part to part, and knows only
/// the forms it looks for.
package enum SyntaxNode: Sendable {
  case statement(Statement)
  case block(Block)
  case expression(Expression)

  package var span: Span {
    switch self {
    case .statement(let statement): statement.span
    case .block(let block): block.span
    case .expression(let expression): expression.span
    }
  }

  /// Calls `visit` with each part directly below this one, in the order of the text.
  package func forEachChild(_ visit: (SyntaxNode) throws -> Void) rethrows {
    switch self {
    case .statement(let statement): try statement.kind.forEachChild(visit)
    case .block(let block): for statement in block.statements { try visit(.statement(statement)) }
    case .expression(let expression): try expression.kind.forEachChild(visit)
    }
  }

  /// 1 for a leaf, else one more than the highest part.
  var height: Int {
    switch self {
    case .statement(let statement): statement.kind.height
    case .block(let block): block.height
    case .expression(let expression): expression.height
    }
  }
}

extension Statement.Kind {
  fileprivate func forEachChild(_ visit: (SyntaxNode) throws -> Void) rethrows {
    switch self {
    case .definition(let definition):
      for parameter in definition.parameters { try parameter.defaultValue.map { try visit(.expression($0)) } }
      try visit(.block(definition.body))
    case .forLoop(_, let sequence, let body):
      try visit(.expression(sequence))
      try visit(.block(body))
    case .whileLoop(let condition, let body):
      try visit(.expression(condition))
      try visit(.block(body))
    case .assignment(let places, _, let value):
      for place in places {
        for case .subscripts(let subscripts) in place.steps { try subscripts.forEachChild(visit) }
      }
      try visit(.expression(value))
    case .returning(let value): try value.map { try visit(.expression($0)) }
    case .breaking, .continuing: break
    case .expression(let expression): try visit(.expression(expression))
    }
  }

  var height: Int {
    var highest = 0
    forEachChild { highest = max(highest, $0.height) }
    return highest + 1
  }
}

extension [Subscript] {
  fileprivate func forEachChild(_ visit: (SyntaxNode) throws -> Void) rethrows {
    for subscripted in self {
      switch subscripted {
      case .index(let index): try visit(.expression(index))
      case .slice(let slice):
        for part in [slice.lower?.value, slice.upper?.value, slice.step] {
          try part.map { try visit(.expression($0)) }
        }
      }
    }
  }
}

extension Expression.Kind {
  fileprivate func forEachChild(_ visit: (SyntaxNode) throws -> Void) rethrows {
    switch self {
    case .number, .boolean, .nothing, .name: break
    case .text(let parts): for case .interpolation(let inner) in parts { try visit(.expression(inner)) }
    case .list(let items): for item in items { try visit(.expression(item)) }
    case .unary(_, let operand): try visit(.expression(operand))
    case .binary(_, let left, let right, _):
      try visit(.expression(left))
      try visit(.expression(right))
    case .range(let lower, let upper, _, let step):
      try visit(.expression(lower))
      try visit(.expression(upper))
      try step.map { try visit(.expression($0)) }
    case .call(let call):
      try visit(.expression(call.callee))
      for argument in call.arguments { try visit(.expression(argument.value)) }
    case .member(let base, _): try visit(.expression(base))
    case .index(let base, let indices):
      try visit(.expression(base))
      try indices.forEachChild(visit)
    case .lambda(_, let body): try visit(.block(body))
    case .sweep(let variables, let body):
      for variable in variables { try visit(.expression(variable.sequence)) }
      try visit(.block(body))
    case .conditional(let condition, let block, let otherwise):
      try visit(.expression(condition))
      try visit(.block(block))
      try otherwise.map { try visit(.block($0)) }
    case .attempt(let block, _, let otherwise):
      try visit(.block(block))
      try otherwise.map { try visit(.block($0)) }
    }
  }

  /// The parser bounds it, because whoever walks or frees a tree recurses, and `1 + 1 + 1 + …` is as high as
  /// it is long.
  var height: Int {
    var highest = 0
    forEachChild { highest = max(highest, $0.height) }
    return highest + 1
  }
}
