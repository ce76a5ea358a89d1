import CommandLibrary
import Execution
import Foundation
import Interpreter
import Language
import Synchronization

/// A session that tries inputs, and what they have done that no input may do.
///
/// An input may take half a second and is then interrupted, or as much memory as there is.
struct FuzzSession {
  private var session = Session(commands: commandLibrary)
  private var report = FuzzReport()

  private static let limit = Duration.milliseconds(500)
  /// What a busy machine may need to come to a safe point, a hundred times what an idle one does; and after how long it never will.
  private static let patience = Duration.seconds(10)
  private static let end = Duration.seconds(60)

  /// Code that may not run although it stands there.
  private static let detours = [
    "func", "->", "if", "while", "for", "sweep", "and", "or", "time", "return", "try",
  ]

  init() { session.keepsFiles = true }

  /// Tries inputs on a thread with a deep stack.
  static func report(of body: @escaping @Sendable (_ session: inout FuzzSession) -> Void) -> FuzzReport {
    let report = Mutex(FuzzReport())
    withoutActuallyEscaping({ @Sendable in
      var session = FuzzSession()
      body(&session)
      report.withLock { $0 = session.report }
    }) { body in
      Execution.Thread(body)?.join()
    }
    return report.withLock { $0 }
  }

  /// Whether the input ran to its end.
  @discardableResult
  mutating func run(_ input: String) -> Bool {
    FlightRecorder.note(input)
    report.inputs += 1
    let source = SourceText(input, name: "fuzz")
    let refusal = refusal(of: source)
    let held = Memory.resident
    let start = ContinuousClock.now
    let (outcome, isShort) = Self.watched(input, held) { work in
      session.run(source, in: work) { event in
        switch event {
        case .completed(let statement): _ = statement.value.show()
        case .shown, .noted, .error: break
        }
      }
    }
    let elapsed = ContinuousClock.now - start
    if elapsed > Self.limit + Self.patience { report.findings.append("stopped after \(elapsed): \(input)") }
    switch outcome {
    case .completed:
      report.completed += 1
      if let refusal { report.findings.append("false alarm, \(refusal): \(input)") }
    case .failed(let diagnostic): _ = diagnostic.rendered()
    case .interrupted: report.interrupted += 1
    case .quit, .lesson: break
    }
    for (_, value) in session.state.globals.assigned { _ = value.summary }
    if isShort { Memory.giveBack() }
    if case .completed = outcome { return true }
    return false
  }

  /// Runs a body that is interrupted when it takes too long or too much; says whether it was too much. Ends the tests where it does not
  /// come back.
  private static func watched<Result>(
    _ input: String, _ held: Int, _ body: (Work) -> Result
  ) -> (Result, isShort: Bool) {
    let cancellation = Cancellation()
    let done = Atomic<Bool>(false)
    let start = ContinuousClock.now
    let watch = Execution.Thread(stackBytes: 1 << 20) {
      while !done.load(ordering: .relaxed) {
        let elapsed = ContinuousClock.now - start
        if elapsed > Self.limit { cancellation.request() }
        if elapsed > Self.end { fatalError("hangs: \(input)") }
        if elapsed > .milliseconds(20), Memory.isUsedUp(since: held) { cancellation.request(.memory) }
        usleep(2_000)
      }
    }
    let result = body(Work(threads: 2, cancellation: cancellation))
    done.store(true, ordering: .relaxed)
    watch?.join()
    return (result, cancellation.reason == .memory)
  }

  /// What `check` complains of in an input, all of which would run.
  private func refusal(of source: SourceText) -> String? {
    guard let script = try? Parser.parse(source) else { return nil }
    let checker = Checker(commands: commandLibrary, in: session.state)
    checker.check(script)
    let text = source[Span(0, source.utf8.count)]
    // A file that exists is not written again, whatever its name.
    guard !Self.detours.contains(where: text.contains), !Self.usesFiles(text) else { return nil }
    return checker.errors.first?.message
  }
}

// MARK: The prompt

extension FuzzSession {
  /// Asks what the prompt asks while someone types the input.
  func ask(about input: String, at offset: Int) {
    FlightRecorder.note("# at \(offset)\n\(input)")
    let source = SourceText(input, name: "fuzz")
    _ = Completion(in: source, at: offset, session: session)
    _ = SignatureHint.lines(in: source, at: offset, session: session)
  }
}

// MARK: Saving

extension FuzzSession {
  /// Whether a script may read or write files.
  static func usesFiles(_ text: String) -> Bool {
    text.contains(/\b(load|run)( "|\()|\bsave\b|checkpoint:/)
  }

  /// Runs the session's script on one thread, which must give the same variables.
  mutating func replay() {
    let text = SavedScript.text(of: session.state)
    // What an interrupted cell had is no part of a script, and what files were there is none either.
    guard !text.contains("_partial"), !Self.usesFiles(text) else { return }
    FlightRecorder.note(text)
    guard let script = try? Parser.parse(SourceText(text, name: "saved")) else {
      report.findings.append("the saved script does not parse:\n\(text)")
      return
    }
    var other = Session(commands: commandLibrary)
    other.keepsFiles = true
    if case .failed(let diagnostic) = other.run(script, in: Work(threads: 1), event: { _ in }) {
      let place = diagnostic.rendered().map(\.plain).joined(separator: "\n")
      report.findings.append("the saved script fails:\n\(place)\n\(text)")
      return
    }
    // What a script measures is something else when it runs again.
    if ["time", "seconds"].contains(where: text.contains) { return }
    for (name, value) in session.state.globals.assigned {
      report.compared += 1
      let same = other.state.globals[name]
      guard same.map({ Digest(of: $0).bits }) != Digest(of: value).bits else { continue }
      report.findings.append(
        "\(name) was \(value.summary) and is \(same?.summary ?? "missing") after:\n\(text)")
    }
  }
}

/// What became of inputs.
struct FuzzReport: Sendable, CustomStringConvertible {
  var inputs = 0
  var completed = 0
  var interrupted = 0
  /// Variables that a saved script gave anew.
  var compared = 0
  var findings: [String] = []

  static func += (total: inout FuzzReport, part: FuzzReport) {
    total.inputs += part.inputs
    total.completed += part.completed
    total.interrupted += part.interrupted
    total.compared += part.compared
    total.findings += part.findings
  }

  var description: String {
    "\(inputs) inputs, \(completed) of them ran, \(interrupted) were interrupted, \(compared) variables given anew"
  }
}

/// Writes down each input before it is tried, where `REPLICA_FUZZ_INPUT` says: what a crash leaves of it.
enum FlightRecorder {
  private static let file: FileHandle? = ProcessInfo.processInfo.environment["REPLICA_FUZZ_INPUT"].flatMap {
    _ = FileManager.default.createFile(atPath: $0, contents: nil)
    return FileHandle(forWritingAtPath: $0)
  }

  static func note(_ input: String) {
    guard let file else { return }
    try? file.truncate(atOffset: 0)
    try? file.write(contentsOf: Data(input.utf8))
  }
}
