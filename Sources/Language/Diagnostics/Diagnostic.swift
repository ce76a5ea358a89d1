/// An error, said once: what it is, where it is, what was expected and at most one suggestion.
///
/// Wording lives beside each `ErrorKind`, in static factories, and nowhere else.
package struct Diagnostic: Error, Sendable {
  /// A stable name of the kind of error, for `explain` and for tests.
  package let code: String
  package let severity: Severity
  /// Lower-case, a fact: "expected a number, found text".
  package let message: String
  /// Where the value is from that is wrong: "cell 3". It is another in another text, and so no part of the message.
  package var origin: String?
  /// Whether the machine had too little of something, and may have enough another time.
  package var isShortage = false
  /// Where it is; `nil` when it has no place in a source text.
  package var span: Span?
  package var source: SourceText?
  /// A whole replacement for what stands at `span` ("solve"), shown as "did you mean solve?".
  package var suggestion: String?
  /// One more fact that helps ("the domain is alpha ≥ 0").
  package var help: String?
  /// The text ended too early: at a prompt, more lines would complete it.
  package var isIncomplete = false
  /// Where it came from, innermost first: the calls that led there.
  package var trace: [Frame] = []

  /// Whether it stops a script; the raw value is what begins its message.
  package enum Severity: String, Sendable {
    case error
    case warning
  }

  /// A call on the way to an error.
  package struct Frame: Sendable {
    package let name: String
    package let span: Span
    package let source: SourceText

    package init(name: String, span: Span, source: SourceText) {
      self.name = name
      self.span = span
      self.source = source
    }
  }

  package init(
    kind: some ErrorKind, message: String, span: Span? = nil, source: SourceText? = nil,
    suggestion: String? = nil, help: String? = nil
  ) {
    code = kind.rawValue
    severity = kind.severity
    self.message = message
    self.span = span
    self.source = source
    self.suggestion = suggestion
    self.help = help
  }
}
