import Display
import Execution
import Foundation
import Interpreter
import Language
import Synchronization

/// The prompt: reads a cell, runs it, shows what it gives, until someone leaves.
package final class PromptLoop {
  let runner: CellRunner
  let console: Console
  private let greeting: String
  /// "replica 0.1.0", as journals have it.
  private let program: String
  private let reader: any LineReader
  private var history: History
  /// The lines of a cell that is not complete yet.
  private var pending = ""
  /// What Tab offers on the line that is read now.
  private var offer: Offer = { _, _ in nil }
  /// What stands on the next line already.
  private var draft = ""
  private(set) var lastCellCompleted = true
  /// Whether it goes on with an earlier session.
  private var isResumed = false

  /// What there is to complete in a line, at a byte of it.
  typealias Offer = (_ line: [UInt8], _ point: Int) -> LineCompletion?

  /// A list of candidates with notes has at most so many lines; longer ones come in columns.
  private static let longestList = 24

  /// Whether someone is typing.
  package static var isPossible: Bool { isatty(STDIN_FILENO) == 1 }

  package init(
    commands: CommandTable, greeting: String = "", program: String, results: ResultStore?,
    overrides: [String: Session.Override] = [:], console: Console = .standard
  ) {
    var session = Session(commands: commands)
    session.results = results
    session.checksCells = true
    session.overrides = overrides
    runner = CellRunner(session, console: console)
    self.console = console
    self.greeting = greeting
    self.program = program
    signal(SIGPIPE, SIG_IGN)
    // A full disk, or a limit on the size of files, is an error of writing and not the end.
    signal(SIGXFSZ, SIG_IGN)
    SelfPipe.receive([SIGINT, SIGWINCH, SIGTSTP, SIGTERM, SIGHUP])
    reader = Self.isPossible ? LineEditor(isUnicode: console.output.isUnicode) : PlainLines()
    history = History(environment: console.environment)
  }

  /// Runs cells until the user leaves, which ends the program. The session is not taken apart: its values may be
  /// nested deeper than this thread's stack.
  package func run(resuming resumption: ResumptionChoice = .offered, readsInitFile: Bool = true) -> Never {
    console.show([.line(StyledText(greeting, .muted)), .line("")])
    begin()
    beginJournal(resumption)
    if readsInitFile, !isResumed { runInitFile() }
    converse()
    end()
  }

  /// Makes the keyboard ready.
  func begin() {
    guard let editor = reader as? LineEditor else { return }
    editor.complete = { [unowned self] in offer($0, $1) }
    editor.display = { [unowned self] in list($0) }
    editor.hint = { [unowned self] in hint(line: $0, point: $1) }
    if let problem = history.open() { console.note(StyledText(problem, .warning)) }
  }

  /// Reads and runs cells until the user leaves.
  func converse() {
    var isLeaving = false
    while !isLeaving {
      switch read(prompt: prompt, draft: takeDraft(), offering: code) {
      case .line(let line): isLeaving = take(pending + line)
      case .interrupted: pending = ""
      case .end:
        console.write("\n")
        isLeaving = pending.isEmpty || runCell(SourceText(pending, name: "input"))
      case .terminated(let signal): exit(128 + signal)
      }
    }
  }

  /// Ends the program.
  func end() -> Never {
    runner.closeJournal()
    exit(ExitStatus.done.rawValue)
  }

  /// One line, or what came instead of it.
  func read(
    prompt: String, draft: String = "", offering offer: @escaping Offer = { _, _ in nil }
  ) -> LineEditor.Input {
    self.offer = offer
    return reader.read(prompt: prompt, draft: draft)
  }

  /// What may stand in a cell.
  var code: Offer {
    { [unowned self] line, point in
      runner.session.read { LineCompletion(line: line, point: point, after: pending, session: $0) }
    }
  }

  private func takeDraft() -> String {
    defer { draft = "" }
    return draft
  }

  /// Runs a complete cell, or keeps an unfinished one for the next line; true when the user leaves.
  private func take(_ text: String) -> Bool {
    if pending.isEmpty, let cells = PastedText.cells(of: text) { return runPasted(cells) }
    let source = SourceText(text, name: "input")
    if case .failure(let diagnostic) = Result(catching: { () throws(Diagnostic) in try Parser.parse(source) }),
      diagnostic.isIncomplete
    {
      pending = text + "\n"
      return false
    }
    return runCell(source)
  }

  func runCell(_ source: SourceText) -> Bool {
    pending = ""
    let text = String(decoding: source.utf8, as: UTF8.self).trimmingCharacters(in: .newlines)
    guard text.contains(where: { !$0.isWhitespace }) else { return false }
    history.add(text)
    if let request = EditRequest(source, in: state) {
      return changed(request).map { runCell(SourceText($0, name: "input")) } ?? false
    }
    let outcome = runner.run(source)
    lastCellCompleted = if case .completed = outcome { true } else { false }
    switch outcome {
    case .quit: return true
    case .lesson(let lesson): LessonLoop(lesson, prompt: self).run()
    case .completed, .failed, .interrupted: break
    }
    console.write(console.output.gap)
    return false
  }

  var state: SessionState { runner.session.read { $0.state } }

  /// `[2] `, the number of the statement to come, or `... ` below it.
  private var prompt: String {
    let number = "[\(runner.session.read { $0.state.statementCount } + 1)] "
    return painted(pending.isEmpty ? number : String(repeating: " ", count: number.count - 4) + "... ")
  }

  /// A prompt in its colour.
  func painted(_ text: String) -> String {
    guard let code = console.output.painter.code(of: .name) else { return text }
    // readline must know which characters take no room.
    return "\u{01}\u{1B}[\(code)m\u{02}\(text)\u{01}\u{1B}[0m\u{02}"
  }

  /// What the call under the cursor takes.
  private func hint(line: [UInt8], point: Int) -> String? {
    let source = SourceText(pending + String(decoding: line, as: UTF8.self), name: "input")
    let offset = pending.utf8.count + point
    let lines = runner.session.read { SignatureHint.lines(in: source, at: offset, session: $0) }
    return lines.map { console.text(of: $0.map { .line($0) }, indent: CellRunner.indent) }
  }

  /// The candidates with what is known about them, one to a line; `nil` where columns do better.
  private func list(_ completion: LineCompletion) -> String? {
    let candidates = completion.candidates
    if candidates.isEmpty, !completion.hint.isEmpty {
      return console.text(of: completion.hint.map { .line($0) }, indent: CellRunner.indent - 2)
    }
    guard !completion.isFile, candidates.count <= Self.longestList,
      candidates.contains(where: { !$0.note.isEmpty })
    else { return nil }
    let traits = console.output
    let width = candidates.map(\.text.count).max() ?? 0
    let lines = candidates.map { candidate in
      let line =
        StyledText(String(repeating: " ", count: CellRunner.indent))
        + StyledText(candidate.text, .name).padded(to: width + 2) + StyledText(candidate.note, .muted)
      let spelled = traits.isUnicode ? line : ASCIISpelling.spelled(line)
      return spelled.truncated(to: traits.columns - 1, ellipsis: traits.isUnicode ? "…" : "...").trimmedEnd
    }
    return lines.map { traits.painter.paint($0) + "\n" }.joined()
  }
}

// MARK: The journal

extension PromptLoop {
  /// Which earlier session to go on with.
  package enum ResumptionChoice {
    /// The last one, if it was cut off and the user agrees.
    case offered
    /// The last one.
    case last
    /// None.
    case never
  }

  /// Begins a journal, or goes on with an earlier one.
  func beginJournal(_ choice: ResumptionChoice) {
    guard let folder = InterruptedJournal.folder(environment: console.environment) else {
      return warn("there is no home folder for a journal")
    }
    if choice != .never, let file = InterruptedJournal.newest(in: folder, closedToo: choice == .last) {
      if resume(Resumption(file: file), choice) { return }
      file.abandon()
    } else if choice == .last {
      warn("there is no earlier session")
    }
    runner.beginJournal(in: folder, program: program)
  }

  private func warn(_ text: String) { console.note(StyledText(text, .warning)) }

  /// Whether the session is now what the earlier one was.
  private func resume(_ resumption: Resumption, _ choice: ResumptionChoice) -> Bool {
    console.note(StyledText(resumption.description, .name))
    if choice == .offered {
      switch answer(to: "resume it? [Y/n] ") {
      case .yes: break
      case .no:
        resumption.file.close()
        return false
      case .later:
        warn("it can be resumed the next time")
        return false
      }
    }
    let folder = FileManager.default.currentDirectoryPath
    if let line = resumption.enterFolder() { console.note(line) }
    let computation = Computation(console: console)
    let before = runner.session.read { $0 }
    let comparison = resumption.run(in: runner.session, computation)
    guard let comparison, comparison.isComplete else {
      // What would follow would not be what followed then: the journal is left as it is.
      runner.restore(before)
      _ = FileManager.default.changeCurrentDirectoryPath(folder)
      console.note(comparison?.report ?? [.line(computation.interruption)])
      warn("it is left as it was, and can be resumed the next time; this is a new session")
      return false
    }
    if resumption.file.wasTorn { warn("its last line was torn, and is cut off") }
    console.note(comparison.report)
    offer(resumption.file.journal.unfinished)
    console.note([.line("")])
    isResumed = true
    runner.continueJournal(resumption.file)
    return true
  }

  /// Puts the cell that was running where one key runs it.
  private func offer(_ unfinished: Journal.Cell?) {
    guard let cell = unfinished else { return }
    let isOnLine = !cell.text.contains(where: \.isNewline)
    let place = isOnLine ? "it waits on the line for Enter" : "it is the last in the history"
    console.note(StyledText("this cell was running; \(place):", .muted))
    console.note(cell.text.split(whereSeparator: \.isNewline).map { .line(StyledText("  " + $0)) })
    history.add(cell.text)
    if isOnLine { draft = cell.text }
  }

  private enum Answer { case yes, no, later }

  /// What the user says; Enter is yes. Ctrl-C, Ctrl-D and a closed terminal leave it for another time.
  private func answer(to question: String) -> Answer {
    while true {
      switch read(prompt: question) {
      case .line(let line):
        let word = line.trimmingCharacters(in: .whitespaces).lowercased()
        if word.isEmpty || "yes".hasPrefix(word) { return .yes }
        if "no".hasPrefix(word) { return .no }
      case .interrupted, .end: return .later
      case .terminated(let signal): exit(128 + signal)
      }
    }
  }
}
