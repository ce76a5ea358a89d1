/// One parameter of a command, as it is declared once for parsing, help, completion, JSON and the reference.
package struct Parameter: Sendable {
  /// How the argument reaches the command.
  package enum Evaluation: String, Sendable {
    /// As a value.
    case value
    /// Unevaluated, as the word that was written: `help solve`.
    case word
    /// As a variable that the command gives a new value: `train net`.
    case place
    /// As code that the command runs when it likes: `time`.
    case code
  }
  /// How many arguments it takes.
  package enum Arity: String, Sendable {
    case one
    /// One, by its label alone.
    case labelled
    /// All further positional arguments, as a list.
    case rest
    /// All arguments with labels that no other parameter has, as a record.
    case fields
  }
  /// What a text that names a file is for.
  package enum File: String, Sendable {
    case read, written
    /// A script that is run in this session.
    case script
  }
  package enum Default: Sendable {
    case required
    /// May be left out; the command says in its summary what then happens.
    case absent
    case value(Value)
  }

  package let name: String
  package let summary: String
  /// The kinds it takes; empty for any.
  package let kinds: [Kind]
  package let defaultValue: Default
  package let domain: Domain?
  package let unit: String?
  /// The texts it takes, where they can be listed.
  package let choices: [String]
  package let evaluation: Evaluation
  package let arity: Arity
  /// `nil` where it names no file.
  package let file: File?

  package init(
    _ name: String, _ kinds: Kind..., summary: String, default defaultValue: Default = .required,
    domain: Domain? = nil, unit: String? = nil, choices: [String] = [], evaluation: Evaluation = .value,
    arity: Arity = .one, file: File? = nil
  ) {
    self.init(
      name: name, kinds: kinds, summary: summary, default: defaultValue, domain: domain, unit: unit,
      choices: choices, evaluation: evaluation, arity: arity, file: file)
  }

  /// The same parameter, taking values of further kinds too.
  package func accepting(_ more: Kind...) -> Parameter {
    Parameter(
      name: name, kinds: kinds + more, summary: summary, default: defaultValue, domain: domain, unit: unit,
      choices: choices, evaluation: evaluation, arity: arity, file: file)
  }

  private init(
    name: String, kinds: [Kind], summary: String, default defaultValue: Default, domain: Domain?,
    unit: String?,
    choices: [String], evaluation: Evaluation, arity: Arity, file: File?
  ) {
    self.name = name
    self.summary = summary
    self.kinds = kinds
    self.defaultValue = defaultValue
    self.domain = domain
    self.unit = unit
    self.choices = choices
    self.evaluation = evaluation
    self.arity = arity
    self.file = file
  }

  /// Whether it takes one argument, and not all of a sort.
  package var isSingle: Bool { arity == .one || arity == .labelled }

  package var isRequired: Bool {
    if case .required = defaultValue { true } else { false }
  }

  /// "a number, alpha ≥ 0", "a whole number, n ≥ 1", `"sgd" or "adam"`: what an error says was expected.
  package var expectation: String {
    let others = choices.isEmpty ? kinds : kinds.filter { $0 != .text }
    let phrases = choices.map { "\"\($0)\"" } + others.map(phrase)
    let text = phrases.isEmpty ? "a value" : phrases.joinedAsAlternatives()
    return domain?.bounds(name).map { "\(text), \($0)" } ?? text
  }

  private func phrase(_ kind: Kind) -> String {
    kind == .number && domain?.isInteger == true ? "a whole number" : kind.phrase
  }
}
