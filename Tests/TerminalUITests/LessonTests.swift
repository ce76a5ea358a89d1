import Display
import Language
import Testing

@testable import TerminalUI

@Suite struct LessonTests {
  private func lines(_ text: String, width: Int = 20) -> [String] {
    Prose.lines(of: text, width: width).map(\.plain)
  }

  @Test("Paragraphs are filled and keep apart; what is indented below a blank line stays as it is")
  func paragraphs() {
    #expect(
      lines("one two three\nfour five six\n\nseven\n\n    q = m²\n\neight") == [
        "one two three four", "five six", "", "seven", "", "    q = m²", "", "eight",
      ])
    #expect(lines("one  \ntwo") == ["one", "two"])
  }

  @Test("The second line of an item stands under the first; a list stands right under what announces it")
  func items() {
    #expect(
      lines("- one two three four five\n- six\n  seven\n\n12. one two three four five") == [
        "- one two three four", "  five", "- six seven", "", "12. one two three", "    four five",
      ])
    #expect(lines("Think:\n\n1. a\n   - b\n2. c") == ["Think:", "1. a", "   - b", "2. c"])
  }

  @Test("Headings, bold words and code have their roles, and open marks are text")
  func marks() {
    #expect(lines("## A title\nText") == ["A title", "", "Text"])
    #expect(Prose.lines(of: "# A", width: 20)[0].pieces.map(\.role) == [.heading])
    let line = Prose.lines(of: "a **b** `c*` 2 * 3 ** `", width: 80)[0]
    #expect(line.plain == "a b c* 2 * 3 ** `")
    #expect(line.pieces.map(\.role) == [.plain, .heading, .plain, .name, .plain])
  }

  @Test("Tables are tables, quotes have a rule at their side, links say where they lead")
  func otherBlocks() {
    #expect(
      lines("| α | ε |\n|---|--:|\n| one | 0.5 |\n| two | 12 |") == ["α       ε", "one   0.5", "two  12"])
    #expect(lines("> one\n> two") == ["│ one two"])
    #expect(lines("[a](b.md) <https://x.y>", width: 40) == ["a (b.md) https://x.y"])
  }

  @Test("A command of a lesson is a word or its first letter; Enter is next")
  func commands() throws {
    #expect(try LessonCommand("") == .next)
    #expect(try LessonCommand(" b ") == .back)
    #expect(try LessonCommand("Prompt") == .prompt)
    #expect(try LessonCommand("jump 12") == .jump(12))
    #expect(try LessonCommand("?") == .help)
    for line in ["help", "?jump", "jump?", "? jump"] { #expect(try LessonCommand(line) == .help) }
    #expect(throws: Diagnostic.self) { try LessonCommand("jump there") }
    #expect(throws: Diagnostic.self) { try LessonCommand("run 3") }
    #expect(throws: Diagnostic.self) { try LessonCommand("bakc") }
    do { _ = try LessonCommand("bakc") } catch { #expect(error.suggestion == "back") }
  }

  private func offered(_ line: String) -> [String] {
    let bytes = Array(line.utf8)
    let completion = LessonCommand.completion(of: bytes, at: bytes.count, titles: ["α", "β"])
    return completion?.candidates.map(\.text) ?? []
  }

  @Test("Tab offers the commands at the beginning of a line, and the steps behind jump")
  func completion() {
    #expect(offered("") == ["next", "back", "run", "edit", "jump ", "prompt", "quit", "?"])
    #expect(offered("  ne") == ["next"])
    #expect(offered("jump ") == ["1", "2"])
    #expect(offered("jump 2") == ["2"])
    #expect(offered("x = ne") == [] && offered("jump 3") == [])
  }
}
