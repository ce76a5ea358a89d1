import CommandLibrary
import Display
import Execution
import Foundation
import Interpreter
import Language
import Synchronization
import Testing

/// What this machine lacks: examples that need it wait.
let awaited: Set<String> =
  FileManager.default.fileExists(atPath: "/usr/share/datasets/fashion-mnist") ? [] : ["fashion"]

func isAwaited(_ code: String) -> Bool { awaited.contains { code.contains($0) } }

/// A session with the whole vocabulary, in a folder of its own.
struct Trial: Sendable {
  var session = Session(commands: commandLibrary)
  var threads = 1
  /// What the last cell showed, as plain text.
  private(set) var shown: [String] = []
  private(set) var failure: Diagnostic?

  /// Examples write files: they go to a folder for this run.
  private static let folder: Void = {
    let folder = FileManager.default.temporaryDirectory.appending(path: "replica-tests-\(getpid())")
    try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    _ = FileManager.default.changeCurrentDirectoryPath(folder.path)
    for (name, bytes) in arrays { try? Data(bytes).write(to: folder.appending(path: name)) }
  }()

  /// Goes to that folder.
  static func enterFolder() { folder }

  /// What `numpy.save` writes for four inputs of 2 × 3 bytes, and for their labels.
  private static let arrays: [(String, [UInt8])] = [
    ("inputs.npy", array("(4, 2, 3)", Array(0..<24))), ("labels.npy", array("(4,)", [0, 1, 0, 1])),
  ]

  private static func array(_ shape: String, _ elements: [UInt8]) -> [UInt8] {
    let header = "{'descr': '|u1', 'fortran_order': False, 'shape': \(shape), }\n".utf8
    return [0x93] + Array("NUMPY".utf8) + [1, 0, UInt8(header.count), 0] + Array(header) + elements
  }

  /// Runs a cell, or a script of a cell for each statement; gives its last value as the language writes it, or what happened instead.
  @discardableResult
  mutating func run(
    _ text: String, asScript: Bool = false, cancellation: Cancellation = Cancellation()
  ) -> String {
    let before = self
    let result = Mutex<(Trial, String)>((self, "no thread"))
    withoutActuallyEscaping({ @Sendable in
      var trial = before
      let outcome = trial.runHere(
        text, asScript: asScript, Work(threads: before.threads, cancellation: cancellation))
      result.withLock { $0 = (trial, outcome) }
    }) { run in
      Execution.Thread(run)?.join()
    }
    let (after, outcome) = result.withLock { $0 }
    self = after
    return outcome
  }

  private mutating func runHere(_ text: String, asScript: Bool, _ work: Work) -> String {
    Self.folder
    shown = []
    failure = nil
    let events = Mutex<[Session.Event]>([])
    let source = SourceText(text, name: "cell")
    @Sendable func note(_ event: Session.Event) { events.withLock { $0.append(event) } }
    let outcome: Session.Outcome
    if asScript, let script = try? Parser.parse(source) {
      outcome = session.run(script, in: work, event: note)
    } else {
      outcome = session.run(source, in: work, event: note)
    }
    var last = Value.nothing
    for event in events.withLock({ $0 }) {
      switch event {
      case .shown(let blocks), .noted(let blocks): shown += blocks.flatMap(plainLines)
      case .error(let diagnostic): shown += diagnostic.rendered().map(\.plain)
      case .completed(let statement):
        last = statement.value
        if statement.isShown { shown += statement.value.show().flatMap(plainLines) }
      }
    }
    switch outcome {
    case .completed: return last.literal
    case .failed(let diagnostic):
      failure = diagnostic
      shown += diagnostic.rendered().map(\.plain)
      return diagnostic.code
    case .interrupted: return "interrupted"
    case .quit: return "quit"
    case .lesson: return "lesson"
    }
  }
}

/// A block as lines of plain text; a figure as its labels.
func plainLines(_ block: DisplayBlock) -> [String] {
  switch block {
  case .line(let line): return [line.plain]
  case .table(let table):
    let cells = table.columns.map { [$0.title] + $0.cells.map(\.plain) }
    let widths = cells.map { $0.map(\.count).max() ?? 0 }
    let rows = (0..<(cells.first?.count ?? 0)).map { row in
      zip(cells, widths).map { $0[row] + String(repeating: " ", count: $1 - $0[row].count) }.joined(
        separator: "  ")
    }
    return rows + [table.remark].compactMap { $0 }
  case .figure(let figure):
    return ["figure \(figure.title): " + figure.panels.flatMap(\.series).map(\.label).joined(separator: ", ")]
  }
}

/// Whether two texts agree, numbers in them to five digits: what is stated was rounded to six.
func agrees(_ found: String, _ stated: String) -> Bool {
  if found == stated { return true }
  let number = /[-−]?[0-9]+(\.[0-9]+)?(e[-+]?[0-9]+)?/
  guard found.replacing(number, with: "#") == stated.replacing(number, with: "#") else { return false }
  return zip(found.matches(of: number), stated.matches(of: number)).allSatisfy { one, other in
    guard let x = Double(one.output.0.replacing("−", with: "-")),
      let y = Double(other.output.0.replacing("−", with: "-"))
    else { return one.output.0 == other.output.0 }
    return abs(x - y) <= 1e-5 * max(abs(x), abs(y))
  }
}
