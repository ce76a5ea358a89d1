import Language
import Testing

@testable import Interpreter

@Suite struct LessonTests {
  private func script(_ text: String) throws -> Script { try Parser.parse(SourceText(text, name: "input")) }

  @Test("A step is prose and then a cell that runs; a lesson may end with prose")
  func steps() throws {
    let text = """
      # %% [markdown]
      # One
      # %% [markdown]
      # Two
      # %% Sum
      1 + 1
      # %% only a remark
      # %%
      2
      # %% [markdown]
      # End
      """
    #expect(
      Lesson(try script(text)).steps == [
        .init(prose: ["One", "Two"], title: "Sum", code: "1 + 1"), .init(code: "2"), .init(prose: ["End"]),
      ])
    #expect(Lesson(try script("# nothing")).steps == [])
    #expect(Lesson(try script("1\n2")).steps == [.init(code: "1\n2")])
  }

  @Test("What a class expects is written into the calls of ask that have no prediction yet")
  func answers() throws {
    let text =
      "x = ask \"a\", is: 1\nask(\"b\", is: x.answer) # why\nask \"c\", is: 3, prediction: 2\nask \"α \\(x)\", is: 4"
    let script = try script(text)
    let questions = Question.all(in: script)
    #expect(questions.map(\.text) == ["a", "b", "\"α \\(x)\""])
    #expect(
      Question.text(of: script.source, answering: [(questions[0], 0.5), (questions[1], -1e-7)]) == """
        x = ask "a", is: 1, prediction: 0.5
        ask("b", is: x.answer, prediction: -1e-07) # why
        ask "c", is: 3, prediction: 2
        ask "α \\(x)", is: 4
        """)
    #expect(Question.text(of: script.source, answering: []) == text)
  }

  @Test("A prediction is read back from its record, and from no other value")
  func predictions() throws {
    let made = try #require(Prediction(Prediction(question: "a", prediction: 0.5, answer: 2).value))
    #expect(made.question == "a" && made.prediction == 0.5 && made.answer == 2 && made.difference == -1.5)
    let unasked = try #require(Prediction(Prediction(question: "a", prediction: nil, answer: 2).value))
    #expect(unasked.prediction == nil && unasked.difference == nil)
    #expect(Prediction(.record(Record([("answer", .number(1))]))) == nil)
    #expect(Prediction(.number(1)) == nil)
  }
}
