// The rows about try, assert, and forms of other languages. xs has four elements, so that xs[9] fails.

extension SemanticsTests {
  static let tries: [(String, String)] = [
    ("try { 3 }", "3"),
    ("try { xs[9] }", "nothing"),
    ("try { xs[1] } else { 7 }", "20"),
    ("try { xs[9] } else { 7 }", "7"),
    ("try { }", "nothing"),
    ("try { 1; xs[9]; 2 } else { 3; 4 }", "4"),
    (#"try { 1 + "a" } else { "no" }"#, #""no""#),
    ("try { xs[9] } else e { e }", #""index 9 is out of range""#),
    ("try { xs[1] } else e { e }", "20"),
    (#"try { xs[9] } else e { e + "!" }"#, #""index 9 is out of range!""#),
    ("try {\n  xs[9]\n} else e {\n  e.count\n}", "23"),
    ("x = try { xs[9] } else { 5 }; x", "5"),
    ("x = (try { xs[9] } else { 5 }) + 1; x", "6"),
    ("[try { xs[9] } else { 1 }, try { 2 }]", "[1, 2]"),
    ("func f(k) = try { xs[k] } else { -1 }\n[f(1), f(9)]", "[20, -1]"),
    ("f = k -> try { xs[k] } else { -1 }; [f(1), f(9)]", "[20, -1]"),
    ("func f(k) = xs[k]\ntry { f(9) } else { -1 }", "-1"),
    ("func f(k) { return try { xs[k] } else { -1 } }\nf(9)", "-1"),
    ("if try { xs[9] > 1 } else { true } { 1 } else { 2 }", "1"),
    ("try { xs[9] } else { xs[8] }", "E51"),

    // Variables are as they were.
    ("x = 1; try { x = 2 }; x", "2"),
    ("x = 1; try { x = 2; xs[9] }; x", "1"),
    ("x = 1; try { x += 1; x += 1; xs[9] } else { x + 10 }", "11"),
    ("x = 1; try { x = 2; xs[9] } else { x = 5 }; x", "5"),
    ("x = 1; y = 2; try { x, y = [y, x]; xs[9] }; [x, y]", "[1, 2]"),
    ("try { fresh = 2; xs[9] }; fresh", "E40"),
    ("try { xs[0] = 99; xs[9] }; xs", "[10, 20, 30, 40]"),
    ("try { xs[1...] = 0; xs[9] }; xs", "[10, 20, 30, 40]"),
    ("try { v[v > 2] += 1; xs[9] }; v", "[1, 2, 3, 4]"),
    ("try { A[0, 0] = 9; A[..., 9] }; A[0]", "[0, 1, 2]"),
    ("q = record(x: 1); try { q.x = 2; q.y = 3; xs[9] }; q", "record(x: 1)"),
    ("try { t.c = t.a; xs[9] }; t.c", "E50"),
    ("try { t.b[0] = 9; xs[9] }; t.b", "[10, 20, 30]"),
    ("try { append xs, 50; xs[9] }; xs.count", "4"),
    ("total = 0; try { for i in 1...3 { total += i; if i == 3 { xs[9] } } }; total", "0"),
    ("func f() { x = 1; try { x = 2; xs[9] }; x }\nf()", "1"),
    ("func f(x) { try { x = 2; xs[9] }; x }\nf(1)", "1"),
    ("x = 1; func f() { try { x = 2; xs[9] }; x }\n[f(), x]", "[1, 1]"),
    ("x = 1; func f() { x = 2; xs[9] }\ntry { f() }; x", "1"),
    ("x = 1; try { x = 2; f = y -> x; xs[9] } else { f = y -> x }; f(0)", "1"),

    // In each other.
    ("try { try { xs[9] } else { 1 } } else { 2 }", "1"),
    ("try { try { xs[9] } else { xs[8] } } else e { e }", #""index 8 is out of range""#),
    ("try { xs[9] } else { try { xs[8] } else e { e } }", #""index 8 is out of range""#),
    ("x = 1; try { x = 2; try { x = 3; xs[9] }; x }", "2"),
    ("x = 1; try { try { x = 2; xs[9] }; x += 10 }; x", "11"),
    ("x = 1; try { x = 2; try { x = 3; xs[9] }; xs[8] }; x", "1"),
    ("x = 1; try { x = 2; try { x = 3 }; xs[8] }; x", "1"),

    // Loops and functions end from inside.
    ("n = 0; for i in 1...5 { try { if i == 3 { break }; n = i } }; n", "2"),
    ("n = 0; for i in 1...3 { try { n = i; break } }; n", "1"),
    ("n = 0; for i in 1...4 { try { if i == 2 { continue }; n += i } }; n", "8"),
    ("n = 0; for i in 1...4 { try { xs[i] } else { continue }; n += i }; n", "6"),
    ("n = 0; for i in 0...9 { try { xs[i]; n = i } else { break } }; n", "3"),
    ("n = 0; while true { n += 1; try { xs[n] } else { break } }; n", "4"),
    ("n = 0; for i in 1...3 { try { for j in 1...9 { if j == 2 { break }; n += j } }; n += 10 }; n", "33"),
    ("n = 0; for i in 2...5 { try { n += xs[i] } }; n", "70"),
    ("func f() { try { return 5 } else { 6 }; 7 }\nf()", "5"),
    ("func f() { try { xs[9] } else { return 6 }; 7 }\nf()", "6"),
    ("func f() { x = 1; try { x = 2; return x }; 3 }\nf()", "2"),
    ("func f() { for i in 0...9 { try { xs[i] } else e { return [i, e.count] } } }\nf()", "[4, 23]"),
    ("f = x -> { try { return xs[x] }; -1 }; [f(0), f(9)]", "[10, -1]"),
    ("for i in 1...3 { x = try { break } }", "E"),

    // In sweeps and around them.
    ("(sweep i in 2...5 { try { xs[i] } else { -1 } }).value", "[30, 40, -1, -1]"),
    ("try { sweep i in 2...5 { xs[i] } } else { 0 }", "0"),
    ("n = 1; try { n = 2; t = sweep i in 2...5 { xs[i] } }; [n, t.count]", "[1, 3]"),

    // The seed.
    ("seed 3; try { seed 7; xs[9] }; seed()", "3"),
    ("seed 3; try { seed 7 }; seed()", "7"),
    ("seed 3; try { seed 7; try { seed 8; xs[9] }; seed() }", "7"),

    // Forms.
    ("try 3", "syntax {"),
    ("try", "syntax {"),
    ("try { 1 } else", "syntax"),
    ("try { 1 } else e", "syntax"),
    ("try { 1 } else 3 { 2 }", "syntax"),
    ("try = 3", "E17"),
  ]

  /// A script whose try fails, and one without it that draws as many numbers.
  static let draws: [(String, String)] = [
    ("try { random(5); xs[9] }\nrandom(3)", "0\nrandom(3)"),
    ("try { random(5); xs[9] } else { 0 }\nrandom()", "0\nrandom()"),
    ("try { seed 9; random(); xs[9] }\nrandom()", "0\nrandom()"),
    ("seed 5\ntry { seed 9; xs[9] }\nrandom(2)", "seed 5\n0\nrandom(2)"),
    ("[try { random(); xs[9] } else { 0 }, random()]", "[0, random()]"),
    ("[random(), try { random(7); xs[9] } else { 0 }, random()]", "[random(), 0, random()]"),
    ("func f() { try { random(4); xs[9] }; random() }\nf()", "func f() { random() }\nf()"),
    ("func f() { try { random(); xs[9] } else { random() } }\nf()", "func f() { random() }\nf()"),
    ("func f() { try { random() }; random() }\nf()", "func f() { random(); random() }\nf()"),
    (
      "func f() { try { try { random(2); xs[9] }; random(3); xs[9] }; random() }\nf()",
      "func f() { random() }\nf()"
    ),
    (
      "func f() { try { try { random(); xs[9] }; random(3) }; random() }\nf()",
      "func f() { random(3); random() }\nf()"
    ),
    (
      "func f() { n = 0; for i in 1...3 { try { n += random(); if i == 2 { xs[9] } } }; [n, random()] }\nf()",
      "func f() { n = 0; for i in [1, 3] { n += random() }; [n, random()] }\nf()"
    ),
    (
      "(sweep i in 1...3 { try { random(); xs[9] }; random() }).value",
      "(sweep i in 1...3 { random() }).value"
    ),
    (
      "try { sweep i in 1...3 { random(); xs[9] } }\nrandom(kind: \"normal\")",
      "0\nrandom(kind: \"normal\")"
    ),
    ("func g() { random(); xs[9] }\ntry { g() }\nrandom()", "func g() { random() }\n0\nrandom()"),
  ]

  static let assertions: [(String, String)] = [
    ("assert 1 < 2", "nothing"),
    (#"assert 1 < 2, "fine""#, "nothing"),
    ("assert true; 5", "5"),
    ("assert(true)", "nothing"),
    ("assert not false and 1 < 2", "nothing"),
    ("assert all(v > 0)", "nothing"),
    ("assert equal([1, [2]], [1, [2]])", "nothing"),
    ("assert abs(0.1 + 0.2 - 0.3) < 1e-12", "nothing"),
    ("assert false", "E82"),
    (#"x = 3; assert x == 4, "x is four""#, "E82 x == 4"),
    (#"x = 3; assert x == 4, "x is four""#, "E82 x is four"),
    (#"x = 3; assert x == 4, "x is \(x)""#, "E82 x is 3"),
    ("x = 3; assert(x + 1 < 4)", "E82 x + 1 < 4"),
    ("assert any(v > 9)", "E82 any(v > 9)"),
    ("func f(x) { assert x > 0, \"too small\"; x }\n[f(1), try { f(-1) } else { 0 }]", "[1, 0]"),
    ("try { assert false } else { 9 }", "9"),
    (#"x = 1; try { x = 2; assert x == 1, "no" }; x"#, "1"),
    ("assert v > 0", "E41 all"),
    ("assert [true, true]", "E41 all"),
    ("assert 1", "E41"),
    ("assert nothing", "E41"),
    ("assert()", "E45"),
  ]

  static let foreignForms: [(String, String)] = [
    ("[x^2 for x in xs]", "syntax"),
    ("y = [x for x in 1...3 if x > 1]", "syntax"),
    ("f(g) = x", "E16 func f(g)"),
    ("f(x, y) = x + y", "E16 func f(x, y)"),
    ("lambda x: x", "E20 ->"),
    ("f = lambda x: x + 1", "E20 ->"),
    ("x, y -> x + y", "syntax (x, y) ->"),
    ("a = 1; b = 2; a, b = b, a", "syntax [b, a]"),
    ("xs[1:3]", "syntax ..<"),
    ("def f(x) = x", "E20 func"),
    ("if x = 3 { 1 }", "E18 =="),
  ]
}
