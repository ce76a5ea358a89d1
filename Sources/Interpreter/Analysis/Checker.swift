import Language

/// Finds the errors of a script without running it: names, labels, kinds, choices, domains and shapes that follow from the text.
///
/// It walks the statements in order with what is known of every variable. What it does not know it does not complain about: a
/// script that runs has no error here.
package final class Checker {
  /// What was found, in the order of the text.
  package internal(set) var errors: [Diagnostic] = []
  /// What means something else than in earlier versions.
  package private(set) var warnings: [Diagnostic] = []
  /// How long what it knows of takes, in seconds of the machine that the commands' costs were measured on.
  package var seconds: Double { knowledge.cost.seconds }
  /// Whether it may take longer: something runs nobody knows how often, or is of a size that is not known.
  package var isAtLeast: Bool { knowledge.cost.isAtLeast }

  let commands: CommandTable
  var knowledge = Knowledge()
  private(set) var context = WalkContext()
  /// The names that the script gives a value to anywhere at its top level.
  private var laterNames: Set<String> = []
  /// Bodies of functions, walked when all top-level names are known.
  var bodies: [() -> Void] = []
  /// Files that the script writes itself before it reads them.
  var writtenFiles: Set<String> = []
  /// Whether names may come from where nobody can look: a script was run that could not be read.
  var isOpen = false
  /// How many calls of functions their time was looked at for.
  var countedCalls = 0

  private static let largestCount = 100
  /// The elements of longer lists are not looked at.
  static let largestKnownCount = 10_000

  /// Runs commands that only compute on what is known.
  private(set) lazy var calculator = Evaluator(
    SessionState(), globals: GlobalSlots(Globals()), commands: commands, work: .alone
  ) { _ in }

  /// The session that the script runs in.
  private let session: SessionState
  /// What is known of the script's variables at its end.
  private var atEnd: [String: AbstractValue] = [:]

  package init(commands: CommandTable, in session: SessionState = SessionState()) {
    self.commands = commands
    self.session = session
  }

  var globals: Globals { session.globals }

  /// Checks a script; names among the overrides have those values, whatever the script gives them.
  package func check(_ script: Script, overrides: [String: Session.Override] = [:]) {
    walk(script, overrides.mapValues(\.value))
    atEnd = knowledge.scopes[0]
    let later = bodies
    bodies = []
    for body in later { body() }
    errors.sort { ($0.span?.start ?? 0) < ($1.span?.start ?? 0) }
  }

  func report(_ diagnostic: Diagnostic, at span: Span) {
    let placed = diagnostic.at(span, in: context.source)
    // Where one thing is wrong, what follows from it is no news.
    guard errors.count < Self.largestCount,
      !errors.contains(where: {
        $0.span == placed.span && $0.source?.name == placed.source?.name && $0.code == placed.code
      })
    else { return }
    errors.append(placed)
  }

  func warn(_ diagnostic: Diagnostic, at span: Span) {
    let placed = diagnostic.at(span, in: context.source)
    guard warnings.count < Self.largestCount, !warnings.contains(where: { $0.span == placed.span }) else {
      return
    }
    warnings.append(placed)
  }

  // MARK: Scripts

  func walk(_ script: Script, _ overrides: [String: Value]) {
    for statement in script.statements { laterNames.formUnion(names(assignedBy: statement)) }
    within({ $0.source = script.source }) {
      for statement in script.statements {
        if let name = statement.assignedName, let value = overrides[name] {
          assign(AbstractValue(value), to: name, at: statement.span)
        } else {
          walk(statement)
        }
      }
    }
  }

  // MARK: Names

  /// What is known of a name, `nil` where there is none.
  func abstract(of name: String) -> AbstractValue? {
    if let abstract = variable(name) { return abstract }
    if let command = commands[name] { return AbstractValue(Value.function(.command(command))) }
    return Constants.value(of: name).map { AbstractValue($0) }
  }

  /// What is known of a variable, commands and constants left aside.
  func variable(_ name: String) -> AbstractValue? {
    if let abstract = knowledge[name] { return abstract }
    guard let value = globals[name] else { return nil }
    var abstract = context.isLater ? .unknown : AbstractValue(value)
    abstract.origin = session.origins[name]
    return abstract
  }

  func assign(_ abstract: AbstractValue, to name: String, at place: Span? = nil) {
    var abstract = abstract
    abstract.origin = place.map { Origin(source: context.source, offset: $0.start) }
    knowledge.assign(abstract, to: name)
  }

  /// What is known of all variables in sight that the script assigns, or is known of them at its end.
  var knownVariables: [String: AbstractValue] {
    knowledge.scopes.dropFirst().reduce(context.isLater ? atEnd : knowledge.scopes[0]) {
      $0.merging($1) { $1 }
    }
  }

  /// A name that is used and has no value then.
  func reportUnknown(
    _ name: String, at span: Span, isCallee: Bool = false, isPlace: Bool = false, help: String? = nil
  ) {
    if name.hasPrefix("_") || isOpen { return }
    let isInBody = knowledge.scopes.count > 1
    if laterNames.contains(name), isInBody { return }
    var candidates = knowledge.scopes.flatMap { scope in
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
  func walkBody(_ block: Block, variables: [String: AbstractValue]) -> AbstractValue {
    var scope: [String: AbstractValue] = [:]
    let assigned = AssignedNames(in: block, commands: commands)
    for name in assigned.names {
      // Before its first assignment a variable means what it means outside.
      let isKept = assigned.changed.contains(name)
      scope[name] = abstract(of: name).map { isKept ? $0.withoutValue : $0.or(.unknown) } ?? .unknown
    }
    knowledge.scopes.append(scope.merging(variables) { $1 })
    defer { knowledge.scopes.removeLast() }
    return walk(block)
  }

  /// Walks it when all top-level names are known: a function runs later than it is defined. What variables hold then is not known.
  func walkBodyLater(_ block: Block, variables: [String: AbstractValue], isLambda: Bool = false) {
    let (source, inner) = (context.source, Array(knowledge.scopes.dropFirst()))
    bodies.append { [unowned self] in
      let before = knowledge
      var globals = before.scopes[0].mapValues { AbstractValue($0.kinds == [.function] ? $0.kinds : nil) }
      for name in laterNames where globals[name] == nil { globals[name] = .unknown }
      knowledge.scopes = [globals] + inner
      within({ ($0.isLater, $0.source) = (true, source) }) { _ = walkBody(block, variables: variables) }
      // Calls by name have been counted where they stand; how often a lambda runs is not known.
      let isUncounted =
        isLambda && (knowledge.cost.seconds > before.cost.seconds || knowledge.cost.isAtLeast)
      knowledge = before
      if isUncounted { knowledge.cost.add(nil) }
    }
  }

  /// Walks code that stands in another context than that around it.
  func within<Result>(_ change: (inout WalkContext) -> Void, _ walk: () -> Result) -> Result {
    let outer = context
    change(&context)
    defer { context = outer }
    return walk()
  }

  /// The names that a statement may give a value to; what a command changes has one already.
  func names(assignedBy statement: Statement) -> [String] {
    let assigned = AssignedNames(in: Block([statement], statement.span), commands: commands)
    return assigned.names.filter { !assigned.changed.contains($0) }
  }
}
