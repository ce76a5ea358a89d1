import CommandLibrary
import Foundation
import Interpreter
import Language
import Testing

/// Reference/Language.md and the cheat sheet, tried out: examples run from top to bottom in one session, and the grammar is the parser's.
@Suite struct LanguagePageTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  private func page(_ name: String = "Language.md") throws -> String {
    try String(contentsOf: Self.root.appending(path: "Reference/" + name), encoding: .utf8)
  }

  /// The contents of the fenced blocks of a kind.
  private func blocks(_ kind: String, in page: String) -> [String] {
    var blocks: [String] = []
    var current: [String]?
    for line in page.components(separatedBy: "\n") {
      switch (current, line) {
      case (nil, "```" + kind): current = []
      case (let lines?, "```"):
        blocks.append(lines.joined(separator: "\n"))
        current = nil
      case (_?, _): current?.append(line)
      default: break
      }
    }
    return blocks
  }

  @Test(
    "The examples give what stands behind them", arguments: [("Language.md", 50), ("CheatSheet.md", 11)])
  func examples(name: String, least: Int) throws {
    var trial = Trial()
    var claims = 0
    for block in blocks("replica", in: try page(name)) {
      let script = try Parser.parse(SourceText(block, name: name))
      for statement in script.statements {
        let code = script.source[statement.span]
        let result = trial.run(code)
        let line = script.source[script.source.lineSpan(script.source.lineIndex(at: statement.span.end))]
        if let error = line.split(separator: "# ! ").dropFirst().last {
          #expect(result == error, "\(code) gave \(result)")
          claims += 1
          continue
        }
        #expect(trial.failure == nil, "\(code)\n\(trial.shown.joined(separator: "\n"))")
        guard let stated = line.split(separator: "# → ").dropFirst().last else { continue }
        #expect(agrees(result, String(stated)), "\(code) gave \(result), not \(stated)")
        claims += 1
      }
    }
    #expect(claims > least)
  }

  @Test("The grammar on the page is the one that heads the parser")
  func grammar() throws {
    let parser = try String(
      contentsOf: Self.root.appending(path: "Sources/Language/Parsing/Parser.swift"), encoding: .utf8)
    let header = parser.components(separatedBy: "\n").filter { $0.hasPrefix("///     ") }.map {
      String($0.dropFirst(8))
    }
    let page = try #require(blocks("ebnf", in: try page()).first).components(separatedBy: "\n")
    // The header says what SEP is; the page does in its text.
    #expect(page == header.map { $0.replacing(/\ +-- SEP.*/, with: "") })
  }
}
