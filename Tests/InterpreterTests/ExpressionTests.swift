import Testing

@Suite struct ExpressionTests {
  @Test(
    "Operators bind as in mathematics",
    arguments: [
      ("1 + 2 * 3", "7"), ("(1 + 2) * 3", "9"), ("2^3^2", "512"), ("-2^2", "-4"), ("2^-1", "0.5"),
      ("-2 * 3", "-6"),
      ("7 % 3", "1"), ("-7 % 3", "2"), ("7 % -3", "-2"), ("1 - 2 - 3", "-4"), ("8 / 4 / 2", "1"), ("+3", "3"),
      ("1 < 2", "true"), ("2 <= 2", "true"), ("1 > 2", "false"), ("1 >= 2", "false"), ("1 == 1", "true"),
      ("1 != 1", "false"), ("not 1 == 2", "true"), ("true or false and false", "true"),
      ("not true or true", "true"),
      ("\"a\" < \"b\"", "true"), ("\"a\" + \"b\"", "\"ab\""), ("1 / 0", "inf"), ("0 / 0 == 0 / 0", "false"),
      ("0.1 + 0.2", "0.30000000000000004"), ("1e15", "1000000000000000"), ("1e300", "1e+300"),
      ("123456789012345", "123456789012345"),
    ])
  func operators(code: String, result: String) { #expect(evaluate(code) == result) }

  @Test("`and` and `or` look at the right side only where it matters")
  func shortCircuit() {
    #expect(evaluate("false and missing") == "false")
    #expect(evaluate("true or missing") == "true")
    #expect(evaluate("true and missing").hasPrefix("E40"))
  }

  @Test(
    "Arithmetic on lists of numbers gives tensors, with broadcasting",
    arguments: [
      ("[1, 2] + [10, 20]", "[11, 22]"), ("[1, 2] * 3", "[3, 6]"), ("1 - [1, 2]", "[0, -1]"),
      ("-[1, 2]", "[-1, -2]"),
      ("(1...3)^2", "[1, 4, 9]"), ("[[1, 2], [3, 4]] + [10, 20]", "[[11, 22], [13, 24]]"),
      ("[[1, 2], [3, 4]] @ [1, 1]", "[3, 7]"), ("[1, 2] @ [3, 4]", "11"),
      ("[[1, 2], [3, 4]] @ [[0, 1], [1, 0]]", "[[2, 1], [4, 3]]"),
      ("[5] % 3", "[2]"),
    ])
  func tensors(code: String, result: String) { #expect(evaluate(code) == result) }

  @Test(
    "The k-th element of a range is a + k·s for k up to ⌊(b − a)/s + 1e-9⌋",
    arguments: [
      ("(1...5).count", "5"), ("(1..<5).count", "4"), ("(0.1...2.0 by 0.1).count", "20"),
      ("(0...1 by 0.1).count", "11"),
      ("(0..<1 by 0.1).count", "10"), ("(5...1).count", "0"), ("(5...1 by -2).count", "3"),
      ("(5..<1 by -2).count", "2"),
      ("(0...0).count", "1"), ("(0..<0).count", "0"), ("(0..<100000000).count", "100000000"),
      ("(0...0.3 by 0.1)[3] == 0.1 * 3", "true"), ("(1...5)[-1]", "5"), ("(1...5 by 2).step", "2"),
      ("(10...20)[2..<4]", "[12, 13]"), ("1...3 by 0.5", "1...3 by 0.5"), ("0..<3", "0..<3"),
    ])
  func ranges(code: String, result: String) { #expect(evaluate(code) == result) }

  @Test(
    "Elements are counted from 0, and from the end with negative indices",
    arguments: [
      ("[1, 2, 3][0]", "1"), ("[1, 2, 3][-1]", "3"), ("[[1, 2], [3, 4]][1][0]", "3"),
      ("([[1, 2], [3, 4]] * 1)[1, -1]", "4"),
      ("([[1, 2], [3, 4]] * 1)[1]", "[3, 4]"), ("\"αβγ\"[1]", "\"β\""), ("\"αβγ\"[0..<2]", "\"αβ\""),
      ("[1, 2, 3, 4][1...2]", "[2, 3]"), ("([1, 2, 3] * 1)[0..<2]", "[1, 2]"), ("fields(a: 1)[\"a\"]", "1"),
      ("[1, 2, 3][-3...-1]", "[1, 2, 3]"),
    ])
  func indices(code: String, result: String) { #expect(evaluate(code) == result) }

  @Test(
    "Text interpolates any value",
    arguments: [
      ("\"a\\(1 + 1)b\"", "\"a2b\""), ("\"\\(\"in\\(\"ner\")\")\"", "\"inner\""),
      ("\"\\([1, 2])\"", "\"[1, 2]\""),
      ("\"\\(true) \\(nothing)\"", "\"true nothing\""), ("\"tab\\there\"", "\"tab\\there\""),
      ("\"\"", "\"\""),
      ("\"\\(0.1 + 0.2)\"", "\"0.3\""),
    ])
  func interpolation(code: String, result: String) { #expect(evaluate(code) == result) }

  @Test(
    "`if` is an expression",
    arguments: [
      ("if 1 < 2 { 3 } else { 4 }", "3"), ("if 1 > 2 { 3 } else if 2 > 1 { 5 } else { 4 }", "5"),
      ("if false { 3 }", "nothing"),
      ("x = if true { y = 2; y * 2 } else { 0 }", "4"), ("1 + (if true { 1 } else { 2 })", "2"),
      ("if true { }", "nothing"),
    ])
  func conditionals(code: String, result: String) { #expect(evaluate(code) == result) }

  @Test(
    "Constants have names, which variables may take",
    arguments: [
      ("pi == π", "true"), ("π", "3.141592653589793"), ("-inf", "-inf"), ("nan == nan", "false"),
      ("pi = 3; 2 * pi", "6"),
    ])
  func constants(code: String, result: String) { #expect(evaluate(code) == result) }

  @Test("Fields answer to their names and to Greek letters")
  func members() {
    #expect(evaluate("fields(alpha: 1, beta: 2).α") == "1")
    #expect(evaluate("fields(α: 1).alpha") == "1")
    #expect(evaluate("[1, 2].count") == "2")
    #expect(evaluate("\"αβ\".count") == "2")
    #expect(evaluate("([[1, 2, 3]] * 1).shape") == "[1, 3]")
  }

  @Test("Equality is defined for every kind, and says so where it is not")
  func equality() {
    #expect(evaluate("1 == \"1\"") == "false")
    #expect(evaluate("nothing == nothing") == "true")
    #expect(evaluate("fields(a: [1]) == fields(a: [1])") == "true")
    #expect(evaluate("fields(a: 1) == fields(b: 1)") == "false")
    #expect(evaluate("f = x -> x; f == f") == "true")
    #expect(evaluate("draw == draw") == "true")
    #expect(evaluate("fields(a: 1...3) == fields(a: 1...3)") == "true")
    #expect(evaluate("fields(a: [\"a\", [1, true]]) == fields(a: [\"a\", [1, true]])") == "true")
    #expect(evaluate("fields(a: [1, 2]) == fields(a: [1, 2] * 1)") == "true")
    #expect(evaluate("fields(a: [1 > 0]) == fields(a: [1] > 0)") == "true")
  }
}
