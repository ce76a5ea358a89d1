import Language

/// An argument of a kind that its parameter does not take: where it is from, and what would do instead.
struct KindError {
  let command: Command
  let parameter: Parameter
  /// "a tensor", "the number 3".
  let found: String
  /// The variable that the argument is, if it is one.
  var name: String?
  /// Where that was given its value: "cell 3".
  var place: String?
  /// The variables that would do.
  var variables: [String] = []

  func diagnostic(_ commands: CommandTable) -> Diagnostic {
    var diagnostic = Diagnostic.wrongKind(
      "\(command.name): \(parameter.name)", expected: parameter.expectation,
      found: (name.map { "\($0), " } ?? "") + found,
      help: parameter.remedy(variables, near: name, among: commands))
    diagnostic.origin = place
    return diagnostic
  }
}

extension Parameter {
  /// The kinds it takes whose values are given by name.
  var namedKinds: Set<Kind> { Set(kinds.filter { !$0.isWritten || $0 == .tensor || $0 == .function }) }

  /// The variables that would do, those spelt most like a name first, or how one is made; `nil` where neither helps.
  func remedy(_ variables: [String], near name: String?, among commands: CommandTable) -> String? {
    guard !variables.isEmpty else { return makers(among: commands) }
    let most = 6
    let nearest = name.map { Suggestion.ordered(variables, near: $0) } ?? variables
    return "in scope: " + nearest.prefix(most).joined(separator: ", ") + (nearest.count > most ? ", …" : "")
  }

  /// "make one with perceptron or network"; `nil` where its values are written down, or are of several kinds.
  func makers(among commands: CommandTable) -> String? {
    let objects = kinds.filter { !$0.isWritten }
    guard objects.count == 1, let kind = objects.first else { return nil }
    let names = commands.makers(of: kind).map(\.name)
    return names.isEmpty ? nil : "make one with \(names.joinedAsAlternatives())"
  }
}
