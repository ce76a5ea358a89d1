import Language
import Testing

@Suite struct ParserTests {
  @Test(
    "The example of the language parses as it reads",
    arguments: [
      ("seed 7", "(call seed 7)"),
      ("first  = solve alpha: 2, beta: 20   # first", "(= first (call solve alpha:2 beta:20))"),
      ("second.errors", "(. second errors)"),
      ("B   = teacher like: A, overlap: 0.5", "(= B (call teacher like:A overlap:0.5))"),
      ("train net, on: B, anchor: \"previous\"", "(call train net on:B anchor:\"previous\")"),
      ("before = net", "(= before net)"),
      (
        "curve = sweep α in 0.1...2.0 by 0.1 { solve(alpha: α, beta: 20) }",
        "(= curve (sweep (α (... 0.1 2 by 0.1)) {(call solve alpha:α beta:20)}))"
      ),
      (
        "plot curve, x: \"alpha\", y: [\"error\", \"qd\"]",
        "(call plot curve x:\"alpha\" y:(list \"error\" \"qd\"))"
      ),
    ])
  func example(text: String, tree: String) throws {
    #expect(try dump(text) == tree)
  }

  @Test(
    "Statements",
    arguments: [
      ("", ""), ("\n;\n# nothing here\n;", ""), ("1; 2\n3", "1\n2\n3"),
      ("func f() { }", "(func f [] {})"),
      ("func f(x) = x^2", "(func f [x] {(^ x 2)})"),
      ("func f(x) = solve alpha: x", "(func f [x] {(call solve alpha:x)})"),
      ("func f(x, n: 2 + 1,) { y = x; return y }", "(func f [x n:(+ 2 1)] {(= y x); (return y)})"),
      ("func f(x)\n{\n return\n}", "(func f [x] {(return)})"),
      ("func f(x) { return solve alpha: x }", "(func f [x] {(return (call solve alpha:x))})"),
      ("for x in 1...3 { print x }", "(for x (... 1 3) {(call print x)})"),
      (
        "while x < 3 { x += 1\n if x == 2 { break } else { continue } }",
        "(while (< x 3) {(+= x 1); (if (== x 2) {(break)} {(continue)})})"
      ),
      ("x = 1", "(= x 1)"), ("x += 1", "(+= x 1)"), ("x -= 1", "(-= x 1)"), ("x *= 2", "(*= x 2)"),
      ("x /= 2", "(/= x 2)"), ("x[0] = 1", "(= x[0] 1)"), ("x[i, j + 1][k] = 1", "(= x[i (+ j 1)][k] 1)"),
      ("a, b[0], c.d = f()", "(= a b[0] c.d (call f))"), ("r.x[0].y -= 1", "(-= r.x[0].y 1)"),
      ("a, b = sum y", "(= a b (call sum y))"), ("x[1...] = 0", "(= x[(... 1 _)] 0)"),
      ("for i, x in xs { }", "(for i x xs {})"), ("try { break_ }", "(try {break_})"),
      ("try {\n1 } else e {\n2 }", "(try {1} e {2})"), ("try { 1 }\nelse { 2 }", "(try {1} {2})"),
      ("x += sum y", "(+= x (call sum y))"), ("x == 1", "(== x 1)"), ("_12 + _", "(+ _12 _)"),
      ("vars", "vars"), ("?", "help"), ("?solve", "(call help solve)"), ("? solve", "(call help solve)"),
      ("?sweep", "(call help sweep)"), ("help for", "(call help for)"), ("help true", "(call help true)"),
      ("help sweep; 1", "(call help sweep)\n1"), ("help \"a b\"", "(call help \"a b\")"),
    ])
  func statements(text: String, tree: String) throws {
    #expect(try dump(text) == tree)
  }

  @Test(
    "Expressions",
    arguments: [
      ("x -> x + 1", "(-> x (+ x 1))"), ("x -> y -> x", "(-> x (-> y x))"),
      ("f(x -> x, 2)", "(call f (-> x x) 2)"), ("(x, y) -> x", "(-> x y x)"), ("(x) -> x", "(-> x x)"),
      ("x -> { y = x; y }", "(-> x {(= y x); y})"), ("(x, y) ->\n{ x }", "(-> x y {x})"),
      ("x[...]", "(index x (... _ _))"), ("x[1...]", "(index x (... 1 _))"),
      ("x[...-1, 0]", "(index x (... _ end(- 1)) 0)"), ("x[-n+1...]", "(index x (... end(+ (- n) 1) _))"),
      ("x[..<-k]", "(index x (..< _ end(- k)))"), ("x[(-1)...2]", "(index x (... (- 1) 2))"),
      ("x[... by -1]", "(index x (... _ _ by (- 1)))"), ("x[1... by 2]", "(index x (... 1 _ by 2))"),
      ("x[1..<3 by 2]", "(index x (..< 1 3 by 2))"), ("x[(1...3)]", "(index x (... 1 3))"),
      ("x[y[1...]...]", "(index x (... (index y (... 1 _)) _))"),
      ("x[y > 1 and z]", "(index x (and (> y 1) z))"),
      ("sweep a in 1...2, b in [1, 2] { a*b }", "(sweep (a (... 1 2)) (b (list 1 2)) {(* a b)})"),
      ("if a { 1 }", "(if a {1})"),
      ("if a { 1 } else if b { 2 } else { 3 }", "(if a {1} {(if b {2} {3})})"),
      ("y = if a { 1 } else { 2 }", "(= y (if a {1} {2}))"),
      ("[]", "(list)"), ("[1, 2,]", "(list 1 2)"), ("[[1], [2]]", "(list (list 1) (list 2))"),
      ("f()", "(call f)"), ("f(1, b: 2,)", "(call f 1 b:2)"), ("f x, by: 2", "(call f x by:2)"),
      ("f(1...3 by 1, by: 2)", "(call f (... 1 3 by 1) by:2)"), ("f(1)(2)", "(call (call f 1) 2)"),
      ("a.b.c", "(. (. a b) c)"), ("a.b[1].c(2)", "(call (. (index (. a b) 1) c) 2)"),
      ("x[0, -1]", "(index x 0 (- 1))"), ("true", "true"), ("nothing", "nothing"),
      ("\"a\\(1 + 2)b\"", "(text \"a\" (+ 1 2) \"b\")"), ("\"\"", "(text)"),
      ("\"\\(f(\"x\\(y)\"))\"", "(text (call f (text \"x\" y)))"), ("\"\\(x -> x)\"", "(text (-> x x))"),
      ("1...5", "(... 1 5)"), ("0..<n", "(..< 0 n)"), ("0...1 by 0.5/2", "(... 0 1 by (/ 0.5 2))"),
    ])
  func expressions(text: String, tree: String) throws {
    #expect(try dump(text) == tree)
  }

  @Test(
    "Precedence, loosest first: or, and, not, comparison, range, sum, product, sign, power, postfix",
    arguments: [
      ("a or b and c", "(or a (and b c))"), ("a and b or c", "(or (and a b) c)"),
      ("a or b or c", "(or (or a b) c)"),
      ("not a and b", "(and (not a) b)"), ("not not a", "(not (not a))"), ("not a == b", "(not (== a b))"),
      ("a == b...c", "(== a (... b c))"), ("a + 1...b * 2 by c - 1", "(... (+ a 1) (* b 2) by (- c 1))"),
      ("a - b - c", "(- (- a b) c)"), ("a + b * c", "(+ a (* b c))"), ("a / b * c", "(* (/ a b) c)"),
      ("a % b @ c", "(@ (% a b) c)"), ("-a * b", "(* (- a) b)"), ("a * -b", "(* a (- b))"),
      ("- -a", "(- (- a))"), ("+a", "(+ a)"),
      ("-2^2", "(- (^ 2 2))"), ("2^-1", "(^ 2 (- 1))"), ("2^3^4", "(^ 2 (^ 3 4))"),
      ("(2^3)^4", "(^ (^ 2 3) 4)"),
      ("2^-3^4", "(^ 2 (- (^ 3 4)))"), ("a.b^2", "(^ (. a b) 2)"), ("x[1]^2", "(^ (index x 1) 2)"),
      ("-f(x)", "(- (call f x))"), ("a < b + 1", "(< a (+ b 1))"), ("(a < b) == c", "(== (< a b) c)"),
      ("a <= b and b != c", "(and (<= a b) (!= b c))"), ("a >= b or a > c", "(or (>= a b) (> a c))"),
    ])
  func precedence(text: String, tree: String) throws {
    #expect(try dump(text) == tree)
  }

  @Test(
    "A name, a blank and what begins an expression is a call, except before a sign",
    arguments: [
      ("f 1", "(call f 1)"), ("f \"a\"", "(call f \"a\")"), ("f x", "(call f x)"),
      ("f [1]", "(call f (list 1))"),
      ("f (1) + 2", "(call f (+ 1 2))"), ("f true", "(call f true)"), ("f not a", "(call f (not a))"),
      ("f nothing", "(call f nothing)"), ("f if a { 1 }", "(call f (if a {1}))"),
      ("f sweep a in b { a }", "(call f (sweep (a b) {a}))"),
      ("f x -> x + 1, 2", "(call f (-> x (+ x 1)) 2)"), ("f a: 1, b, c: d.e", "(call f a:1 b c:(. d e))"),
      ("y = f g(1)", "(= y (call f (call g 1)))"), ("y = x [1]", "(= y (call x (list 1)))"),
      ("f -1", "(- f 1)"), ("f - 1", "(- f 1)"), ("f(1)", "(call f 1)"), ("f[1]", "(index f 1)"),
      ("a and b", "(and a b)"), ("a or b", "(or a b)"), ("f", "f"), ("y = f", "(= y f)"),
      ("if a { f 1 }", "(if a {(call f 1)})"), ("f\n(1)", "f\n1"), ("time { }", nil), ("f f 1", nil),
      ("y = 1 + f 2", nil), ("1 + try { 2 }", nil), ("x[1..<]", nil), ("x[(1...)]", nil), ("x in y", nil),
      ("x by y", nil), ("f(g 1)", nil),
    ] as [(String, String?)])
  func calls(text: String, tree: String?) {
    #expect((try? dump(text)) == tree)
  }

  @Test(
    "A newline is a space in ( ) and [ ], before `else` and a body, and where an expression must follow",
    arguments: [
      ("f(1,\n 2\n)", "(call f 1 2)"), ("[1\n, 2]", "(list 1 2)"), ("(1\n+ 2)", "(+ 1 2)"),
      ("x[\n1\n]", "(index x 1)"), ("f 1,\n  b: 2", "(call f 1 b:2)"), ("f b:\n 2", "(call f b:2)"),
      ("1 +\n\n 2", "(+ 1 2)"), ("1 # one\n+ 2", "1\n(+ 2)"), ("1 + # one\n2", "(+ 1 2)"),
      ("a and\nb", "(and a b)"), ("not\na", "(not a)"), ("x ->\n x", "(-> x x)"), ("x =\n 1", "(= x 1)"),
      ("x =\n f 1", "(= x (call f 1))"), ("1...\n2 by\n3", "(... 1 2 by 3)"),
      ("if a { 1 }\n\nelse { 2 }", "(if a {1} {2})"), ("if a { 1 } else\nif b { 2 }", nil),
      ("for x in a\n{ x }", "(for x a {x})"), ("(if a { 1\n2 })", "(if a {1; 2})"),
      ("f(sweep a in b {\n x = a\n x\n})", "(call f (sweep (a b) {(= x a); x}))"), ("1\n-2", "1\n(- 2)"),
      ("a\n.b", nil), ("f\n1", "f\n1"), ("a\r\nb\r\n", "a\nb"),
    ] as [(String, String?)])
  func newlines(text: String, tree: String?) {
    #expect((try? dump(text)) == tree)
  }

  @Test("Every span covers the text of its part")
  func spans() throws {
    let text = "# α\nβ = solve alpha: 2 * (γ + 1), start: x[0].start"
    let source = SourceText(text, name: "input")
    let statement = try #require(try Parser.parse(source).statements.first)
    #expect(source[statement.span] == "β = solve alpha: 2 * (γ + 1), start: x[0].start")
    guard case .assignment(let places, .set, let value) = statement.kind, case .call(let call) = value.kind
    else { return #expect(Bool(false), "expected an assignment of a call") }
    #expect(places.map { source[$0.span] } == ["β"])
    #expect(source[value.span] == "solve alpha: 2 * (γ + 1), start: x[0].start")
    #expect(source[call.callee.span] == "solve")
    #expect(call.arguments.map { source[$0.span] } == ["alpha: 2 * (γ + 1)", "start: x[0].start"])
    guard case .binary(.multiply, let left, let right, let operatorSpan) = call.arguments[0].value.kind
    else { return #expect(Bool(false), "expected a product") }
    #expect([left.span, operatorSpan, right.span].map { source[$0] } == ["2", "*", "(γ + 1)"])
    guard case .member(let base, let name) = call.arguments[1].value.kind
    else { return #expect(Bool(false), "expected a member") }
    #expect(source[base.span] == "x[0]" && source[name.span] == "start")
  }
}
