import Display
import Execution
import Foundation
import Interpreter
import Language

/// Scripts that run from beginning to end without anyone typing: a file, an argument, standard input.
package struct Batch {
  let commands: CommandTable
  /// "replica 0.1.0", as journals have it.
  let program: String
  let results: ResultStore?
  let console: Console

  package init(
    commands: CommandTable, program: String, results: ResultStore? = nil, console: Console = .standard
  ) {
    self.commands = commands
    self.results = results
    self.program = program
    self.console = console
    signal(SIGPIPE, SIG_IGN)
    // A limit on the size of files is an error of writing and not the end.
    signal(SIGXFSZ, SIG_IGN)
    SelfPipe.receive([SIGINT])
  }

  var session: Session {
    var session = Session(commands: commands)
    session.results = results
    return session
  }

  /// Runs a script and shows its results; only what it prints, when quiet.
  ///
  /// Of a journal it runs the cells that were done. With `journalPath` it writes a journal.
  package func run(
    _ text: String, name: String, overrides: [Override] = [], isQuiet: Bool = false,
    journalPath: String? = nil
  ) -> ExitStatus {
    if Journal.isJournal(text) {
      guard overrides.isEmpty else { return fail(Diagnostic.journalWithSettings(name), .wrongUsage) }
      return replay(text, name: name, keepsFiles: false, isQuiet: isQuiet, journalPath: journalPath)
    }
    let script: Script
    var session: Session
    do throws(ExitStatus) {
      (script, session) = try prepare(text, name: name, overrides: overrides)
    } catch {
      return error
    }
    var journal: JournalFile?
    do { journal = try journalPath.map { try beginJournal(at: $0) } } catch { return fail(error) }
    session.recorder = journal
    let status = finish { [console, session] work in
      var session = session
      return session.run(script, in: work, event: Self.shower(console, isQuiet: isQuiet, in: work))
    }
    journal?.close(interrupted: status == .interrupted)
    return status
  }

  /// A script without errors, and the session that it runs in. Throws the exit status, the reason having been shown.
  func prepare(
    _ text: String, name: String, overrides: [Override]
  ) throws(ExitStatus) -> (Script, Session) {
    let script: Script
    do { script = try Parser.parse(SourceText(text, name: name)) } catch { throw fail(error) }
    var session = session
    session.overrides = try values(of: overrides, in: script)
    let checker = Checker(commands: commands)
    checker.check(script, overrides: session.overrides)
    if let first = checker.errors.first {
      for error in checker.errors.dropFirst() { console.note(error) }
      throw fail(first)
    }
    return (script, session)
  }

  /// The values given in the place of a script's own. Throws the exit status, the reason having been shown.
  private func values(
    of overrides: [Override], in script: Script
  ) throws(ExitStatus) -> [String: Session.Override] {
    do { return try overrides.values(in: script, commands, console) } catch let diagnostic as Diagnostic {
      throw fail(diagnostic, .wrongUsage)
    } catch {
      throw .interrupted
    }
  }

  /// Shows what a script shows, and its results unless it is quiet.
  private static func shower(_ console: Console, isQuiet: Bool, in work: Work) -> (Session.Event) -> Void {
    let writer = ResultWriter(console, in: work)
    return { event in
      switch event {
      case .shown(let blocks): writer.show(blocks, isResult: false)
      case .noted(let blocks): console.note(blocks)
      case .error(let diagnostic): console.note(diagnostic)
      case .completed(let statement):
        if statement.isShown, !isQuiet { writer.show(statement.value.show(), isResult: true) }
      }
    }
  }

  /// A journal for a run, in the place of an older one when it ends; a file that is none stays as it is.
  private func beginJournal(at path: String) throws -> JournalFile {
    let journal = JournalFile(at: path, program: program) { [console] in
      console.note(StyledText($0, .warning))
    }
    try journal.begin()
    return journal
  }

  /// Runs the cells of a journal that were done, each as one; what `undo` goes back to is then what it was.
  package func replay(
    _ text: String, name: String, keepsFiles: Bool = true, isQuiet: Bool = false, journalPath: String? = nil
  ) -> ExitStatus {
    let journal: Journal
    var recorder: JournalFile?
    do {
      journal = try Journal(text, name: name)
      recorder = try journalPath.map { try beginJournal(at: $0) }
    } catch { return fail(error) }
    let cells = journal.doneCells
    noteSkipped(in: journal)
    let status = finish { [console, session, recorder] work in
      var session = session
      session.keepsFiles = keepsFiles
      session.recorder = recorder
      let event = Self.shower(console, isQuiet: isQuiet, in: work)
      for cell in cells {
        let outcome = session.run(
          SourceText(cell.text, name: "cell [\(cell.number)]"), in: work, event: event)
        guard case .completed = outcome else { return outcome }
      }
      return .completed
    }
    recorder?.close(interrupted: status == .interrupted)
    return status
  }

  /// Says how many cells of a journal do not run.
  func noteSkipped(in journal: Journal) {
    let skipped = journal.cells.count { ![.done, .left].contains($0.record?.outcome) }
    guard skipped > 0 else { return }
    let words =
      skipped == 1 ? "1 cell that did not complete is" : "\(skipped) cells that did not complete are"
    console.note(StyledText("\(words) left out", .muted))
  }

  /// Shows all errors and warnings of a script that follow from its text, or about how long it takes.
  package func check(_ text: String, name: String, overrides: [Override] = []) -> ExitStatus {
    let (script, errors) = Parser.parseAll(SourceText(text, name: name))
    let checker = Checker(commands: commands)
    if let script {
      let values: [String: Session.Override]
      do throws(ExitStatus) { values = try self.values(of: overrides, in: script) } catch { return error }
      checker.check(script, overrides: values)
    }
    let all = errors + checker.errors
    let shown = (all + checker.warnings).sorted { ($0.span?.start ?? 0) < ($1.span?.start ?? 0) }
    for diagnostic in shown { console.note(diagnostic) }
    let warnings = checker.warnings.count
    let warned = warnings == 0 ? "" : warnings == 1 ? ", 1 warning" : ", \(warnings) warnings"
    guard all.isEmpty else {
      let count = all.count == 1 ? "1 error" : "\(all.count) errors"
      console.note(StyledText(count + warned, .warning))
      return .failed
    }
    let seconds = checker.seconds > 0.5 ? checker.seconds * MachineSpeed.slowness() : 0
    let about = checker.isAtLeast ? "at least" : "about"
    let time = seconds < 1 ? "" : " · \(about) \(ProgressReading.duration(seconds)) on this machine"
    console.show([.line(StyledText("no errors", .good) + StyledText(warned + time, .muted))])
    return .done
  }

  /// Runs a journal again and compares what comes out with what it says.
  package func verify(_ text: String, name: String, tolerance: Double) -> ExitStatus {
    let journal: Journal
    do { journal = try Journal(text, name: name) } catch { return fail(error) }
    let computation = Computation(console: console)
    let comparison: Comparison? = computation.run(unstarted: nil) { [commands] work in
      var session = Session(commands: commands)
      return try? session.replay(journal, tolerance: tolerance, in: work) { _ in }
    }
    guard let comparison else {
      console.note(computation.interruption)
      return .interrupted
    }
    console.show(comparison.report)
    return comparison.differences.isEmpty && comparison.cellCount > 0 ? .done : .failed
  }

  /// Runs a script and shows the value of its last statement; as JSON, that value and nothing else reaches
  /// standard output.
  package func evaluate(_ text: String, asJSON: Bool) -> ExitStatus {
    let script: Script
    do { script = try Parser.parse(SourceText(text, name: "input")) } catch { return fail(error) }
    return finish { [console, session] work in
      var session = session
      let writer = ResultWriter(console, in: work)
      var last: CompletedStatement?
      let outcome = session.run(script, in: work) { event in
        switch event {
        case .noted(let blocks): console.note(blocks)
        case .error(let diagnostic): console.note(diagnostic)
        case .shown(let blocks): asJSON ? console.note(blocks) : writer.show(blocks, isResult: false)
        case .completed(let statement): last = statement
        }
      }
      switch outcome {
      case .failed, .interrupted, .lesson: break
      case .completed, .quit:
        if asJSON {
          console.write((last?.value ?? .nothing).json.text + "\n")
        } else if let last, last.isShown {
          writer.show(last.value.show(), isResult: true)
        }
      }
      return outcome
    }
  }

  /// Runs the script that arrives on standard input.
  package func runStandardInput() -> ExitStatus {
    let name = "standard input"
    do {
      guard let text = try StandardStreams.readInput() else {
        return fail(Diagnostic.file(name, "is not UTF-8 text"))
      }
      return run(text, name: name)
    } catch {
      return fail(Diagnostic.file(name, "cannot be read"))
    }
  }

  private func finish(_ body: @escaping @Sendable (Work) -> Session.Outcome) -> ExitStatus {
    let computation = Computation(console: console)
    let outcome = computation.run(unstarted: Session.Outcome.failed(.noThread)) { work in
      let outcome = body(work)
      // All has run, but was perhaps not shown.
      if case .completed = outcome, work.isCancelled { return .interrupted }
      return outcome
    }
    switch outcome {
    case .completed, .quit: return .done
    case .failed(let diagnostic): return fail(diagnostic)
    case .lesson: return fail(Diagnostic.lessonInCompany)
    case .interrupted:
      console.note(computation.interruption)
      return .interrupted
    }
  }

  /// Does something that may take long, and may be interrupted; says what went wrong.
  package func perform(_ body: @escaping @Sendable (Work) throws -> Void) -> ExitStatus {
    finish { work in
      do { try body(work) } catch is Interruption {
        return .interrupted
      } catch {
        return .failed(error as? Diagnostic ?? .computation("\(error)"))
      }
      return .completed
    }
  }

  /// Says why nothing was run.
  package func fail(_ error: any Error) -> ExitStatus {
    fail(error as? Diagnostic ?? .computation("\(error)"), .failed)
  }

  func fail(_ diagnostic: Diagnostic, _ status: ExitStatus) -> ExitStatus {
    console.note(diagnostic)
    return status
  }
}

/// Writes what a script shows. A blank line stands around each result; what is printed stays together.
private final class ResultWriter {
  private let console: Console
  private let work: Work
  private var isAfterResult = false
  private var isAtBeginning = true

  init(_ console: Console, in work: Work) { (self.console, self.work) = (console, work) }

  func show(_ blocks: [DisplayBlock], isResult: Bool) {
    guard !blocks.isEmpty else { return }
    if !isAtBeginning, isResult || isAfterResult { console.write("\n") }
    console.show(blocks, in: work)
    isAfterResult = isResult
    isAtBeginning = false
  }
}
