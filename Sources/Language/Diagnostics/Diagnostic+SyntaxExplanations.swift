extension Diagnostic {
  /// What a code stands for, for those who look it up.
  package struct Explanation: Sendable {
    package let code: String
    package let meaning: String
    /// A script that makes the mistake.
    package let example: String

    package init(_ code: String, _ meaning: String, example: String) {
      self.code = code
      self.meaning = meaning
      self.example = example
    }
  }

  /// Every kind of syntax mistake, by its code.
  package static let syntaxExplanations: [Explanation] = [
    Explanation(
      "E01", "A character that the language does not use, outside text in quotes.", example: "a && b"),
    Explanation("E02", "Text in quotes ends on the line where it begins.", example: "print \"abc"),
    Explanation(
      "E03", #"A backslash in text begins \n, \t, \", \\ or an interpolation \(…)."#, example: #""a\q""#),
    Explanation("E04", "A product is written with its operator: 2*x.", example: "2x"),
    Explanation("E05", "Numbers are double precision, below 1.8e308.", example: "1e999"),
    Explanation(
      "E10", "Expressions and blocks nest 256 levels deep, and a chain of operators has 2000 links, at most.",
      example: String(repeating: "(", count: 300)),
    Explanation("E11", "A value is missing, after an operator or between brackets.", example: "1 +* 2"),
    Explanation("E12", "A bracket, a separator or a word of the grammar is missing.", example: "f(1 2)"),
    Explanation(
      "E13", "A name is missing; words of the language cannot be names.", example: "sweep in x { }"),
    Explanation("E14", "Statements end with their line, or with `;`.", example: "1 2"),
    Explanation("E15", "Comparisons do not chain: write a < b and b < c.", example: "a < b < c"),
    Explanation("E16", "Only a name, or elements of it as in x[0], can be assigned.", example: "f(x) = 3"),
    Explanation("E17", "Words of the language cannot be assigned.", example: "for = 3"),
    Explanation("E18", "`=` assigns; equality is written `==`.", example: "if x = 1 { }"),
    Explanation(
      "E19", "Arguments are labelled with `:`, as in solve(alpha: 2).", example: "solve(alpha = 2)"),
    Explanation("E20", "A word of another language.", example: "let x = 1"),
    Explanation("E21", "Each parameter of a function has a name of its own.", example: "func f(x, x) = x"),
    Explanation(
      "E22", "`break` and `continue` belong in a loop, `return` in a function; a sweep's body is in neither.",
      example: "break"),
    Explanation("E23", "A number has digits on both sides of its `.`.", example: "x = .5"),
  ]
}
