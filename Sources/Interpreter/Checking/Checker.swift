import Foundation
import Language

/// Finds the mistakes of a script without running it: names, labels, kinds, choices, domains and shapes that follow from the text.
///
/// It walks the statements in order with what is known of every variable. What it does not know it does not complain about: a
/// script that runs has no mistake here.
package final class Checker {
  /// What was found, in the order of the text.
  package private(set) var mistakes: [Diagnostic] = []
  /// How long what it knows of takes, in seconds of the machine that the commands' costs were measured on.
  package internal(set) var seconds = 0.0
  /// Whether it may take longer: something runs nobody knows how often, or is of a size that is not known.
  package internal(set) var isAtLeast = false

  let commands: CommandTable
  var source = SourceText("", name: "")
  /// What is known of the variables of the body that is walked, and of those around it.
  var scopes: [[String: Outline]] = [[:]]
  /// The names that the script gives a value to anywhere at its top level.
  private var laterNames: Set<String> = []
  /// Bodies of functions, walked when all top-level names are known.
  private var bodies: [() -> Void] = []
  /// Files that the script writes itself before it reads them.
  private var writtenFiles: Set<String> = []
  /// Whether names may come from where nobody can look.
  private var isOpen = false
  /// How often the statement that is walked runs.
  var repetitions = 1.0
  /// Whether the statement that is walked runs inside a sweep.
  var isInSweep = false
  /// Whether it matters how long the statement that is walked takes.
  var isTimed = true
  /// At how many points of the loops and sweeps around it the statement that is walked is looked at.
  var samplesAround = 1.0
  /// How many branches of `if` the statement that is walked stands in.
  var branches = 0
  private var depth = 0
  /// The functions of the calls whose cost is counted now, from the outermost on, by the places of their names.
  private var callees: [Span] = []
  private var countedCalls = 0

  private static let largestDepth = 8
  private static let largestCountedCalls = 1000
  private static let largestCount = 100
  /// At so many points of a sweep, or turns of a loop, is looked at the time they take.
  static let largestSampleCount = 8
  static let largestNestedSampleCount = 64.0
  /// The elements of longer lists are not looked at.
  static let largestKnownCount = 10_000

  /// The session that the script runs in.
  private let session: SessionState
  /// What is known of the script's variables at its end.
  private var atEnd: [String: Outline] = [:]
  /// Whether the code that is walked runs later, when variables may have other values.
  private var isLater = false

  package init(commands: CommandTable, in session: SessionState = SessionState()) {
    self.commands = commands
    self.session = session
  }

  var globals: Globals { session.globals }

  /// Checks a script; names among the overrides have those values, whatever the script gives them.
  package func check(_ script: Script, overrides: [String: Session.Override] = [:]) {
    walk(script, overrides.mapValues(\.value))
    atEnd = scopes[0]
    let later = bodies
    bodies = []
    for body in later { body() }
    mistakes.sort { ($0.span?.start ?? 0) < ($1.span?.start ?? 0) }
  }

  func report(_ diagnostic: Diagnostic, at span: Span) {
    let placed = diagnostic.at(span, in: source)
    // Where one thing is wrong, what follows from it is no news.
    guard mistakes.count < Self.largestCount,
      !mistakes.contains(where: {
        $0.span == placed.span && $0.source?.name == placed.source?.name && $0.code == placed.code
      })
    else { return }
    mistakes.append(placed)
  }

  // MARK: Scripts

  private func walk(_ script: Script, _ overrides: [String: Value]) {
    let outer = (source, laterNames)
    source = script.source
    for statement in script.statements { laterNames.formUnion(names(assignedBy: statement)) }
    for statement in script.statements {
      if let name = statement.assignedName, let value = overrides[name] {
        assign(Outline(value), to: name, at: statement.span)
      } else {
        walk(statement)
      }
    }
    (source, laterNames) = (outer.0, laterNames.union(outer.1))
  }

  /// What a script that is run in the middle adds; `nil` where it cannot be read.
  func walkScript(at path: String) -> Bool {
    guard depth < Self.largestDepth, let data = FileManager.default.contents(atPath: path),
      let text = String(validating: data, as: UTF8.self),
      let runnable = try? Journal.runnable(text, name: path),
      let script = try? Parser.parse(SourceText(runnable, name: path))
    else { return false }
    depth += 1
    walk(script, [:])
    depth -= 1
    return true
  }

  /// Whether a name could be anything, because a script was run that nobody could read.
  func open() { isOpen = true }

  // MARK: Files

  func noteWritten(_ path: String?) {
    guard let path else { return }
    writtenFiles.insert(path)
  }

  /// Whether a file may be read. A script says with `if` that one may be missing.
  func isThere(_ path: String) -> Bool {
    isOpen || branches > 0 || writtenFiles.contains(path) || FileManager.default.fileExists(atPath: path)
  }

  // MARK: Names

  /// What is known of a name, `nil` where there is none.
  func outline(of name: String) -> Outline? {
    if let outline = variable(name) { return outline }
    if let command = commands[name] { return Outline(Value.function(.command(command))) }
    return Constants.value(of: name).map { Outline($0) }
  }

  /// What is known of a variable, commands and constants left aside.
  func variable(_ name: String) -> Outline? {
    for scope in scopes.reversed() { if let outline = scope[name] { return outline } }
    guard let value = globals[name] else { return nil }
    var outline = isLater ? .unknown : Outline(value)
    outline.origin = session.origins[name]
    return outline
  }

  func assign(_ outline: Outline, to name: String, at place: Span? = nil) {
    var outline = outline
    outline.origin = place.map { Origin(source: source, offset: $0.start) }
    scopes[scopes.count - 1][name] = outline
  }

  /// What is known of all variables in sight that the script assigns, or is known of them at its end.
  var knownVariables: [String: Outline] {
    scopes.dropFirst().reduce(isLater ? atEnd : scopes[0]) { $0.merging($1) { $1 } }
  }

  /// A name that is used and has no value then.
  func reportUnknown(
    _ name: String, at span: Span, isCallee: Bool = false, isPlace: Bool = false, help: String? = nil
  ) {
    if name.hasPrefix("_") || isOpen { return }
    let isInBody = scopes.count > 1
    if laterNames.contains(name), isInBody { return }
    var candidates = scopes.flatMap { scope in
      scope.filter { !isCallee || $0.value.kinds.map { $0.contains(.function) } ?? true }.keys
    }.sorted()
    candidates += globals.assigned.filter { !isCallee || $0.value.kind == .function }.map(\.name)
    if !isPlace { candidates += commands.names }
    var diagnostic = Diagnostic.unknownName(name, suggestion: Suggestion.closest(to: name, among: candidates))
    if diagnostic.suggestion == nil { diagnostic.help = help }
    if laterNames.contains(name) { diagnostic.help = "it gets its value further below" }
    report(diagnostic, at: span)
  }

  // MARK: Bodies

  /// Walks a body of a function, lambda or sweep, whose parameters are `variables`.
  @discardableResult
  func walkBody(_ block: Block, variables: [String: Outline]) -> Outline {
    var scope: [String: Outline] = [:]
    let assigned = AssignedNames(in: block, commands: commands)
    for name in assigned.names {
      // Before its first assignment a variable means what it means outside.
      let isKept = assigned.changed.contains(name)
      scope[name] = outline(of: name).map { isKept ? $0.withoutValue : $0.or(.unknown) } ?? .unknown
    }
    scopes.append(scope.merging(variables) { $1 })
    defer { scopes.removeLast() }
    return walk(block)
  }

  /// Walks it when all top-level names are known: a function runs later than it is defined. What variables hold then is not known.
  func walkBodyLater(_ block: Block, variables: [String: Outline], isLambda: Bool = false) {
    let (source, inner) = (source, Array(scopes.dropFirst()))
    bodies.append { [unowned self] in
      let saved = (self.source, scopes, seconds, isAtLeast)
      isLater = true
      self.source = source
      var globals = scopes[0].mapValues { Outline($0.kinds == [.function] ? $0.kinds : nil) }
      for name in laterNames where globals[name] == nil { globals[name] = .unknown }
      scopes = [globals] + inner
      walkBody(block, variables: variables)
      // Calls by name have been counted where they stand; how often a lambda runs is not known.
      let isUncounted = isLambda && (seconds > saved.2 || isAtLeast)
      (self.source, scopes, seconds, isAtLeast) = saved
      if isUncounted { isAtLeast = true }
      isLater = false
    }
  }

  /// Adds what a call of a function takes, and notes the files it writes; mistakes in it are found elsewhere.
  func count(_ definition: Definition, _ arguments: [String: Outline]) {
    guard !isLater else { return }
    let place = definition.name.span
    guard !callees.contains(place), countedCalls < Self.largestCountedCalls else { return isAtLeast = true }
    callees.append(place)
    countedCalls += 1
    counting {
      if scopes[0][definition.name.text]?.definition?.name.span == place { scopes = [scopes[0]] }
      var variables: [String: Outline] = [:]
      for parameter in definition.parameters {
        let name = parameter.name.text
        variables[name] = arguments[name] ?? parameter.defaultValue.map { walk($0) } ?? .unknown
      }
      walkBody(definition.body, variables: variables)
    }
    callees.removeLast()
  }

  /// Walks code for nothing but the time it takes.
  func counting(_ walk: () -> Void) {
    let saved = (mistakes, scopes, bodies)
    walk()
    (mistakes, scopes, bodies) = saved
  }

  /// The names that a statement may give a value to; what a command changes has one already.
  func names(assignedBy statement: Statement) -> [String] {
    let assigned = AssignedNames(in: Block([statement], statement.span), commands: commands)
    return assigned.names.filter { !assigned.changed.contains($0) }
  }
}
