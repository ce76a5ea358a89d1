import Language

extension Script {
  /// The statements in a range, and those before that give names which they use, directly or through each other.
  func slice(of range: Range<Int>) -> [Statement] {
    var wanted = Set<String>()
    var chosen: [Statement] = []
    for index in statements.indices.prefix(upTo: range.upperBound).reversed() {
      let statement = statements[index]
      let given = statement.givenNames
      guard index >= range.lowerBound || given.contains(where: wanted.contains) else { continue }
      chosen.append(statement)
      // What changes a variable needs those before.
      if statement.isPlainAssignment { wanted.subtract(given) }
      let alone = Script(source: source, statements: [statement], cells: [])
      wanted.formUnion(SyntaxParts(of: alone).parts.filter { $0.role == .name }.map(\.text))
      if statement.isDefinition { wanted.subtract(given) }
    }
    return chosen.reversed()
  }
}

extension Statement {
  /// The names that it gives values.
  var givenNames: [String] {
    switch kind {
    case .assignment(let places, _, _): places.map(\.name.text)
    case .definition(let definition): [definition.name.text]
    default: []
    }
  }

  /// Whether it gives names values that do not depend on those before.
  fileprivate var isPlainAssignment: Bool {
    if case .assignment(let places, .set, _) = kind { places.allSatisfy { $0.steps.isEmpty } } else { false }
  }

  fileprivate var isDefinition: Bool {
    if case .definition = kind { return true }
    return false
  }
}
