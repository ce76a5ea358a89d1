import Language

extension Script {
  /// The statements in a range, and those before that give names which they use, directly or through each other.
  func slice(of range: Range<Int>) -> [Statement] {
    var wanted = Set<String>()
    var chosen: [Statement] = []
    for index in statements.indices.prefix(upTo: range.upperBound).reversed() {
      let statement = statements[index]
      let gives = statement.givenName
      guard index >= range.lowerBound || gives.map(wanted.contains) ?? false else { continue }
      chosen.append(statement)
      // What adds to a variable needs those before.
      if let gives, source[statement.span].hasPrefix("\(gives) =") { wanted.remove(gives) }
      let alone = Script(source: source, statements: [statement], cells: [])
      wanted.formUnion(SyntaxParts(of: alone).parts.filter { $0.role == .name }.map(\.text))
      if let gives, statement.isDefinition { wanted.remove(gives) }
    }
    return chosen.reversed()
  }
}

extension Statement {
  /// The name that it gives a value.
  var givenName: String? {
    switch kind {
    case .assignment(let place, _, _): place.name.text
    case .definition(let definition): definition.name.text
    default: nil
    }
  }

  fileprivate var isDefinition: Bool {
    if case .definition = kind { return true }
    return false
  }
}
