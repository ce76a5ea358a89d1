import Display
import Documents
import Execution
import Interpreter
import Language

/// What a document has as one cell, and how it runs.
struct ExportedCell: Sendable {
  /// Read before the code.
  var prose: String?
  var title = ""
  var code = ""
  private var content = Content.nothing

  private enum Content: Sendable {
    case nothing
    /// Statement by statement, as a script runs.
    case statements(Script)
    /// All at once, as at the prompt.
    case cell(SourceText)
  }

  var runs: Bool { if case .nothing = content { false } else { true } }

  /// A cell of a script.
  init(_ cell: Script.Cell, of script: Script) {
    switch cell.kind {
    case .prose(let text): prose = text.isEmpty ? nil : text
    case .code: title = cell.title
    }
    guard !cell.statements.isEmpty else { return }
    code = script.code(of: cell)
    content = .statements(
      Script(source: script.source, statements: Array(script.statements[cell.statements]), cells: []))
  }

  /// A cell of a journal.
  init(_ cell: Journal.Cell) {
    code = cell.text
    content = .cell(SourceText(cell.text, name: "cell [\(cell.number)]"))
  }

  /// Runs it and adds it to the document, with all that it shows.
  func run(
    in session: inout Session, _ work: Work, addingTo document: inout Document, _ console: Console
  ) -> Session.Outcome {
    if let prose { document.parts.append(.prose(prose)) }
    guard runs else { return .completed }
    let shown = ShownBlocks()
    let event: (Session.Event) -> Void = { event in
      switch event {
      case .shown(let blocks): shown.blocks.append((blocks, false))
      case .completed(let statement):
        if statement.isShown { shown.blocks.append((statement.value.show(), true)) }
      case .noted(let blocks): console.note(blocks)
      case .error(let diagnostic): console.note(diagnostic)
      }
    }
    var cell = Document.Cell(
      title: title, code: CodeLines.lines(of: code, session.commands),
      number: session.state.statementCount + 1)
    let outcome =
      switch content {
      case .nothing: Session.Outcome.completed
      case .statements(let script): session.run(script, in: work, event: event)
      case .cell(let source): session.run(source, in: work, event: event)
      }
    for (blocks, isResult) in shown.blocks { cell.add(blocks, isResult: isResult) }
    switch outcome {
    case .failed(let diagnostic): cell.add(diagnostic)
    case .lesson: cell.add(Diagnostic.lessonInCompany)
    case .completed, .interrupted, .quit: break
    }
    document.parts.append(.cell(cell))
    return outcome
  }
}

/// What a cell has shown so far: the blocks of each event, and whether they are a result.
private final class ShownBlocks {
  var blocks: [(blocks: [DisplayBlock], isResult: Bool)] = []
}
