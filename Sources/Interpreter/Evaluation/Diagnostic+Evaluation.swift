import Language

/// The wording of mistakes that show when code runs. Codes E40 to E69; a code once given keeps its meaning.
extension Diagnostic {
  /// The same mistake with a place, unless it has one already.
  package func at(_ span: Span?, in source: SourceText? = nil) -> Diagnostic {
    var placed = self
    if placed.span == nil { placed.span = span }
    if placed.source == nil { placed.source = source }
    return placed
  }

  package static func unknownName(_ name: String, suggestion: String?) -> Diagnostic {
    Diagnostic(code: "E40", message: "unknown name \(name)", suggestion: suggestion)
  }

  package static func wrongKind(_ role: String, expected: String, found: String, help: String? = nil)
    -> Diagnostic
  {
    Diagnostic(code: "E41", message: "\(role): expected \(expected), found \(found)", help: help)
  }

  package static func outsideDomain(_ role: String, expected: String, found: String) -> Diagnostic {
    Diagnostic(code: "E42", message: "\(role): expected \(expected), found \(found)")
  }

  package static func unknownChoice(
    _ role: String, expected: String, found: String, suggestion: String?
  ) -> Diagnostic {
    Diagnostic(code: "E43", message: "\(role): expected \(expected), found \(found)", suggestion: suggestion)
  }

  package static func unknownLabel(
    _ label: String, of callee: String, labels: [String], suggestion: String?
  ) -> Diagnostic {
    Diagnostic(
      code: "E44", message: "\(callee) has no argument \(label)", suggestion: suggestion,
      help: labels.isEmpty ? "it takes no labels" : "it takes \(labels.joined(separator: ", "))")
  }

  package static func missingArgument(_ name: String, of callee: String, help: String? = nil) -> Diagnostic {
    Diagnostic(code: "E45", message: "\(callee): the argument \(name) is missing", help: help)
  }

  package static func repeatedArgument(_ name: String, of callee: String) -> Diagnostic {
    Diagnostic(code: "E46", message: "\(callee): the argument \(name) is given twice")
  }

  package static func tooManyArguments(
    of callee: String, takes count: Int, labelled: [String] = []
  ) -> Diagnostic {
    let expected = count == 0 ? "no arguments" : "at most \(count) argument\(count == 1 ? "" : "s")"
    return Diagnostic(
      code: "E47", message: "\(callee): expected \(expected), found more",
      help: labelled.first.map { "\($0) is given by its label, \($0): …" })
  }

  package static func notCallable(_ what: String, found: String, help: String? = nil) -> Diagnostic {
    Diagnostic(code: "E48", message: "\(what) is \(found) and cannot be called", help: help)
  }

  package static func operands(_ symbol: String, _ left: Value, _ right: Value) -> Diagnostic {
    let help: String? =
      switch (symbol, left, right) {
      case ("-", .function(let function), _):
        "an argument that begins with - needs parentheses: \(function.name)(-…)"
      case ("+", .list, _), ("+", _, .list): "lists are put together by concat(a, b)"
      default: nil
      }
    return Diagnostic(
      code: "E49", message: "\(symbol) is not defined for \(left.described) and \(right.described)",
      help: help)
  }

  /// A field that the value does not have.
  package static func noMember(_ name: String, of value: Value) -> Diagnostic {
    noMember(name, of: value.kind, names: value.memberNames)
  }

  static func noMember(_ name: String, of kind: Kind, names: [String]) -> Diagnostic {
    Diagnostic(
      code: "E50", message: "\(kind.phrase) has no field \(name)",
      suggestion: Suggestion.closest(to: name, among: names),
      help: names.isEmpty ? nil : "it has \(names.joined(separator: ", "))")
  }

  package static func indexOutOfRange(_ index: Int, count: Int) -> Diagnostic {
    let help =
      switch count {
      case 0: "there are no elements"
      case 1: "there is one element, 0"
      default: "there are \(count) elements, 0 to \(count - 1)"
      }
    return Diagnostic(code: "E51", message: "index \(index) is out of range", help: help)
  }

  package static func notIndexable(_ what: String, help: String? = nil) -> Diagnostic {
    Diagnostic(code: "E52", message: "\(what) cannot be indexed like this", help: help)
  }

  package static func tooDeep(_ name: String) -> Diagnostic {
    Diagnostic(code: "E53", message: "\(name) calls itself too deeply", help: "does the recursion end?")
  }

  package static func misplaced(_ word: String) -> Diagnostic {
    Diagnostic(code: "E54", message: "\(word) may stand only in a statement, not inside an expression")
  }

  package static func badRange(_ message: String) -> Diagnostic { Diagnostic(code: "E55", message: message) }

  package static func sweep(_ message: String, help: String? = nil) -> Diagnostic {
    Diagnostic(code: "E56", message: message, help: help)
  }

  package static func notInSweep(_ command: String) -> Diagnostic {
    Diagnostic(
      code: "E57", message: "\(command) changes the session and cannot run inside a sweep",
      help: "the points of a sweep run side by side and see the session as it was")
  }

  /// A fact about an argument that only its command knows.
  package static func argument(_ message: String, suggestion: String? = nil, help: String? = nil)
    -> Diagnostic
  {
    Diagnostic(code: "E58", message: message, suggestion: suggestion, help: help)
  }

  /// What another room threw, in its own words.
  package static func computation(_ message: String) -> Diagnostic {
    Diagnostic(code: "E59", message: message)
  }

  static let outOfMemory = Diagnostic(
    code: "E59", message: "this cell has used up the memory, and was stopped",
    help: "it has changed nothing; memory lists what the variables hold")

  package static func file(_ path: String, _ reason: String) -> Diagnostic {
    Diagnostic(code: "E60", message: "\(path): \(reason)")
  }

  package static func noResult(_ name: String) -> Diagnostic {
    let help =
      switch name {
      case "_": "no statement has given a result yet"
      case "_partial": "no cell that had something to keep has been interrupted yet"
      default: "statement \(name.dropFirst()) gave no result"
      }
    return Diagnostic(code: "E61", message: "there is no result \(name)", help: help)
  }

  /// A variable of an enclosing body, where a command wants to give it a value.
  package static func unassignable(_ name: String) -> Diagnostic {
    Diagnostic(
      code: "E62",
      message: "\(name) belongs to the code around this body, which can read it but not change it")
  }

  static func resultAssigned(_ name: String) -> Diagnostic {
    let what =
      switch name {
      case "_": "the last result"
      case "_partial": "what an interrupted cell had by then"
      default: "the result of statement \(name.dropFirst())"
      }
    return Diagnostic(code: "E62", message: "\(name) is \(what) and cannot be given a value")
  }

  package static func nestedValues(limit: Int) -> Diagnostic {
    Diagnostic(code: "E63", message: "values nest at most \(limit) levels deep")
  }

  package static func tooManyNames(limit: Int) -> Diagnostic {
    Diagnostic(code: "E64", message: "a session has at most \(limit) names")
  }

  package static func tooLong(_ what: String, limit: Int, unit: String) -> Diagnostic {
    Diagnostic(code: "E65", message: "\(what) would be longer than \(limit) \(unit)")
  }

  package static let historyInCompany = Diagnostic(
    code: "E66", message: "a cell that goes through the session's states does nothing else",
    help: "type it on a line of its own")

  package static let lessonInCompany = Diagnostic(
    code: "E69", message: "a lesson is stepped through at the prompt, by a cell that does nothing else",
    help: "type step on a line of its own; from the shell, replica step FILE")

  package static func tooFar(_ asked: Int, available: Int, isUndo: Bool) -> Diagnostic {
    let word = isUndo ? "undo" : "redo"
    guard available > 0 else { return Diagnostic(code: "E67", message: "there is nothing to \(word)") }
    let cells = available == 1 ? "1 cell" : "\(available) cells"
    return Diagnostic(code: "E67", message: "\(word): expected at most \(cells), found \(asked)")
  }

  package static func noCheckpoint(_ name: String, names: [String]) -> Diagnostic {
    Diagnostic(
      code: "E68", message: "there is no checkpoint \"\(name)\"",
      suggestion: Suggestion.closest(to: name, among: names),
      help: names.isEmpty ? "checkpoint \"name\" makes one" : nil)
  }
}
