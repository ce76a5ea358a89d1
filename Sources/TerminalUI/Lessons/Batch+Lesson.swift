import Interpreter
import Language

extension Batch {
  /// Goes through a script with a class, and ends the program; gives a status only where there is nothing to go through.
  ///
  /// Where nobody is typing, the lines of standard input are the commands.
  package func teach(_ text: String, name: String, overrides: [Override] = []) -> ExitStatus {
    let script: Script
    do { script = try Parser.parse(SourceText(text, name: name)) } catch { return fail(error) }
    let lesson = Lesson(script)
    guard !lesson.steps.isEmpty else { return fail(Diagnostic.noLesson(name)) }
    let values: [String: Session.Override]
    do { values = try overrides.values(in: script, commands, console) } catch let diagnostic as Diagnostic {
      return fail(diagnostic, .wrongUsage)
    } catch {
      return .interrupted
    }
    let prompt = PromptLoop(
      commands: commands, program: program, results: results, overrides: values, console: console)
    prompt.begin()
    if PromptLoop.isPossible { prompt.beginJournal(.never) }
    LessonLoop(lesson, prompt: prompt).run()
    prompt.end()
  }
}
