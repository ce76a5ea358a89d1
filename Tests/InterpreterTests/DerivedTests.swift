import Display
import Interpreter
import Language
import Testing

@Suite struct CompletionTests {
  /// What is offered where `|` stands, in a session with some variables.
  private func offered(_ text: String) -> [String] { completion(text).candidates.map(\.text) }

  private func completion(_ text: String) -> Interpreter.Completion {
    var trial = Trial()
    trial.run(
      "alpha = 1; albedo = [1]; r = fields(error: 1, errors: 2, inner: fields(deep: 3)); func near(x, width: 1) = x"
    )
    let parts = text.split(separator: "|", maxSplits: 1, omittingEmptySubsequences: false)
    let source = SourceText(parts.joined(), name: "prompt")
    return Interpreter.Completion(in: source, at: parts[0].utf8.count, session: trial.session)
  }

  @Test(
    "Candidates are what could stand there",
    arguments: [
      ("al|", ["alpha", "albedo", "all"]), ("x = al|", ["alpha", "albedo", "all"]),
      ("r.err|", ["error", "errors"]), ("r.inner.|", ["deep"]),
      ("pick al|", ["alpha:", "alpha", "albedo"]), ("pick alpha: 1, co|", ["colour:"]),
      ("pick colour: \"g|", ["green"]),
      ("pick \"|", ["red", "green"]), ("near w|", ["width:"]), ("wh|", ["while"]), ("1 + wh|", []),
      ("missing.|", []), ("# al|", []),
    ])
  func candidates(text: String, candidates: [String]) { #expect(offered(text) == candidates) }

  @Test(
    "Meta-h shows the signature of the call around the cursor, and the argument there",
    arguments: [
      ("pick alpha: 1, co|", ["pick(", "colour"]), ("pick(alpha: 2 * |", ["pick(", "alpha"]),
      ("pi|ck", ["pick("]), ("near(1, |", ["near(x, width)"]), ("1 + |", []), ("near(pick|", ["pick("]),
    ])
  func hints(text: String, beginnings: [String]) {
    var trial = Trial()
    trial.run("func near(x, width: 1) = x")
    let parts = text.split(separator: "|", maxSplits: 1, omittingEmptySubsequences: false)
    let source = SourceText(parts.joined(), name: "prompt")
    let lines = SignatureHint.lines(in: source, at: parts[0].utf8.count, session: trial.session) ?? []
    for (index, beginning) in beginnings.enumerated() {
      #expect(lines[index].plain.drop { $0 == " " }.hasPrefix(beginning), "\(lines[index].plain)")
    }
    #expect(lines.isEmpty == beginnings.isEmpty)
  }

  @Test("What is replaced is the word before the cursor")
  func span() {
    #expect(completion("x = alp|").span == Span(4, 7))
    #expect(completion("x = \"somewhere/fi|").isFile)
    #expect(!completion("pick \"|").isFile)
  }
}

@Suite struct ValueWordsTests {
  private func value(_ code: String) -> Value {
    var trial = Trial()
    trial.run("it = \(code)")
    return trial.session.state.globals["it"] ?? .nothing
  }

  @Test(
    "JSON has full precision, and null for what it cannot say",
    arguments: [
      ("0.1 + 0.2", "0.30000000000000004"), ("1 / 3", "0.3333333333333333"), ("1e300", "1e+300"),
      ("0 / 0", "null"), ("-1 / 0", "null"), ("3", "3"),
      ("\"a\\\"b\\n\"", "\"a\\\"b\\n\""), ("[1, [true, nothing]]", "[1, [true, null]]"),
      ("[[1, 2], [3, 4]] * 1", "[[1, 2], [3, 4]]"),
      ("fields(a: 1, b: \"x\")", "{\"a\": 1, \"b\": \"x\"}"),
      ("sweep i in 1...2 { i^2 }", "{\"i\": [1, 2], \"value\": [1, 4]}"),
      ("1...3", "{\"first\": 1, \"step\": 1, \"count\": 3}"), ("x -> x", "{\"function\": \"it(x)\"}"),
      ("[]", "[]"), ("[] * 1", "[]"),
    ])
  func json(code: String, json: String) { #expect(value(code).json.text == json) }

  @Test("Indented, JSON has a line for each item and field")
  func indentedJSON() {
    let value = JSONValue.object([("a", .array([.number(1), .array([])])), ("b", .object([("c", .null)]))])
    #expect(
      value.indentedText == """
        {
         "a": [
          1,
          []
         ],
         "b": {
          "c": null
         }
        }

        """)
  }

  @Test(
    "One line says what a value is, whatever its size",
    arguments: [
      ("1 / 3", "0.333333"), ("1...9", "1...9"), ("0..<1 by 0.1", "0..<1 by 0.1"),
      ("[1, 2, 3, 4, 5, 6, 7, 8, 9, 10]", "[1, 2, 3, 4, 5, 6, 7, 8, … 2 more]"),
      ("(1...9) * 1", "tensor 9"), ("(1...3) * 1", "[1, 2, 3]"), ("[[1, 2]] * 1", "tensor 1 × 2"),
      ("fields(a: 1, b: [1])", "record(a: 1, b: list)"),
      ("sweep i in 1...2 { i }", "table, 2 rows: i, value"), ("\"a\\nb\"", "\"a⏎b\""), ("x -> x", "it(x)"),
    ])
  func summaries(code: String, summary: String) { #expect(value(code).summary == summary) }

  @Test("What a cell shows is bounded, whatever the value's size")
  func bounded() {
    for code in [
      "1...1e6", "(1...1e6) * 1", "sweep i in 1...1e5 { i }", "t = \"abc\\n\"; for i in 1...20 { t += t }; t",
    ] {
      var trial = Trial()
      trial.run(code)
      let blocks = trial.completed.last?.value.show() ?? []
      let count = blocks.reduce(0) { count, block in
        switch block {
        case .line(let line): count + line.plain.count + 1
        case .table(let table): count + table.columns.reduce(0) { $0 + $1.cells.count }
        case .figure: count
        }
      }
      #expect(blocks.count > 0 && count < 12_000, "\(code)")
    }
  }

  @Test("A value lies in sixteen bytes, in a list or in a variable")
  func size() {
    #expect(MemoryLayout<Value>.stride == 16)
    #expect(MemoryLayout<Value?>.stride == 16)
  }

  @Test("Records keep the order of their fields; tables fill what is missing")
  func containers() {
    var record = Record([("b", .number(1)), ("alpha", .number(2))])
    record["α"] = .number(3)
    record["b"] = nil
    #expect(record.names == ["alpha"] && record["alpha"]?.literal == "3")
    let table = Table([.init(name: "x", numbers: [1, 2]), .init(name: "y", numbers: [1])])
    #expect(table.rowCount == 2 && table.row(1)["y"]?.kind == .nothing)
    #expect(table.column("y")?.numbers?[1].isNaN == true)
  }

  @Test("Domains say what they admit")
  func domains() {
    #expect(Domain.between(0, 1).phrase("x") == "0 ≤ x ≤ 1")
    #expect(Domain.strictlyBetween(0, 1).phrase("x") == "0 < x < 1")
    #expect(Domain.above(0).phrase("x") == "x > 0")
    #expect(Domain.integers(1).phrase("n") == "a whole number, n ≥ 1")
    #expect(Domain.wholeNumber.phrase("n") == "a whole number")
    #expect(
      !Domain.above(0).contains(.nan) && !Domain.atLeast(0).contains(-0.1)
        && !Domain.atLeast(0).contains(.infinity))
    #expect(
      !Domain.integers(0).contains(.infinity) && !Domain.wholeNumber.contains(.infinity)
        && Domain.wholeNumber.contains(-3))
  }
}
