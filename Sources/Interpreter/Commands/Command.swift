import Language

/// A command of the language, declared once: parsing of its arguments, errors, help, completion, the
/// reference pages and JSON are all derived from this value.
package struct Command: Sendable {
  package enum Group: String, Sendable, CaseIterable {
    case session, language, tensors, tasks, networks, continual, theory, figures
  }
  /// What a command does besides giving a value.
  package enum Effect: String, Sendable {
    /// Changes the session itself (its seed, its flow): not inside functions that run in parallel.
    case session
    /// Reads or writes files.
    case files
    /// Draws random numbers.
    case random
    /// Gives a variable a new value.
    case variable
    /// Shows something while it runs.
    case output
    /// Measures time: gives something else whenever it runs.
    case clock

    /// What happens, or is looked up, outside the values it is given: a result may not stand for running it again.
    static let outside: Set<Effect> = [.session, .files, .output, .clock]
  }

  /// Puts a value into another, and nothing else.
  package typealias Addition = @Sendable (_ value: inout Value, _ new: Value) throws -> Void

  package let name: String
  package let group: Group
  /// One sentence, without its full stop.
  package let summary: String
  /// More, in paragraphs.
  package let details: String
  package let parameters: [Parameter]
  /// What it computes, as its field writes it.
  package let equation: Equation?
  /// What it gives, in words ("a solution").
  package let result: String
  package let effects: Set<Effect>
  /// Effects that every call asks for.
  let changesSession, changesVariable: Bool
  /// Whether it may take long and depends on nothing but its arguments and its random numbers, so that a result can be used again.
  package let isReusable: Bool
  package let examples: [Example]
  package let seeAlso: [String]
  /// What is known of the result before the command runs; throws where the arguments cannot go together. For `check`.
  package let infer: (@Sendable (AbstractArguments) throws(Diagnostic) -> AbstractValue?)?
  /// About how many seconds it takes on the machine that Reference/Performance.md was measured on; `nil` where that is not known.
  package let cost: (@Sendable (AbstractArguments) -> Double?)?
  /// What `run` does to a single number, for those commands that are functions of one: loops call it without
  /// ceremony.
  package let function: (@Sendable (Double) -> Double)?
  /// What `run` does for those commands of two arguments that only put a value into a variable's: loops call it without ceremony.
  package let addition: Addition?
  package let run: @Sendable (Arguments, CommandContext) throws -> Value

  package init(
    _ name: String, group: Group, summary: String, details: String = "", equation: Equation? = nil,
    parameters: [Parameter] = [], result: String, effects: Set<Effect> = [], isReusable: Bool = false,
    examples: [Example],
    seeAlso: [String] = [],
    function: (@Sendable (Double) -> Double)? = nil,
    addition: Addition? = nil,
    infer: (@Sendable (AbstractArguments) throws(Diagnostic) -> AbstractValue?)? = nil,
    cost: (@Sendable (AbstractArguments) -> Double?)? = nil,
    run: @escaping @Sendable (Arguments, CommandContext) throws -> Value
  ) {
    self.name = name
    self.group = group
    self.summary = summary
    self.details = details
    self.equation = equation
    self.parameters = parameters
    self.result = result
    self.effects = effects
    changesSession = effects.contains(.session)
    changesVariable = effects.contains(.variable)
    self.isReusable = isReusable
    self.examples = examples
    self.seeAlso = seeAlso
    self.function = function
    self.addition = addition
    self.infer = infer
    self.cost = cost
    self.run = run
  }

  /// The kinds that `result` speaks of; `nil` where it names none.
  package var resultKinds: Set<Kind>? {
    let words = result.split { !$0.isLetter }
    var kinds = Set(zip(words, words.dropFirst()).compactMap { $0 == "a" ? Kind(rawValue: String($1)) : nil })
    if words.first == "nothing" { kinds.insert(.nothing) }
    return kinds.isEmpty ? nil : kinds
  }

  /// "solve(alpha, beta, [gamma], tolerance: 1e-10)": required parameters bare, optional ones in brackets or
  /// with their defaults.
  package var signature: String {
    let items = parameters.map { parameter in
      switch (parameter.arity, parameter.defaultValue) {
      case (.rest, _): "\(parameter.name) …"
      case (.fields, _): "name: \(parameter.name) …"
      case (.one, .required), (.labelled, .required): parameter.name
      case (.one, .absent): "[\(parameter.name)]"
      case (.labelled, .absent): "[\(parameter.name):]"
      case (.one, .value(let value)), (.labelled, .value(let value)): "\(parameter.name): \(value.literal)"
      }
    }
    return "\(name)(\(items.joined(separator: ", ")))"
  }
}

/// A line that can be typed, and what it gives.
package struct Example: Sendable {
  package let code: String
  /// What the last statement gives, as the language writes it; `nil` where only that it runs is claimed.
  package let result: String?
  /// The lines it shows, for what gives nothing or says more than its value.
  package let shown: String?

  package init(_ code: String, gives result: String? = nil, shows shown: String? = nil) {
    self.code = code
    self.result = result
    self.shown = shown
  }

  /// What stands below the code, a line each.
  package var output: [Substring] {
    guard let text = shown ?? result else { return [] }
    return text.split(separator: "\n", omittingEmptySubsequences: false)
  }
}

/// A formula in Unicode, and where it is from.
package struct Equation: Sendable, Hashable {
  package let formula: String
  package let source: String

  package init(_ formula: String, source: String) {
    self.formula = formula
    self.source = source
  }
}

/// The vocabulary: all commands by name.
package struct CommandTable: Sendable {
  package let commands: [Command]
  private let byName: [String: Command]

  package init(_ commands: [Command]) {
    self.commands = commands
    byName = Dictionary(commands.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
  }

  package subscript(name: String) -> Command? { byName[name] }

  package var names: [String] { commands.map(\.name) }

  /// The commands that make a value of the kind without being given one.
  func makers(of kind: Kind) -> [Command] {
    commands.filter { command in
      command.result.split { !$0.isLetter }.prefix(2).joined(separator: " ") == kind.phrase
        && !command.parameters.contains { $0.isRequired && $0.kinds.contains(kind) }
    }
  }
}
