import Language

extension Diagnostic {
  /// Every kind of mistake that shows when code runs, by its code.
  package static let evaluationExplanations: [Explanation] = [
    Explanation("E40", "A name that no variable, command or constant has.", example: "2 * unheardOf"),
    Explanation("E41", "A value of another kind than is wanted there.", example: "if 1 { 2 }"),
    Explanation("E42", "A number outside the domain of its argument.", example: "zeros(2.5)"),
    Explanation(
      "E43", "A text that is none of the choices of its argument.", example: "random(3, kind: \"cauchy\")"),
    Explanation("E44", "A label that the function does not have.", example: "zeros(size: 3)"),
    Explanation("E45", "An argument without which the function cannot work.", example: "transpose()"),
    Explanation(
      "E46", "One argument given twice, by position and by label or by two labels.", example: "exp(1, x: 2)"),
    Explanation("E47", "More arguments than the function takes.", example: "exp(1, 2)"),
    Explanation("E48", "Only functions and commands can be called.", example: "x = 3; x(1)"),
    Explanation("E49", "An operator that has no meaning for its two values.", example: "1 + \"a\""),
    Explanation("E50", "A field that the value does not have.", example: "record(a: 1).b"),
    Explanation(
      "E51", "Indices run from 0 to one less than the count, or from −1 backwards.", example: "[1, 2][2]"),
    Explanation("E52", "The value has no elements, or not of this kind.", example: "3[0]"),
    Explanation(
      "E53", "Functions call each other without end, or scripts run each other.",
      example: "func f(x) = f(x)\nf(1)"),
    Explanation(
      "E54", "`break`, `continue` and `return` end a block early; inside an expression there is none to end.",
      example: "func f(x) = 1 + (if x > 0 { return 2 } else { 3 })"),
    Explanation(
      "E55", "A range has finite bounds, a step other than 0 and fewer than 10¹² steps.",
      example: "1...2 by 0"),
    Explanation(
      "E56",
      "A sweep has up to a million points, and its body ends with a number, a record, a solution or a table.",
      example: "sweep i in 1...2 { [i] }"),
    Explanation(
      "E57", "The points of a sweep run side by side; what changes the session itself stands before it.",
      example: "sweep i in 1...2 { seed i; random() }"),
    Explanation(
      "E58", "A fact about an argument, in the command's own words.", example: "table(x: [1, 2], y: [1])"),
    Explanation("E59", "A computation that cannot be done, in its own words.", example: "[1, 2] + [1, 2, 3]"),
    Explanation("E60", "A file that cannot be read or written.", example: "run \"no such file.rpl\""),
    Explanation("E61", "`_` and `_12` are the results of statements; this one gave none.", example: "_999"),
    Explanation(
      "E62",
      "Results of statements, as `_` and `_12`, cannot be changed; a function changes only variables of its own.",
      example: "_ = 3"),
    Explanation(
      "E63", "Values nest up to 1000 levels deep.", example: "x = 0; for i in 1...2000 { x = [x] }"),
    Explanation(
      "E64", "A session holds up to 16384 names.",
      example: (0..<17_000).map { "v\($0) = 0" }.joined(separator: "; ")),
    Explanation("E65", "Texts are up to 268 MB long.", example: "t = \"a\"; for i in 1...40 { t += t }"),
    Explanation(
      "E66", "`undo` and its like change the state under what stands beside them in a cell.",
      example: "x = 1; undo"),
    Explanation("E67", "There are not so many cells to undo, or to do again.", example: "undo 1000000"),
    Explanation("E68", "`goto` takes the name of a checkpoint.", example: "goto \"nowhere\""),
    Explanation(
      "E69", "`step` hands the prompt over to a lesson, which goes through states of the session itself.",
      example: "save \"empty.rpl\"; step \"empty.rpl\""),
  ]
}
