import Display
import Execution
import Foundation
import Interpreter
import Language
import Synchronization

/// The prompt: reads a cell, runs it, shows what it gives, until someone leaves.
package final class PromptLoop {
  private let session: SharedSession
  private let console: Console
  private let greeting: String
  private let editor: LineEditor
  private var history: History
  /// The lines of a cell that is not complete yet.
  private var pending = ""

  /// Results stand this far to the right of the prompt.
  private static let indent = 4
  /// A list of candidates with notes has at most so many lines; longer ones come in columns.
  private static let longestList = 24

  /// Whether someone is typing.
  package static var isPossible: Bool { isatty(STDIN_FILENO) == 1 }

  package init(commands: CommandTable, greeting: String, console: Console = .standard) {
    session = SharedSession(Session(commands: commands))
    self.console = console
    self.greeting = greeting
    signal(SIGPIPE, SIG_IGN)
    Wakeups.receive([SIGINT, SIGWINCH, SIGTSTP, SIGTERM, SIGHUP])
    editor = LineEditor(isUnicode: console.output.isUnicode)
    history = History(environment: console.environment)
  }

  /// Runs cells until the user leaves, which ends the program. The session is not taken apart: its values may be
  /// nested deeper than this thread's stack.
  package func run() -> Never {
    editor.complete = { [unowned self] line, point in
      session.read { LineCompletion(line: line, point: point, after: pending, session: $0) }
    }
    editor.display = { [unowned self] in list($0) }
    console.show([.line(StyledText(greeting, .muted)), .line("")])
    if let problem = history.open() { console.note(StyledText(problem, .warning)) }
    var isLeaving = false
    while !isLeaving {
      switch editor.read(prompt: prompt) {
      case .line(let line): isLeaving = take(pending + line)
      case .interrupted: pending = ""
      case .end:
        console.write("\n")
        isLeaving = pending.isEmpty || runCell(SourceText(pending, name: "input"))
      case .terminated(let signal): exit(128 + signal)
      }
    }
    exit(ExitStatus.done.rawValue)
  }

  /// Runs a complete cell, or keeps an unfinished one for the next line; true when the user leaves.
  private func take(_ text: String) -> Bool {
    let source = SourceText(text, name: "input")
    if case .failure(let diagnostic) = Result(catching: { () throws(Diagnostic) in try Parser.parse(source) }),
      diagnostic.isIncomplete
    {
      pending = text + "\n"
      return false
    }
    return runCell(source)
  }

  private func runCell(_ source: SourceText) -> Bool {
    pending = ""
    let text = String(decoding: source.utf8, as: UTF8.self).trimmingCharacters(in: .newlines)
    guard text.contains(where: { !$0.isWhitespace }) else { return false }
    history.add(text)
    let computation = Computation(console: console, patience: .unlimited)
    let outcome = computation.run(unstarted: .failed(.noThread)) { [session, console] work in
      session.run(source, in: work) { event in
        switch event {
        case .shown(let blocks): console.show(blocks, indent: Self.indent)
        case .completed(let statement):
          if statement.isShown { console.show(statement.value.show(), indent: Self.indent) }
        }
      }
    }
    switch outcome {
    case .completed: break
    case .failed(let diagnostic): console.note(diagnostic, indent: Self.indent)
    case .interrupted: console.note(computation.interruption, indent: Self.indent)
    case .quit: return true
    }
    console.write("\n")
    return false
  }

  /// `[2] `, the number of the statement to come, or `... ` below it.
  private var prompt: String {
    let number = "[\(session.read { $0.state.statementCount } + 1)] "
    let text = pending.isEmpty ? number : String(repeating: " ", count: number.count - 4) + "... "
    guard let code = Painter(colours: console.output.colours).code(of: .name) else { return text }
    // readline must know which characters take no room.
    return "\u{01}\u{1B}[\(code)m\u{02}\(text)\u{01}\u{1B}[0m\u{02}"
  }

  /// The candidates with what is known about them, one to a line; `nil` where columns do better.
  private func list(_ completion: LineCompletion) -> String? {
    let candidates = completion.candidates
    guard !completion.isFile, candidates.count <= Self.longestList,
      candidates.contains(where: { !$0.note.isEmpty })
    else { return nil }
    let traits = console.output
    let width = candidates.map(\.text.count).max() ?? 0
    let lines = candidates.map { candidate in
      let line =
        StyledText(String(repeating: " ", count: Self.indent))
        + StyledText(candidate.text, .name).padded(to: width + 2) + StyledText(candidate.note, .muted)
      let spelled = traits.isUnicode ? line : ASCIISpelling.spelled(line)
      return spelled.truncated(to: traits.columns - 1, ellipsis: traits.isUnicode ? "…" : "...").trimmedEnd
    }
    return lines.map { Painter(colours: traits.colours).paint($0) + "\n" }.joined()
  }
}

/// The session that the prompt and the thread of a computation take turns with. It never leaves its place, so
/// what a cell replaces is freed on the computation's thread, whose stack is deep enough for any value.
private final class SharedSession: Sendable {
  private let session: Mutex<Session>

  init(_ session: Session) { self.session = Mutex(session) }

  func read<Result: Sendable>(_ body: (Session) -> Result) -> Result { session.withLock { body($0) } }

  func run(_ source: SourceText, in work: Work, event: @escaping @Sendable (Session.Event) -> Void)
    -> Session.Outcome
  {
    session.withLock { $0.run(source, in: work, event: event) }
  }
}
