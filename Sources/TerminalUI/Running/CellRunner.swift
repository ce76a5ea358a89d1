import Display
import Interpreter
import Language

/// Runs cells in a session, shows what they give, and keeps the journal: for the prompt, and for a lesson.
final class CellRunner {
  private(set) var session: SharedSession
  private var journal: JournalFile?
  let console: Console

  /// Results stand this far to the right of the prompt.
  static let indent = 4

  init(_ session: Session, console: Console) {
    self.session = SharedSession(session)
    self.console = console
  }

  /// Runs a cell and gives how it ended; its results and its failure have been shown then.
  ///
  /// Silently only a failure is shown. `completed` is told of every statement, on the computation's thread.
  func run(
    _ source: SourceText, isSilent: Bool = false,
    completed: @escaping @Sendable (CompletedStatement) -> Void = { _ in }
  ) -> Session.Outcome {
    let computation = Computation(console: console)
    let abandonment = Computation.Abandonment(result: Session.Outcome.interrupted) { [journal] in
      journal?.abandonCell(seconds: computation.elapsed) ?? true
    }
    let outcome = computation.run(unstarted: .failed(.noThread), abandonment: abandonment) {
      [session, console] work in
      session.change { session in
        session.run(source, in: work) { event in
          guard !computation.isAbandoned else { return }
          if case .completed(let statement) = event { completed(statement) }
          guard !isSilent else { return }
          switch event {
          case .shown(let blocks): console.show(blocks, indent: Self.indent, in: work)
          case .noted(let blocks): console.note(blocks, indent: Self.indent)
          case .error(let diagnostic): console.note(diagnostic, indent: Self.indent)
          case .completed(let statement):
            if statement.isShown { console.show(statement.value.show(), indent: Self.indent, in: work) }
          }
        }
      }
    }
    if computation.isAbandoned { session = session.withoutRunningCell() ?? session }
    switch outcome {
    case .completed, .quit, .lesson: break
    case .failed(let diagnostic): console.note(diagnostic, indent: Self.indent)
    case .interrupted: console.note(computation.interruption, indent: Self.indent)
    }
    return outcome
  }
}

extension CellRunner {
  /// Goes back to a session as it was.
  func restore(_ session: Session) { self.session = SharedSession(session) }
}

// MARK: The journal

extension CellRunner {
  /// Records cells in a new journal.
  func beginJournal(in folder: String, program: String) {
    record(JournalFile(newIn: folder, program: program, warn: warning))
  }

  /// Records cells in an earlier session's journal.
  func continueJournal(_ file: InterruptedJournal) { record(JournalFile(continuing: file, warn: warning)) }

  /// Says that the session was left.
  func closeJournal() { journal?.close() }

  private func record(_ journal: JournalFile) {
    self.journal = journal
    session.change { $0.recorder = journal }
  }

  private var warning: @Sendable (String) -> Void {
    { [console] in console.note(StyledText($0, .warning), indent: Self.indent) }
  }
}
