extension Diagnostic {
  static func cannotAssign(_ target: Expression, in source: SourceText) -> Diagnostic {
    var diagnostic = cannotAssign(target.span, in: source)
    if case .call = target.kind {
      diagnostic.help = "a function is defined by func \(source[target.span]) = …"
    }
    return diagnostic
  }

  /// `lambda x: x^2`, as Python writes it.
  static func foreignLambda(_ word: String, _ span: Span, in source: SourceText) -> Diagnostic? {
    guard word == "lambda" else { return nil }
    return Diagnostic(
      code: "E20", message: "`lambda` has no meaning here", span: span, source: source,
      help: "a function without a name is written x -> x^2, or (x, y) -> x + y")
  }
}
