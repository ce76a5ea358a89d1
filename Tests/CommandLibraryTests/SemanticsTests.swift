import Execution
import Language
import Testing

/// What the language means, a fact a row: a script, and what its last statement gives as the language
/// writes it.
///
/// Where it is an error, the row has its code instead ("E" for any, "syntax" for any of the parser), and
/// perhaps words that its message or its help has.
@Suite struct SemanticsTests {
  /// What the rows may read.
  private static let values = """
    xs = [10, 20, 30, 40]
    v = [1, 2, 3, 4] * 1
    A = reshape(0...5, 2, 3)
    B = reshape(0...23, 2, 3, 4)
    r = 10...40 by 10
    s = "αβγδ"
    t = table(a: [1, 2, 3], b: [10, 20, 30], name: ["x", "y", "x"], flag: [true, false, true])
    m = v > 2
    M = A > 2
    """

  private func check(_ script: String, _ expected: String) {
    var trial = Trial()
    trial.run(Self.values)
    #expect(trial.failure == nil, "\(trial.shown.joined(separator: "\n"))")
    let found = trial.run(script)
    let report = "\(script) gave \(found)\n\(trial.shown.joined(separator: "\n"))"
    guard let error = expected.wholeMatch(of: /(E[0-9]*|syntax)( (.+))?/) else {
      #expect(agrees(found, expected), "\(report)")
      return
    }
    let code = String(error.output.1)
    #expect(code == "syntax" ? found.contains(/^E[0-3]/) : found.hasPrefix(code), "\(report)")
    if let words = error.output.3 { #expect(trial.words.contains(words), "\(report)") }
  }

  // MARK: Elements

  @Test("The ends of a slice may be left out, and count from the end where they have a sign", arguments: ends)
  func end(script: String, expected: String) { check(script, expected) }

  @Test("A slice keeps the kind, on every axis; a number takes its axis away", arguments: slices)
  func slice(script: String, expected: String) { check(script, expected) }

  @Test(
    "Lists of indices take elements in their order, and on several axes all combinations", arguments: indices)
  func index(script: String, expected: String) { check(script, expected) }

  @Test("Slices and lists of indices are places", arguments: slicePlaces)
  func slicePlace(script: String, expected: String) { check(script, expected) }

  // MARK: Masks

  @Test(
    "Comparisons of many give masks, element by element; those of two give a boolean", arguments: comparisons)
  func comparison(script: String, expected: String) { check(script, expected) }

  @Test("`nothing` in a column is as not-a-number", arguments: missingCells)
  func missingCell(script: String, expected: String) { check(script, expected) }

  @Test("A mask is a tensor of booleans, with and, or, not", arguments: masks)
  func mask(script: String, expected: String) { check(script, expected) }

  @Test("A mask selects", arguments: selections)
  func selection(script: String, expected: String) { check(script, expected) }

  @Test("What a mask selects is a place", arguments: maskPlaces)
  func maskPlace(script: String, expected: String) { check(script, expected) }

  @Test("Masks are looked for, counted, and take part in arithmetic as 1 and 0", arguments: counts)
  func count(script: String, expected: String) { check(script, expected) }

  @Test(
    "Two masks have no arithmetic: the help names and, or", arguments: ["+", "-", "*", "/", "^", "%", "@"])
  func arithmeticOfMasks(symbol: String) {
    var trial = Trial()
    trial.run(Self.values)
    #expect(trial.run("m \(symbol) m") == "E49")
    let hints = [trial.failure?.suggestion, trial.failure?.help].compactMap { $0 }
    #expect(hints.contains { $0.contains(/\band\b/) }, "\(hints)")
  }

  @Test("equal compares wholes", arguments: equalities)
  func equality(script: String, expected: String) { check(script, expected) }

  @Test("max and min of several are taken element by element; an axis has its label", arguments: extrema)
  func extremum(script: String, expected: String) { check(script, expected) }

  // MARK: Assignments and functions

  @Test("Several targets take the parts of one value", arguments: targets)
  func target(script: String, expected: String) { check(script, expected) }

  @Test("Fields are places", arguments: fields)
  func field(script: String, expected: String) { check(script, expected) }

  @Test("A function without a name has several parameters, or a block", arguments: lambdas)
  func lambda(script: String, expected: String) { check(script, expected) }

  // MARK: Trying

  @Test("try goes on where its block fails, with everything as it was", arguments: tries)
  func attempt(script: String, expected: String) { check(script, expected) }

  @Test("What failed in try drew no random numbers", arguments: draws)
  func draw(with script: String, without plain: String) {
    var (one, other) = (Trial(), Trial())
    let drawn = one.run("xs = [1]\n" + script)
    #expect(one.failure == nil, "\(script)\n\(one.shown.joined(separator: "\n"))")
    #expect(drawn == other.run("xs = [1]\n" + plain), "\(script)")
    #expect(other.failure == nil)
  }

  @Test("What a block printed before it failed stays")
  func output() {
    var trial = Trial()
    let script = "try { print \"before\"; [1][2]; print \"behind\" } else { print \"after\" }"
    #expect(trial.run(script) == "nothing")
    #expect(trial.shown == ["before", "after"])
  }

  @Test("try does not stand in the way of Ctrl-C")
  func interruption() {
    let cancellation = Cancellation()
    cancellation.request()
    var trial = Trial()
    #expect(trial.run("try { while true { } } else { 7 }", cancellation: cancellation) == "interrupted")
  }

  @Test("assert goes on or says what does not hold", arguments: assertions)
  func assertion(script: String, expected: String) { check(script, expected) }

  // MARK: Other languages

  @Test("A form of another language is an error with help", arguments: foreignForms)
  func foreignForm(script: String, expected: String) {
    check(script, expected)
    var trial = Trial()
    trial.run(script)
    #expect(trial.failure?.help != nil || trial.failure?.suggestion != nil, "\(script)")
  }
}

extension Trial {
  /// What the last error says: the fact, the suggestion and the help.
  fileprivate var words: String {
    [failure?.message, failure?.suggestion, failure?.help].compactMap { $0 }.joined(separator: "\n")
  }
}
