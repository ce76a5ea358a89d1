import Display
import Documents
import Execution
import Interpreter
import Language

extension Batch {
  /// Runs a script as `run` does, and gives what its cells show as a document with its figures drawn; none where it does not run, or
  /// was interrupted.
  ///
  /// Where a cell fails, or a figure cannot be drawn, the error is in the document, and the status says so.
  package func document(
    of text: String, name: String, overrides: [Override] = [],
    drawing: @escaping @Sendable (Figure, Work) throws -> String
  ) -> (document: Document?, status: ExitStatus) {
    let cells: [ExportedCell]
    let session: Session
    do throws(ExitStatus) {
      (cells, session) = try exported(text, name: name, overrides: overrides)
    } catch {
      return (nil, error)
    }
    let empty = Document(
      name: name.split(separator: "/").last.map(String.init) ?? name, program: program,
      settings: overrides.map { "\($0.name)=\($0.expression)" })
    let computation = Computation(console: console)
    let made = computation.run(unstarted: .failure(Diagnostic.noThread)) { [console] work in
      Result { try Made(empty, of: cells, in: session, work, console, drawing) }
    }
    do {
      let made = try made.get()
      for error in made.errors { console.note(error) }
      return (made.document, made.errors.isEmpty ? .done : .failed)
    } catch is Interruption {
      console.note(computation.interruption)
      return (nil, .interrupted)
    } catch {
      return (nil, fail(error))
    }
  }

  /// The cells of a script, or those of a journal that were done, and the session that they run in.
  private func exported(
    _ text: String, name: String, overrides: [Override]
  ) throws(ExitStatus) -> ([ExportedCell], Session) {
    guard Journal.isJournal(text) else {
      let (script, session) = try prepare(text, name: name, overrides: overrides)
      return (script.cells.map { ExportedCell($0, of: script) }, session)
    }
    guard overrides.isEmpty else { throw fail(Diagnostic.journalWithSettings(name), .wrongUsage) }
    let journal: Journal
    do { journal = try Journal(text, name: name) } catch { throw fail(error) }
    noteSkipped(in: journal)
    return (journal.doneCells.map { ExportedCell($0) }, session)
  }
}

/// A document, and the errors in it.
private struct Made: Sendable {
  private(set) var document: Document
  private(set) var errors: [Diagnostic] = []

  /// Runs the cells up to the first that does not complete, and draws the figures. Throws `Interruption`.
  init(
    _ document: Document, of cells: [ExportedCell], in session: Session, _ work: Work, _ console: Console,
    _ drawing: (Figure, Work) throws -> String
  ) throws {
    self.document = document
    var session = session
    try run(cells[...], in: &session, work, console)
    self.document.seed = session.state.seed
    try draw(with: drawing, work)
  }

  private mutating func run(
    _ cells: ArraySlice<ExportedCell>, in session: inout Session, _ work: Work, _ console: Console
  ) throws {
    let first = cells.firstIndex(where: \.runs)
    for index in cells.indices {
      if index == first, !document.settings.isEmpty {
        let settings = document.settings.joined(separator: ", ")
        document.parts.append(.remark("Run with \(settings) in the place of the script's own values."))
      }
      switch cells[index].run(in: &session, work, addingTo: &document, console) {
      case .completed: continue
      case .quit: return
      case .interrupted: throw Interruption()
      case .failed(let diagnostic): errors.append(diagnostic)
      case .lesson: errors.append(.lessonInCompany)
      }
      let left = cells[(index + 1)...].count(where: \.runs)
      let rest =
        left == 0 ? "" : left == 1 ? "; 1 cell below did not run" : "; \(left) cells below did not run"
      document.parts.append(.remark("The script stopped here\(rest)."))
      return
    }
  }

  private mutating func draw(with drawing: (Figure, Work) throws -> String, _ work: Work) throws {
    var errors: [Diagnostic] = []
    try document.replaceFigures { drawn in
      try work.checkpoint()
      do {
        var drawn = drawn
        drawn.svg = try drawing(drawn.figure, work)
        return .figure(drawn)
      } catch let interruption as Interruption {
        throw interruption
      } catch {
        let diagnostic = error as? Diagnostic ?? .computation("\(error)")
        errors.append(diagnostic)
        return .failure(diagnostic)
      }
    }
    self.errors += errors
  }
}
