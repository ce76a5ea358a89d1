import Display
import Execution
import Interpreter
import Language
import Synchronization
import Testing

/// A small vocabulary with one command for each way of taking arguments, so that these tests need no other
/// module.
let testVocabulary = CommandTable([
  Command(
    "draw", group: .tensors, summary: "Draws a number", result: "a number", effects: [.random], examples: []
  ) { _, context in
    var stream = context.stream()
    return .number(stream.uniform())
  },
  Command(
    "grow", group: .tensors, summary: "Adds to a number variable",
    parameters: [
      Parameter("place", .number, summary: "the variable", evaluation: .place),
      Parameter("amount", .number, summary: "how much", default: .value(.number(1)), domain: .between(0, 10)),
    ],
    result: "the new value", effects: [.variable], examples: []
  ) { arguments, context in
    let place = try arguments.place("place")
    guard case .number(let old) = try context.read(place) else { return .nothing }
    context.assign(.number(old + (try arguments.number("amount"))), to: place)
    return try context.read(place)
  },
  Command(
    "spell", group: .session, summary: "Gives a word back",
    parameters: [Parameter("word", .text, summary: "a word", evaluation: .word)], result: "a text",
    examples: []
  ) { arguments, _ in .text(arguments.word("word") ?? "") },
  Command(
    "twice", group: .session, summary: "Runs code twice",
    parameters: [Parameter("code", summary: "what to run", evaluation: .code)], result: "its value",
    examples: []
  ) { arguments, context in
    _ = try context.run(try arguments.code("code"))
    return try context.run(try arguments.code("code"))
  },
  Command(
    "all", group: .tensors, summary: "Gives its arguments as a list",
    parameters: [Parameter("values", summary: "any", default: .absent, arity: .rest)], result: "a list",
    examples: []
  ) { arguments, _ in .list(try arguments.list("values")) },
  Command(
    "fields", group: .tensors, summary: "Gives its arguments as a record",
    parameters: [Parameter("value", summary: "any", default: .absent, arity: .fields)], result: "a record",
    examples: []
  ) { arguments, _ in .record(try arguments.fields("value")) },
  Command(
    "apply", group: .tensors, summary: "Calls a function on a value",
    parameters: [
      Parameter("function", .function, summary: "a function"), Parameter("value", summary: "its argument"),
    ],
    result: "what the function gives", examples: []
  ) { arguments, context in
    try context.call(try arguments.function("function"), [arguments.value("value") ?? .nothing])
  },
  Command(
    "pick", group: .tensors, summary: "Gives its choice back",
    parameters: [
      Parameter(
        "colour", .text, summary: "a colour", default: .value(.text("red")), choices: ["red", "green"]),
      Parameter("alpha", .number, summary: "a load", default: .absent, domain: .atLeast(0)),
      Parameter("n", .number, summary: "a count", default: .absent, domain: .integers(1)),
    ],
    result: "a text", examples: []
  ) { arguments, _ in .text(try arguments.text("colour")) },
  Command(
    "half", group: .tensors, summary: "Halves numbers",
    parameters: [Parameter("x", .number, .tensor, summary: "x")],
    result: "half of it", examples: [], function: { $0 / 2 }
  ) { arguments, context in Value(try arguments.tensor("x").map(in: context.work) { $0 / 2 }) },
  Command(
    "reseed", group: .session, summary: "Sets the seed",
    parameters: [Parameter("seed", .number, summary: "the seed", domain: .integers(0))], result: "nothing",
    effects: [.session], examples: []
  ) { arguments, context in
    let seed = UInt64(try arguments.integer("seed"))
    try context.changeSession { $0.seed = seed }
    return .nothing
  },
  Command(
    "script", group: .session, summary: "Runs a script given as text",
    parameters: [Parameter("text", .text, summary: "the script")], result: "nothing", effects: [.session],
    examples: []
  ) { arguments, context in
    try context.runScript(try arguments.text("text"), name: "script")
    return .nothing
  },
  Command(
    "say", group: .session, summary: "Shows a text",
    parameters: [Parameter("text", .text, summary: "the text")], result: "nothing", examples: []
  ) { arguments, context in
    context.show([.line(StyledText(try arguments.text("text")))])
    return .nothing
  },
  Command(
    "leave", group: .session, summary: "Leaves the session", result: "nothing", effects: [.session],
    examples: []
  ) {
    _, _ in throw SessionControl.quit
  },
])

/// Runs on a stack as deep as the program's own, and gives what `body` gives.
func onEvaluationThread<Result: Sendable>(_ body: @escaping @Sendable () -> Result) -> Result? {
  let result = Mutex<Result?>(nil)
  withoutActuallyEscaping({ @Sendable in result.withLock { $0 = body() } }) { run in
    Thread(run)?.join()
  }
  return result.withLock { $0 }
}

/// A session to try things in, which notes what its cells show.
struct Trial: Sendable {
  var session: Session
  var threads = 1
  private(set) var shown: [String] = []
  private(set) var noted: [String] = []
  private(set) var completed: [CompletedStatement] = []
  private(set) var failure: Diagnostic?

  init(_ commands: CommandTable = testVocabulary) { session = Session(commands: commands) }

  /// Runs a cell; gives its last value as the language writes it, or the error as "E41 at 1:5: message".
  @discardableResult
  mutating func run(_ text: String, cancellation: Cancellation = Cancellation()) -> String {
    let before = self
    let (after, result) =
      onEvaluationThread { () -> (Trial, String) in
        var trial = before
        let result = trial.runHere(text, Work(threads: before.threads, cancellation: cancellation))
        return (trial, result)
      } ?? (self, "no thread")
    self = after
    return result
  }

  private mutating func runHere(_ text: String, _ work: Work) -> String {
    let events = Mutex<[Session.Event]>([])
    let outcome = session.run(SourceText(text, name: "cell"), in: work) { event in
      events.withLock { $0.append(event) }
    }
    var last = Value.nothing
    for event in events.withLock({ $0 }) {
      switch event {
      case .shown(let blocks):
        shown += blocks.map { if case .line(let line) = $0 { line.plain } else { "block" } }
      case .noted(let blocks):
        noted += blocks.map { if case .line(let line) = $0 { line.plain } else { "block" } }
      case .error(let diagnostic): noted.append(diagnostic.brief)
      case .completed(let statement):
        completed.append(statement)
        last = statement.value
      }
    }
    switch outcome {
    case .completed: return last.literal
    case .failed(let diagnostic):
      failure = diagnostic
      return diagnostic.brief
    case .interrupted: return "interrupted"
    case .quit: return "quit"
    case .lesson: return "lesson"
    }
  }
}

extension Diagnostic {
  /// "E41 at 1:5: message".
  var brief: String {
    guard let span, let source else { return "\(code) nowhere: \(message)" }
    let (line, column) = source.location(of: span.start)
    return "\(code) at \(line):\(column): \(message)"
  }
}

/// What a cell in a fresh session gives.
func evaluate(_ text: String) -> String {
  var trial = Trial()
  return trial.run(text)
}
