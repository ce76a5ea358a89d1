import Execution
import Language
import Tensors

/// Errors that show when code runs. Codes E40 to E69, E82 to E85; warnings begin with W.
package enum EvaluationError: String, ErrorKind {
  case unknownName = "E40"
  case wrongKind = "E41"
  case outsideDomain = "E42"
  case unknownChoice = "E43"
  case unknownLabel = "E44"
  case missingArgument = "E45"
  case repeatedArgument = "E46"
  case tooManyArguments = "E47"
  case notCallable = "E48"
  case operands = "E49"
  case noMember = "E50"
  case indexOutOfRange = "E51"
  case notIndexable = "E52"
  case tooDeep = "E53"
  case misplaced = "E54"
  case badRange = "E55"
  case sweep = "E56"
  case notInSweep = "E57"
  case argument = "E58"
  case computation = "E59"
  case file = "E60"
  case noResult = "E61"
  case unassignable = "E62"
  case nestedValues = "E63"
  case tooManyNames = "E64"
  case tooLong = "E65"
  case historyInCompany = "E66"
  case tooFar = "E67"
  case noCheckpoint = "E68"
  case lessonInCompany = "E69"
  case assertionFailed = "E82"
  case unpacking = "E83"
  case comparedElementwise = "E84"
  case maskShape = "E85"
  case comparesElements = "W1"

  package var severity: Diagnostic.Severity { self == .comparesElements ? .warning : .error }

  package var explanation: Diagnostic.Explanation {
    switch self {
    case .unknownName: means("A name that no variable, command or constant has.", "2 * unheardOf")
    case .wrongKind: means("A value of another kind than is wanted there.", "if 1 { 2 }")
    case .outsideDomain: means("A number outside the domain of its argument.", "zeros(2.5)")
    case .unknownChoice:
      means("A text that is none of the choices of its argument.", "random(3, kind: \"cauchy\")")
    case .unknownLabel: means("A label that the function does not have.", "zeros(size: 3)")
    case .missingArgument: means("An argument without which the function cannot work.", "transpose()")
    case .repeatedArgument:
      means("One argument given twice, by position and by label or by two labels.", "exp(1, x: 2)")
    case .tooManyArguments: means("More arguments than the function takes.", "exp(1, 2)")
    case .notCallable: means("Only functions and commands can be called.", "x = 3; x(1)")
    case .operands: means("An operator that has no meaning for its two values.", "1 + \"a\"")
    case .noMember: means("A field that the value does not have.", "record(a: 1).b")
    case .indexOutOfRange:
      means("Indices run from 0 to one less than the count, or from −1 backwards.", "[1, 2][2]")
    case .notIndexable: means("The value has no elements, or not of this kind.", "3[0]")
    case .tooDeep:
      means("Functions call each other without end, or scripts run each other.", "func f(x) = f(x)\nf(1)")
    case .misplaced:
      means(
        "`break`, `continue` and `return` end a block early; inside an expression there is none to end.",
        "func f(x) = 1 + (if x > 0 { return 2 } else { 3 })")
    case .badRange:
      means("A range has finite bounds, a step other than 0 and fewer than 10¹² steps.", "1...2 by 0")
    case .sweep:
      means(
        "A sweep has up to a million points, and its body ends with a number, a record, a solution or a table.",
        "sweep i in 1...2 { [i] }")
    case .notInSweep:
      means(
        "The points of a sweep run side by side; what changes the session itself stands before it.",
        "sweep i in 1...2 { seed i; random() }")
    case .argument: means("A fact about an argument, in the command's own words.", "table(x: [1, 2], y: [1])")
    case .computation: means("A computation that cannot be done, in its own words.", "[1, 2] + [1, 2, 3]")
    case .file: means("A file that cannot be read or written.", "run \"no such file.rpl\"")
    case .noResult: means("`_` and `_12` are the results of statements; this one gave none.", "_999")
    case .unassignable:
      means(
        "Results of statements, as `_` and `_12`, cannot be changed; a function changes only variables of its own.",
        "_ = 3")
    case .nestedValues: means("Values nest up to 1000 levels deep.", "x = 0; for i in 1...2000 { x = [x] }")
    case .tooManyNames:
      means("A session holds up to 16384 names.", (0..<17_000).map { "v\($0) = 0" }.joined(separator: "; "))
    case .tooLong: means("Texts are up to 268 MB long.", "t = \"a\"; for i in 1...40 { t += t }")
    case .historyInCompany:
      means("`undo` and its like change the state under what stands beside them in a cell.", "x = 1; undo")
    case .tooFar: means("There are not so many cells to undo, or to do again.", "undo 1000000")
    case .noCheckpoint: means("`goto` takes the name of a checkpoint.", "goto \"nowhere\"")
    case .lessonInCompany:
      means(
        "`step` hands the prompt over to a lesson, which goes through states of the session itself.",
        "save \"empty.rpl\"; step \"empty.rpl\"")
    case .assertionFailed:
      means("A condition that `assert` was given does not hold.", "assert 1 > 2, \"order\"")
    case .unpacking:
      means(
        "Several names take as many values as they are, from a list, a range, a tensor, a mask or a record.",
        "a, b = [1, 2, 3]")
    case .comparedElementwise:
      means(
        """
        `==` and its like compare lists of numbers, of texts or of booleans element by element; `equal` compares \
        whole values.
        """, "[1, [2]] == [1, [2]]")
    case .maskShape:
      means(
        "A mask has a place for each element that it picks from, or for each item of one axis.",
        "[1, 2, 3][[true, false]]")
    case .comparesElements:
      means("In earlier versions `==` compared lists and tensors whole.", "print([1, 2] == [1, 2])")
    }
  }
}

extension Diagnostic {
  private init(_ kind: EvaluationError, message: String, suggestion: String? = nil, help: String? = nil) {
    self.init(kind: kind, message: message, suggestion: suggestion, help: help)
  }

  /// The same error with a place, unless it has one already.
  package func at(_ span: Span?, in source: SourceText? = nil) -> Diagnostic {
    var placed = self
    if placed.span == nil { placed.span = span }
    if placed.source == nil { placed.source = source }
    return placed
  }

  package static func unknownName(_ name: String, suggestion: String?) -> Diagnostic {
    Diagnostic(.unknownName, message: "unknown name \(name)", suggestion: suggestion)
  }

  package static func wrongKind(_ role: String, expected: String, found: String, help: String? = nil)
    -> Diagnostic
  {
    Diagnostic(.wrongKind, message: "\(role): expected \(expected), found \(found)", help: help)
  }

  package static func outsideDomain(_ role: String, expected: String, found: String) -> Diagnostic {
    Diagnostic(.outsideDomain, message: "\(role): expected \(expected), found \(found)")
  }

  package static func unknownChoice(
    _ role: String, expected: String, found: String, suggestion: String?
  ) -> Diagnostic {
    Diagnostic(
      .unknownChoice, message: "\(role): expected \(expected), found \(found)", suggestion: suggestion)
  }

  package static func unknownLabel(
    _ label: String, of callee: String, labels: [String], suggestion: String?
  ) -> Diagnostic {
    Diagnostic(
      .unknownLabel, message: "\(callee) has no argument \(label)", suggestion: suggestion,
      help: labels.isEmpty ? "it takes no labels" : "it takes \(labels.joined(separator: ", "))")
  }

  package static func missingArgument(_ name: String, of callee: String, help: String? = nil) -> Diagnostic {
    Diagnostic(.missingArgument, message: "\(callee): the argument \(name) is missing", help: help)
  }

  package static func repeatedArgument(_ name: String, of callee: String) -> Diagnostic {
    Diagnostic(.repeatedArgument, message: "\(callee): the argument \(name) is given twice")
  }

  /// `labelled` are those that are given by their labels alone.
  package static func tooManyArguments(
    of callee: String, takes count: Int, labelled: [String] = []
  ) -> Diagnostic {
    let expected = count == 0 ? "no arguments" : "at most \(count) argument\(count == 1 ? "" : "s")"
    return Diagnostic(
      .tooManyArguments, message: "\(callee): expected \(expected), found more",
      help: labelled.first.map { "the \($0) is given by its label, \($0): …" })
  }

  package static func notCallable(_ what: String, found: String, help: String? = nil) -> Diagnostic {
    Diagnostic(.notCallable, message: "\(what) is \(found) and cannot be called", help: help)
  }

  package static func operands(_ symbol: String, _ left: Value, _ right: Value) -> Diagnostic {
    let help: String? =
      switch (symbol, left, right) {
      case ("-", .function(let function), _):
        "an argument that begins with - needs parentheses: \(function.name)(-…)"
      case ("+", .list, _), ("+", _, .list): "lists are put together by concat(a, b)"
      case (_, .mask, .mask): "masks are joined by and, or; as numbers, mask * 1"
      case (_, .mask, _), (_, _, .mask): "a mask is used as it is, or turned by not"
      default: nil
      }
    return operands(symbol, left.described, right.described, help: help)
  }

  static func operands(_ symbol: String, _ left: String, _ right: String, help: String? = nil) -> Diagnostic {
    Diagnostic(.operands, message: "\(symbol) is not defined for \(left) and \(right)", help: help)
  }

  /// A field that the value does not have.
  package static func noMember(_ name: String, of value: Value) -> Diagnostic {
    noMember(name, of: value.kind, names: value.memberNames)
  }

  static func noMember(_ name: String, of kind: Kind, names: [String]) -> Diagnostic {
    Diagnostic(
      .noMember, message: "\(kind.phrase) has no field \(name)",
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
    return Diagnostic(.indexOutOfRange, message: "index \(index) is out of range", help: help)
  }

  package static func notIndexable(_ what: String, help: String? = nil) -> Diagnostic {
    Diagnostic(.notIndexable, message: "\(what) cannot be indexed like this", help: help)
  }

  /// An index that is a function.
  static let indexedByFunction = Diagnostic(
    .notIndexable, message: "a value cannot be indexed by a function",
    help: "a mask picks, as in xs[xs > 1]; filter(xs, x -> x > 1) takes a function, where(mask) gives places")

  static func fixedFields(of kind: Kind) -> Diagnostic {
    Diagnostic(.notIndexable, message: "the fields of \(kind.phrase) cannot be given values")
  }

  package static func tooDeep(_ name: String) -> Diagnostic {
    Diagnostic(.tooDeep, message: "\(name) calls itself too deeply", help: "does the recursion end?")
  }

  package static func misplaced(_ word: String) -> Diagnostic {
    Diagnostic(.misplaced, message: "\(word) may stand only in a statement, not inside an expression")
  }

  package static func badRange(_ message: String) -> Diagnostic { Diagnostic(.badRange, message: message) }

  package static func sweep(_ message: String, help: String? = nil) -> Diagnostic {
    Diagnostic(.sweep, message: message, help: help)
  }

  package static func notInSweep(_ command: String) -> Diagnostic {
    Diagnostic(
      .notInSweep, message: "\(command) changes the session and cannot run inside a sweep",
      help: "the points of a sweep run side by side and see the session as it was")
  }

  /// A fact about an argument that only its command knows.
  package static func argument(_ message: String, suggestion: String? = nil, help: String? = nil)
    -> Diagnostic
  {
    Diagnostic(.argument, message: message, suggestion: suggestion, help: help)
  }

  /// What another module threw, in its own words.
  package static func computation(_ message: String) -> Diagnostic {
    Diagnostic(.computation, message: message)
  }

  /// The same for an error that says itself what it is, perhaps behind the role of a value.
  static func computation(of error: any CustomStringConvertible & Error, _ role: String? = nil) -> Diagnostic
  {
    var diagnostic = computation((role.map { "\($0): " } ?? "") + error.description)
    if error is MemoryShortage { diagnostic.isShortage = true }
    if case .tooLarge? = error as? TensorError { diagnostic.isShortage = true }
    return diagnostic
  }

  static let outOfMemory = Diagnostic(
    .computation, message: "this cell has used up the memory, and was stopped",
    help: "it has changed nothing; memory lists what the variables hold")

  package static func file(_ path: String, _ reason: String) -> Diagnostic {
    Diagnostic(.file, message: "\(path): \(reason)")
  }

  package static func noResult(_ name: String) -> Diagnostic {
    let help =
      switch name {
      case "_": "no statement has given a result yet"
      case "_partial": "no cell that had something to keep has been interrupted yet"
      default: "statement \(name.dropFirst()) gave no result"
      }
    return Diagnostic(.noResult, message: "there is no result \(name)", help: help)
  }

  /// A variable of an enclosing body, where a command wants to give it a value.
  package static func unassignable(_ name: String) -> Diagnostic {
    Diagnostic(
      .unassignable,
      message: "\(name) belongs to the code around this body, which can read it but not change it")
  }

  static func resultAssigned(_ name: String) -> Diagnostic {
    let what =
      switch name {
      case "_": "the last result"
      case "_partial": "what an interrupted cell had by then"
      default: "the result of statement \(name.dropFirst())"
      }
    return Diagnostic(.unassignable, message: "\(name) is \(what) and cannot be given a value")
  }

  package static func nestedValues(limit: Int) -> Diagnostic {
    Diagnostic(.nestedValues, message: "values nest at most \(limit) levels deep")
  }

  package static func tooManyNames(limit: Int) -> Diagnostic {
    Diagnostic(.tooManyNames, message: "a session has at most \(limit) names")
  }

  package static func tooLong(_ what: String, limit: Int, unit: String) -> Diagnostic {
    Diagnostic(.tooLong, message: "\(what) would be longer than \(limit) \(unit)")
  }

  package static let historyInCompany = Diagnostic(
    .historyInCompany, message: "a cell that goes through the session's states does nothing else",
    help: "type it on a line of its own")

  package static let lessonInCompany = Diagnostic(
    .lessonInCompany, message: "a lesson is stepped through at the prompt, by a cell that does nothing else",
    help: "type step on a line of its own; from the shell, replica step FILE")

  package static func tooFar(_ asked: Int, available: Int, isUndo: Bool) -> Diagnostic {
    let word = isUndo ? "undo" : "redo"
    guard available > 0 else { return Diagnostic(.tooFar, message: "there is nothing to \(word)") }
    let cells = available == 1 ? "1 cell" : "\(available) cells"
    return Diagnostic(.tooFar, message: "\(word): expected at most \(cells), found \(asked)")
  }

  package static func noCheckpoint(_ name: String, names: [String]) -> Diagnostic {
    Diagnostic(
      .noCheckpoint, message: "there is no checkpoint \"\(name)\"",
      suggestion: Suggestion.closest(to: name, among: names),
      help: names.isEmpty ? "checkpoint \"name\" makes one" : nil)
  }

  /// A condition of `assert` that does not hold, as it is written, and what the script says of it.
  package static func assertionFailed(_ text: String, message: String?) -> Diagnostic {
    Diagnostic(.assertionFailed, message: "expected \(text)" + (message.map { ": \($0)" } ?? ""))
  }

  static func unpacking(expected: Int, found: String) -> Diagnostic {
    let values = expected == 1 ? "1 value" : "\(expected) values"
    return Diagnostic(.unpacking, message: "expected \(values), found \(found)")
  }

  /// Values that cannot be compared element by element.
  static func comparedElementwise(_ symbol: String, _ found: String) -> Diagnostic {
    Diagnostic(
      .comparedElementwise, message: "\(symbol) compares element by element, and found \(found)",
      help: "equal(a, b) compares whole values")
  }

  package static func maskShape(mask: String, axis: String) -> Diagnostic {
    Diagnostic(.maskShape, message: "the mask has \(mask) places, expected \(axis)")
  }

  /// The warning that `==` or `!=` gives a mask where earlier versions gave one boolean.
  package static func comparesElements(_ symbol: String) -> Diagnostic {
    Diagnostic(
      .comparesElements,
      message: """
        \(symbol) of lists and tensors compares element by element and gives a mask; before this version it gave \
        one boolean
        """,
      help: "equal(a, b) compares whole values; all(…) makes one boolean of a mask")
  }
}
