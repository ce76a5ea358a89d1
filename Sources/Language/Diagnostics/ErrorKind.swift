/// The kinds of errors of one class: an enum whose raw values are the codes that messages show, as in `error[E12]`.
///
/// A code once given keeps its meaning. How messages are worded stands beside the enum, in factories of `Diagnostic`.
package protocol ErrorKind: RawRepresentable<String>, CaseIterable, Sendable {
  var explanation: Diagnostic.Explanation { get }
  var severity: Diagnostic.Severity { get }
}

extension ErrorKind {
  package static var explanations: [Diagnostic.Explanation] { allCases.map(\.explanation) }

  package var severity: Diagnostic.Severity { .error }

  /// The explanation of this kind; the example is a script that gives the error.
  package func means(_ meaning: String, _ example: String) -> Diagnostic.Explanation {
    Diagnostic.Explanation(code: rawValue, meaning: meaning, example: example)
  }
}

extension Diagnostic {
  /// What a code stands for, for those who look it up.
  package struct Explanation: Sendable {
    package let code: String
    package let meaning: String
    /// A script that gives the error.
    package let example: String
  }
}
