// The height of a tree: 1 for a leaf, else one more than its highest child. The parser bounds it, because whoever
// walks or frees a tree recurses, and `1 + 1 + 1 + …` is as high as it is long.

extension Expression.Kind {
  var height: Int {
    switch self {
    case .number, .boolean, .nothing, .name: 1
    case .text(let parts): 1 + parts.map(\.height).highest
    case .list(let items): 1 + items.map(\.height).highest
    case .unary(_, let operand): 1 + operand.height
    case .binary(_, let left, let right, _): 1 + max(left.height, right.height)
    case .range(let lower, let upper, _, let step):
      1 + max(lower.height, upper.height, step?.height ?? 0)
    case .call(let call): 1 + max(call.callee.height, call.arguments.map(\.value.height).highest)
    case .member(let base, _): 1 + base.height
    case .index(let base, let indices): 1 + max(base.height, indices.map(\.height).highest)
    case .lambda(_, let body): 1 + body.height
    case .sweep(let variables, let body): 1 + max(body.height, variables.map(\.sequence.height).highest)
    case .conditional(let condition, let block, let otherwise):
      1 + max(condition.height, block.height, otherwise?.height ?? 0)
    }
  }
}

extension TextPart {
  var height: Int {
    switch self {
    case .literal: 1
    case .interpolation(let expression): expression.height
    }
  }
}

extension Statement.Kind {
  var height: Int {
    switch self {
    case .definition(let definition):
      1 + max(definition.body.height, definition.parameters.map { $0.defaultValue?.height ?? 0 }.highest)
    case .forLoop(_, let sequence, let body): 1 + max(sequence.height, body.height)
    case .whileLoop(let condition, let body): 1 + max(condition.height, body.height)
    case .assignment(let place, _, let value):
      1 + max(value.height, place.subscripts.map { $0.map(\.height).highest }.highest)
    case .returning(let value): 1 + (value?.height ?? 0)
    case .breaking, .continuing: 1
    case .expression(let expression): 1 + expression.height
    }
  }
}

extension Sequence<Int> {
  var highest: Int { reduce(0, Swift.max) }
}
