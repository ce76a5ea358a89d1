import Execution
import Interpreter
import Language
import Testing

@testable import TerminalUI

@Suite struct LineCompletionTests {
  private static let commands = CommandTable([
    command(
      "solve",
      [
        Parameter("alpha", .number, summary: "load"),
        Parameter("beta", .number, summary: "inverse temperature"),
        Parameter("start", .text, summary: "branch", choices: ["best", "uninformed", "informed"]),
      ]),
    command("sqrt", [Parameter("x", .number, summary: "a number")], result: "a number"),
    command("quit", []),
    command("load", [Parameter("path", .text, summary: "a file")]),
    command(
      "transform",
      [
        Parameter("net", .network, summary: "a network", evaluation: .place),
        Parameter("on", .task, summary: "a task"), Parameter("rate", .number, summary: "", default: .absent),
      ]),
    command("help", [Parameter("name", .text, summary: "a name", evaluation: .word)]),
  ])

  private static func command(
    _ name: String, _ parameters: [Parameter], result: String = "nothing"
  ) -> Command {
    Command(
      name, group: .session, summary: "Does \(name)", parameters: parameters, result: result, examples: []
    ) { _, _ in
      .nothing
    }
  }

  /// Candidates, and behind a `+` what follows the only one.
  private func offered(_ line: String, after earlier: String = "") -> String? {
    var session = Session(commands: Self.commands)
    _ = session.run(SourceText("state = 3; func steep(x) = x", name: "input"), in: Work()) { _ in }
    let bytes = Array(line.utf8)
    guard let completion = LineCompletion(line: bytes, point: bytes.count, after: earlier, session: session)
    else { return nil }
    let suffix = completion.suffix.map { "+" + String(UnicodeScalar($0)) } ?? ""
    return completion.candidates.map(\.text).joined(separator: " ") + suffix
      + (completion.isFile ? "(file)" : "")
  }

  @Test(
    "Tab goes on as one types on",
    arguments: [
      // A command at a statement's head takes its arguments behind a blank, within an expression in brackets.
      ("sol", "solve+ "), ("x = sol", "solve+ "), ("1 + sq", "sqrt+("), ("solve alpha: sq", "sqrt+("),
      ("qui", "quit"),
      ("?sol", "solve"), ("help sol", "solve"),
      // Labels are followed by their value.
      ("solve al", "alpha:+ "), ("solve alpha: 1, ", "beta: start: state"),
      // Choices end their quotes.
      ("solve start: \"b", "best+\""), ("solve start: \"", "best informed uninformed+\""),
      ("solve start: \"un", "uninformed+\""),
      // A variable may be followed by anything, a function by its arguments.
      ("1 + stat", "state"), ("1 + stee", "steep+("), ("stee", "steep+ "),
      ("whi", "while+ "), ("x = tru", "true"),
      ("load \"fi", "+\"(file)"), ("\\alph", "α"), ("x = \\e", "\\epsilon \\eta"), ("r\\_0", "₀"),
    ])
  func suffixes(line: String, expected: String) {
    #expect(offered(line) == expected)
  }

  /// The line after Tab, with `|` for the cursor before and after.
  private func line(_ marked: String) -> String? {
    let parts = marked.split(separator: "|", maxSplits: 1, omittingEmptySubsequences: false)
    let line = Array(parts.joined().utf8)
    let point = parts[0].utf8.count
    let session = Session(commands: Self.commands)
    guard let completion = LineCompletion(line: line, point: point, after: "", session: session),
      let text = completion.candidates.first?.text, completion.candidates.count == 1
    else { return nil }
    let before = Array(line[..<completion.start]) + text.utf8
    let result = before + line[point...]
    let cursor = before.count + completion.cursorShift
    return String(decoding: result[..<cursor], as: UTF8.self) + "|"
      + String(decoding: result[cursor...], as: UTF8.self)
  }

  @Test(
    "Empty parentheses are filled in with gaps, and Tab goes from gap to gap",
    arguments: [
      ("solve(|", "solve(alpha: |, beta: , start: "),
      ("x = solve(|)", "x = solve(alpha: |, beta: , start: )"),
      ("solve(alpha: 2|, beta: , start: )", "solve(alpha: 2, beta: |, start: )"),
      ("solve(alpha: 2, beta: 20|, start: )", "solve(alpha: 2, beta: 20, start: |)"),
      ("solve(alpha: -2.5|, beta: ", "solve(alpha: -2.5, beta: |"),
      ("transform(|)", "transform(|, on: )"), ("solve(|alpha: 1)", nil), ("solve(alpha: 2|)", nil),
    ])
  func templates(marked: String, expected: String?) { #expect(line(marked) == expected) }

  @Test("Where nothing fits, nothing is offered")
  func nothing() {
    #expect(offered("zzz") == nil)
    #expect(offered("# comm") == nil)
    #expect(offered("12") == nil)
  }

  @Test("In a block Tab indents a line that has not begun, and knows the lines before")
  func blocks() {
    #expect(offered("  ", after: "for i in 1...3 {\n") == "  ")
    #expect(offered("  be", after: "solve(alpha: 1,\n") == "beta:+ ")
  }

  @Test("A word begins where its bytes do, Greek letters before it included")
  func offsets() {
    let bytes = Array("α = sol".utf8)
    let completion = LineCompletion(
      line: bytes, point: bytes.count, after: "", session: Session(commands: Self.commands))
    #expect(completion?.start == 5)
  }
}
