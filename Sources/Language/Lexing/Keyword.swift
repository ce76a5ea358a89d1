/// Words that cannot be names. Their help and what completion offers follow from here.
package enum Keyword: String, Sendable, CaseIterable {
  case `func`, `for`, `while`, `if`, `else`, `try`, `return`, `break`, `continue`, sweep, `in`, by
  case `true`, `false`, nothing, and, or, not

  /// What help says of a word.
  package struct Explanation: Sendable {
    package let summary: String
    package let example: String

    fileprivate init(_ summary: String, _ example: String) {
      (self.summary, self.example) = (summary, example)
    }
  }

  package var explanation: Explanation {
    switch self {
    case .func:
      Explanation("defines a function by an expression or a block", "func square(x) = x^2")
    case .for:
      Explanation(
        "runs a block for every element of a range, list, tensor, mask, table or text",
        "for i in 1...3 { print(i) }")
    case .while:
      Explanation("runs a block as long as a condition holds", "while x < 10 { x = 2 * x }")
    case .if:
      Explanation(
        "runs one of two blocks; as an expression it gives the value of the block that ran",
        "sign = if x < 0 { -1 } else { 1 }")
    case .else:
      Explanation(
        "begins the block that runs where the condition of an if does not hold, or a try fails",
        "if x < 0 { -1 } else { 1 }")
    case .try:
      Explanation(
        "gives the value of a block; where it fails, undoes what it did to variables and runs the block behind else",
        "try { load \"weights.npy\" } else message { print(message) }")
    case .return:
      Explanation("ends a function with a value", "func f(x) { return x + 1 }")
    case .break:
      Explanation("ends the innermost loop", "while true { break }")
    case .continue:
      Explanation("goes on with the next turn of the innermost loop", "for i in 1...3 { continue }")
    case .sweep:
      Explanation(
        "a table with a row for every value of its variables, computed on all cores",
        "sweep α in 0.5...2 by 0.5 { solve(alpha: α, beta: 20) }")
    case .in:
      Explanation(
        "stands between a variable and what it runs over, in for and sweep", "for i in [1, 2, 3] { print(i) }"
      )
    case .by:
      Explanation("gives the step of a range", "0...1 by 0.25")
    case .true:
      Explanation("the boolean of what holds", "1 < 2")
    case .false:
      Explanation("the boolean of what does not hold", "1 > 2")
    case .nothing:
      Explanation("the value of what has none", "nothing")
    case .and:
      Explanation(
        "true where both booleans are; the second is not looked at where the first is false",
        "x > 0 and x < 1")
    case .or:
      Explanation("true where one of two booleans is", "x < 0 or x > 1")
    case .not:
      Explanation("the other boolean", "not x == 1")
    }
  }

  /// Whether an expression can begin with it, so that `print not x` is a call and `x and y` is none.
  package var beginsExpression: Bool {
    switch self {
    case .true, .false, .nothing, .not, .if, .try, .sweep: true
    default: false
    }
  }

  /// Whether it stands between two values.
  package var isOperator: Bool { self == .and || self == .or }
}
