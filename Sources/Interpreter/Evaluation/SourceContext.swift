import Language

/// Where lowered code stands: what gives errors their place while it runs.
struct SourceContext: Sendable {
  let source: SourceText
  /// The body's own variables and their slots, for suggestions.
  let locals: [String: Int]

  /// An error with its place.
  func diagnostic(_ diagnostic: Diagnostic, _ span: Span) -> Diagnostic { diagnostic.at(span, in: source) }

  /// Runs `body`, giving what it throws this place.
  @inline(__always)
  func located<Result>(_ span: Span, _ body: () throws -> Result) throws -> Result {
    do { return try body() } catch { throw Self.placed(error, span, source) }
  }

  @inline(never)
  static func placed(_ error: any Error, _ span: Span, _ source: SourceText) -> any Error {
    switch error {
    case let diagnostic as Diagnostic: diagnostic.at(span, in: source)
    case let error as any CustomStringConvertible & Error:
      Diagnostic.computation(of: error).at(span, in: source)
    default: error
    }
  }

  /// A name that has no value; where it is to be called, only what can be called is suggested.
  func unknown(_ name: String, _ span: Span, _ frame: Frame, isCallee: Bool = false) -> Diagnostic {
    let variables = frame.evaluator.globals.assignedNames { !isCallee || $0.kind == .function }
    let candidates = locals.keys + variables + frame.evaluator.commands.names
    return diagnostic(.unknownName(name, suggestion: Suggestion.closest(to: name, among: candidates)), span)
  }
}
