import Display
import Execution
import Language

/// A session: a state and the vocabulary it is changed with. Every cell either completes or leaves the
/// state as it was.
///
/// Cells run on the thread that asks for it; recursion is deepest on one of `Execution.Thread`.
package struct Session: Sendable {
  /// A value from the command line, and the expression that gave it.
  package struct Override: Sendable {
    let value: Value
    let text: String

    package init(value: Value, text: String) { (self.value, self.text) = (value, text) }

    /// The expression as a part of another; a comment in it must not reach beyond.
    package var code: String { text.utf8.contains(UInt8(ascii: "#")) ? "(\(text)\n)" : "(\(text))" }
  }
  package enum Outcome: Sendable {
    case completed
    case failed(Diagnostic)
    case interrupted
    /// The cell asked to leave.
    case quit
    /// The cell asked to go through a script with a class, and has done nothing else.
    case lesson(Lesson)
  }
  /// What a running cell has to show.
  package enum Event: Sendable {
    case shown([DisplayBlock])
    /// About the running of the cell, and no part of what it gives.
    case noted([DisplayBlock])
    /// One more error than the outcome has room for.
    case error(Diagnostic)
    case completed(CompletedStatement)
  }

  package private(set) var state = SessionState()
  private var history = SessionHistory()
  package let commands: CommandTable
  /// Values that replace top-level assignments: `--set alpha=2`, and how they were written.
  package var overrides: [String: Override] = [:]
  /// Told of every cell.
  package var recorder: (any CellRecorder)?
  /// Where results of long computations are kept; `nil` where each is to be computed.
  package var results: ResultStore?
  /// Whether a cell with errors that follow from its text does not run at all.
  package var checksCells = false
  /// Whether files that exist stay as they are: cells are running again.
  package var keepsFiles = false
  /// The times that the next cell reads in the place of those it measures: it is running again.
  var recordedTimes = MeasuredTimes()
  /// The machine that is on record.
  var recordedMachine: Machine?

  package init(commands: CommandTable) { self.commands = commands }

  /// Runs what was typed as one cell.
  package mutating func run(
    _ source: SourceText, in work: Work, event: @escaping (Event) -> Void
  ) -> Outcome {
    let script: Script
    do { script = try Parser.parse(source) } catch { return refuse(error, source) }
    if checksCells {
      let checker = Checker(commands: commands, in: state)
      checker.check(script)
      if let first = checker.errors.first {
        for error in checker.errors.dropFirst() { event(.error(error)) }
        return refuse(first, source)
      }
    }
    return run(script.statements[...], at: Span(0, source.utf8.count), of: source, work, event)
  }

  /// A cell that does not begin to run.
  private mutating func refuse(_ error: Diagnostic, _ source: SourceText) -> Outcome {
    let text = source[Span(0, source.utf8.count)]
    let cell = recorder?.begin(text, number: state.statementCount + 1) ?? 0
    noteFailure(error.message, of: text)
    record(CellRecord(.failed(error.message), seconds: 0), cell)
    return .failed(error)
  }

  /// Runs a script statement by statement, each of them a cell; stops at the first that does not complete.
  package mutating func run(
    _ script: Script, in work: Work, event: @escaping (Event) -> Void
  ) -> Outcome {
    for index in script.statements.indices {
      let span = script.statements[index].span
      let outcome = run(script.statements[index...index], at: span, of: script.source, work, event)
      guard case .completed = outcome else { return outcome }
    }
    return .completed
  }

  private mutating func run(
    _ statements: ArraySlice<Statement>, at span: Span, of source: SourceText, _ work: Work,
    _ event: @escaping (Event) -> Void
  ) -> Outcome {
    guard !statements.isEmpty else { return .completed }
    let text = text(of: statements, at: span, in: source)
    let old = state
    let cell = recorder?.begin(text, number: old.statementCount + 1) ?? 0
    let beginning = ContinuousClock.now
    var held: CompletedStatement?
    var results: [CompletedStatement] = []
    let transcript = recorder.map { _ in Transcript() }
    var times = TimeReader(recorded: recordedTimes)
    var left = statements.count
    let outcome = evaluate(statements, text, of: source, work, event, transcript, &times) { statement in
      if let transcript {
        if statement.isResult { results.append(statement) }
        if statement.isShown { transcript.addResult(statement.value.show()) }
      }
      // The last result is shown once it is recorded: what someone has seen is not lost.
      left -= 1
      if left == 0 {
        held = statement
      } else {
        event(.completed(statement))
      }
    }
    if let transcript {
      let seconds = (ContinuousClock.now - beginning) / .seconds(1)
      switch outcome {
      case .quit: break
      case .completed:
        var done = CellRecord(.done, seconds: seconds)
        done.entries = CellRecord.Entry.changes(from: old, to: state, results: results)
        (done.shown, done.times) = (transcript.all, times.read)
        record(done, cell)
      case .failed(let diagnostic): record(CellRecord(.failed(diagnostic.message), seconds: seconds), cell)
      case .interrupted: record(CellRecord(.interrupted, seconds: seconds), cell)
      case .lesson: record(CellRecord(.failed("a lesson, whose cells follow"), seconds: seconds), cell)
      }
    }
    if let held { event(.completed(held)) }
    return outcome
  }

  /// Hands a record to whoever is told, with the machine where that is another than before.
  private mutating func record(_ record: CellRecord, _ cell: Int) {
    guard let recorder else { return }
    var record = record
    let machine = Machine.current
    if machine != recordedMachine { record.machine = machine }
    recordedMachine = machine
    recorder.end(record, of: cell)
  }

  private mutating func evaluate(
    _ statements: ArraySlice<Statement>, _ text: String, of source: SourceText, _ work: Work,
    _ event: @escaping (Event) -> Void, _ transcript: Transcript?, _ times: inout TimeReader,
    completed: (CompletedStatement) -> Void
  ) -> Outcome {
    let evaluator = Evaluator(state, globals: GlobalSlots(state.globals), commands: commands, work: work) {
      transcript?.add($0)
      event(.shown($0))
    }
    evaluator.inform = { event(.shown($0)) }
    evaluator.times = times
    defer { times = evaluator.times }
    evaluator.overrides = overrides.mapValues(\.value)
    evaluator.keepsFiles = keepsFiles
    evaluator.results = results
    evaluator.note = { event(.noted($0)) }
    let number = state.statementCount + 1
    do {
      try evaluator.execute(statements, of: source, completed: completed)
    } catch let diagnostic as Diagnostic {
      noteFailure(diagnostic.message, of: text)
      return .failed(diagnostic.at(nil, in: source))
    } catch is Interruption where work.isOutOfMemory {
      noteFailure(Diagnostic.outOfMemory.message, of: text)
      return .failed(Diagnostic.outOfMemory.at(statements.first?.span, in: source))
    } catch is Interruption {
      noteFailure("interrupted", of: text)
      if let partial = evaluator.partial {
        state.partial = partial
        event(.shown([.line(StyledText("what it had by then is _partial: \(partial.summary)", .muted))]))
      }
      return .interrupted
    } catch SessionControl.quit {
      return .quit
    } catch SessionControl.history(let request) {
      return perform(request, in: statements, of: source, event)
    } catch SessionControl.lesson(let lesson) {
      guard isAlone(statements, calling: "step") else {
        return .failed(Diagnostic.lessonInCompany.at(statements.first?.span, in: source))
      }
      return .lesson(lesson)
    } catch {
      let diagnostic = Diagnostic.computation("\(error)")
      noteFailure(diagnostic.message, of: text)
      return .failed(diagnostic)
    }
    let old = state
    state = evaluator.session
    state.cells.append(.init(text: text, number: number))
    let dropped = history.note(text, from: old, to: state)
    if dropped > 0 { event(.shown(SessionHistory.dropNote(dropped, depth: history.depth))) }
    return .completed
  }

  /// Keeps a cell that did not complete, for the script to show as a comment.
  mutating func noteFailure(_ message: String, of text: String) {
    state.cells.append(.init(text: text, number: state.statementCount + 1, failure: message))
  }

  /// Goes through the states as a cell asked that does nothing else.
  private mutating func perform(
    _ request: HistoryRequest, in statements: ArraySlice<Statement>, of source: SourceText,
    _ event: (Event) -> Void
  ) -> Outcome {
    guard isAlone(statements, calling: request.commandName), let statement = statements.first else {
      return .failed(Diagnostic.historyInCompany.at(statements.first?.span, in: source))
    }
    switch history.perform(request, on: &state).blocks {
    case .success(let blocks):
      event(.shown(blocks))
      return .completed
    case .failure(let diagnostic): return .failed(diagnostic.at(statement.span, in: source))
    }
  }

  /// Whether a cell is the call of that command and nothing else: not the argument of another, either.
  private func isAlone(_ statements: ArraySlice<Statement>, calling command: String) -> Bool {
    statements.count == 1 && statements.first?.calledName == command
  }

  /// The cell as it ran: with the values given on the command line in place of those it assigns.
  private func text(of statements: ArraySlice<Statement>, at span: Span, in source: SourceText) -> String {
    let replacements = statements.compactMap { statement -> (Span, String)? in
      guard let name = statement.assignedName, let override = overrides[name] else { return nil }
      return (statement.span, "\(name) = \(override.code)")
    }
    // A cell that is one statement of a script ends with it, and what keeps it from being shown stands behind.
    let isCut = span.end < source.utf8.count && statements.last?.isSilenced(in: source) ?? false
    return source.text(of: span, replacing: replacements) + (isCut ? ";" : "")
  }

  /// The value of one expression in the session as it stands, leaving no trace.
  package func value(of text: String, name: String, in work: Work) throws -> Value {
    var copy = self
    copy.recorder = nil
    var result = Value.nothing
    let outcome = copy.run(SourceText(text, name: name), in: work) { event in
      if case .completed(let statement) = event { result = statement.value }
    }
    switch outcome {
    case .completed, .quit: return result
    case .failed(let diagnostic): throw diagnostic
    case .interrupted: throw Interruption()
    case .lesson: throw Diagnostic.lessonInCompany
    }
  }
}
