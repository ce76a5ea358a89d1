import Testing

@Suite struct StatementTests {
  @Test(
    "Functions take arguments by position and label, with defaults",
    arguments: [
      ("func f(x) = x^2\nf(3)", "9"), ("func f(x, n: 2) = x^n\nf(3) + f(2, n: 3) + f(2, 4)", "33"),
      ("func f(a, b: a + 1) = a * b\nf(2)", "6"), ("func f(α) = α\nf(alpha: 5)", "5"),
      ("func f(alpha) = alpha\nf(α: 5)", "5"), ("func f() = 7\nf()", "7"),
      ("func f(a, b) = a - b\nf(b: 1, 5)", "4"),
      ("func f(n) = if n < 2 { 1 } else { n * f(n - 1) }\nf(10)", "3628800"),
      ("func f(x) { y = x + 1; y * 2 }\nf(1)", "4"),
      ("func f(x) { if x > 0 { return 1 }; 2 }\n[f(1), f(-1)]", "[1, 2]"),
      ("func f(x) { return }\nf(1)", "nothing"),
      ("func f(x) { for i in 1...9 { if i == x { return i * 10 } }; 0 }\n[f(3), f(99)]", "[30, 0]"),
      ("func f() { while true { return 5 } }\nf()", "5"),
      ("func f() { for i in 1...3 { for j in 1...3 { return 10 * i + j } } }\nf()", "11"),
      ("func f(x) {\n  return if x { 1 } else { 2 }\n}\nf(false)", "2"), ("func f() { }\nf()", "nothing"),
      ("func f(x) { if x { return 1 } else { return 2 } }\nf(true) + f(false)", "3"),
    ])
  func functions(code: String, result: String) { #expect(evaluate(code) == result) }

  @Test(
    "Functions are values that remember the variables around them",
    arguments: [
      ("sq = x -> x^2\nsq(4)", "16"), ("add = x -> y -> x + y\nadd(2)(3)", "5"),
      ("fs = [x -> x, x -> 2 * x]\nfs[1](5)", "10"),
      ("func make(k) { x -> k * x }\nf = make(3)\nk = 9\nf(2)", "6"),
      ("func outer() { n = 1; g = x -> x + n; n = 5; g(1) }\nouter()", "2"),
      ("func outer() { func fact(n) = if n < 2 { 1 } else { n * fact(n - 1) }\nfact(5) }\nouter()", "120"),
      ("func outer() { fact = n -> if n < 2 { 1 } else { n * fact(n - 1) }\nfact(5) }\nouter()", "120"),
      ("fact = n -> if n < 2 { 1 } else { n * fact(n - 1) }\nfact(5)", "120"),
      ("func a() { x = 1; func b() { func c() = x + 1\nc() }\nb() }\na()", "2"),
      ("f = x -> if x > 0 { return 1 } else { 2 }\n[f(1), f(-1)]", "[1, 2]"), ("apply(half, 3)", "1.5"),
      ("apply(x -> x + 1, 3)", "4"), ("g = half\ng(8)", "4"), ("g = half\ng(x: [2, 4])", "[1, 2]"),
      (
        "func even(n) = if n == 0 { true } else { odd(n - 1) }\nfunc odd(n) = if n == 0 { false } else { even(n - 1) }\neven(10)",
        "true"
      ),
      ("r = fields(f: x -> x + 1)\nr.f(1)", "2"),
    ])
  func closures(code: String, result: String) { #expect(evaluate(code) == result) }

  @Test(
    "Loops visit ranges, lists, tensors and texts, and end early",
    arguments: [
      ("s = 0; for i in 1...4 { s += i }; s", "10"),
      ("s = \"\"; for c in \"abc\" { s = c + s }; s", "\"cba\""),
      ("s = 0; for row in [[1, 2], [3, 4]] * 1 { s += row[1] }; s", "6"),
      ("n = 0; while n < 5 { n += 1 }; n", "5"),
      ("s = 0; for i in 1...9 { if i == 3 { continue }; if i == 5 { break }; s += i }; s", "7"),
      ("s = 0; for i in [] { s = 1 }; s", "0"), ("n = 0; while true { n += 1; if n == 7 { break } }; n", "7"),
      ("s = 0; for i in 1...3 { for j in 1...3 { if j == 2 { break }; s += 1 } }; s", "3"),
      ("for i in 1...3 { }\ni", "3"),
      ("s = 0; for i in 1...3 { i = 10; s += i }; s", "30"), ("x = 1...3; for i in x { x = i }; x", "3"),
      ("for i in 1...3 { i }", "nothing"), ("n = 3; while n > 0 { n -= 1; if n == 1 { continue } }; n", "0"),
    ])
  func loops(code: String, result: String) { #expect(evaluate(code) == result) }

  @Test(
    "Assignments reach into lists, tensors, records and tables",
    arguments: [
      ("a = [1, [2, 3]]; a[1][0] = 9; a", "[1, [9, 3]]"), ("a = [1, 2]; a[-1] = 7; a", "[1, 7]"),
      ("a = [1, 2]; a[0] += 5; a", "[6, 2]"),
      ("a = [[1, 2], [3, 4]] * 1; a[1, 0] = 9; a", "[[1, 2], [9, 4]]"),
      ("a = [[1, 2], [3, 4]] * 1; a[0] = [8, 8]; a", "[[8, 8], [3, 4]]"),
      ("a = [[1, 2], [3, 4]] * 1; a[0] = 5; a", "[[5, 5], [3, 4]]"),
      ("a = [1, 2] * 1; a[1] *= 4; a", "[1, 8]"),
      ("r = fields(a: 1); r[\"b\"] = [1]; r[\"b\"][0] = 2; r", "record(a: 1, b: [2])"),
      ("x = 1; x += 2; x *= 4; x -= 2; x /= 5; x", "2"),
      ("a = [1]; b = a; b[0] = 2; [a, b]", "[[1], [2]]"), ("t = \"a\"; t += \"b\"; t", "\"ab\""),
      ("a = [1, 2]; a += 1; a", "[2, 3]"),
      ("a = [[1], [2]]; b = a[0]; a[0][0] = 5; [a, b]", "[[[5], [2]], [1]]"),
      ("t = sweep i in 1...2 { i^2 }; t[\"double\"] = t.value * 2; t.double", "[2, 8]"),
    ])
  func assignments(code: String, result: String) { #expect(evaluate(code) == result) }

  @Test(
    "Loops and conditionals share the enclosing scope; functions, lambdas and sweep points have their own",
    arguments: [
      ("x = 1; func f() { x = 2; x }\nf(); x", "1"), ("x = 1; func f() { x += 5; x }\n[f(), x]", "[6, 1]"),
      ("x = 1; if true { x = 2 }; x", "2"), ("func f() { if true { y = 2 }; y }\nf()", "2"),
      ("func f(x) { x = 9 }\nx = 1; f(x); x", "1"),
      ("x = 1; t = sweep i in 1...2 { x = x + i; x }; [x, t.value]", "[1, [2, 3]]"),
      ("x = [1]; func f() { x[0] = 5; x }\n[f(), x]", "[[5], [1]]"),
      ("i = 7; func f() { for i in 1...3 { }; i }\n[f(), i]", "[3, 7]"),
      ("y = 1; func f() { [0][if true { y = 5; 0 } else { 0 }]; y }\n[f(), y]", "[5, 1]"),
      ("y = 1; func f() { a = \"\\(if true { y = 5 } else { 0 })\"; y }\n[f(), y]", "[5, 1]"),
      ("x = 1; f = y -> { x = y; x + 1 }\n[f(5), x]", "[6, 1]"),
      ("x = 3; func f() { grow x, 2; x }\n[f(), x]", "[5, 3]"),
      ("x = 1; func f() { func x() = 2\nx() }\n[f(), x]", "[2, 1]"),
    ])
  func scopes(code: String, result: String) {
    #expect(evaluate(code) == result)
  }

  @Test(
    "The outermost call may leave out its parentheses; a bare command is called where it is the statement",
    arguments: [
      ("all 1, 2", "[1, 2]"), ("x = all 1, [2]", "[1, [2]]"), ("half 3", "1.5"), ("all", "[]"),
      ("func f() { all }\nf()", "[]"),
      ("all(all(1), 2)", "[[1], 2]"), ("x = all; x(3)", "[3]"),
      ("fields a: 1, b: half(2)", "record(a: 1, b: 1)"),
      ("if true { all } else { 1 }", "[]"), ("func f() = all 1, 2\nf()", "[1, 2]"),
      ("func f() { return all 1 }\nf()", "[1]"),
      ("f = x -> x + 1\nf 2", "3"), ("all (1), 2", "[1, 2]"), ("all -1", "E49"),
    ])
  func calls(code: String, result: String) {
    result == "E49" ? #expect(evaluate(code).hasPrefix(result)) : #expect(evaluate(code) == result)
  }

  @Test(
    "Some commands take words, variables or code",
    arguments: [
      ("spell solve", "\"solve\""), ("spell \"a b\"", "\"a b\""), ("spell(nothingKnown)", "\"nothingKnown\""),
      ("n = 0; twice grow(n); n", "2"),
      ("n = 1; grow n; n", "2"), ("n = 1; grow n, amount: 5; n", "6"),
      ("n = 1; m = n; grow n; [m, n]", "[1, 2]"),
    ])
  func unevaluated(code: String, result: String) { #expect(evaluate(code) == result) }

  @Test("A variable hides a command of its name where it can be called, and elsewhere is the variable")
  func hiding() {
    #expect(evaluate("half = 3; half + 1") == "4")
    #expect(evaluate("half = 3; half(4)") == "2")
    #expect(evaluate("half = x -> 100 * x; half(4)") == "400")
    #expect(evaluate("func half(x) = 7\nhalf(4)") == "7")
    #expect(evaluate("all = 3; all") == "3")
  }

  @Test("`_` is the last result and `_2` that of statement 2")
  func results() {
    var trial = Trial()
    #expect(trial.run("_").hasPrefix("E61"))
    trial.run("3 * 4")
    #expect(trial.run("_ + 1") == "13")
    #expect(trial.run("_1 + _2") == "25")
    trial.run("for i in 1...2 { }")
    #expect(trial.run("_") == "25")
    #expect(trial.run("_4").hasPrefix("E61 at 1:1"))
    #expect(trial.run("_99").hasPrefix("E61"))
    #expect(trial.run("_x = 1; _x") == "1")
  }

  @Test("A `;` at the end of its line silences a statement; between two it separates them")
  func silence() {
    var trial = Trial()
    trial.run("1; 2\n3;\nx = 4; # why\nfunc f() = 1\nfor i in 1...2 { }")
    #expect(trial.completed.map(\.isShown) == [true, true, false, false, false, false])
    #expect(trial.completed.map(\.number) == [1, 2, 3, 4, 5, 6])
  }
}
