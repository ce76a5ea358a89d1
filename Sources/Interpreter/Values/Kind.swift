/// The kinds of values, by the names the language uses.
package enum Kind: String, Sendable, CaseIterable {
  case number, text, boolean, nothing, range, list, tensor, mask, table, record, function
  case task, network, history, result, solution, figure

  /// "a number", "nothing": as it stands in a sentence.
  package var phrase: String { self == .nothing ? "nothing" : "a \(rawValue)" }

  /// Whether its values are of a domain, and not of the language.
  var isObject: Bool { !isWritten && self != .table }

  /// Whether its values can be written down where they are wanted; the others have names.
  var isWritten: Bool {
    switch self {
    case .number, .text, .boolean, .nothing, .range, .list, .tensor, .mask, .record, .function: true
    case .table, .task, .network, .history, .result, .solution, .figure: false
    }
  }
}

extension Sequence<Kind> {
  /// "a number, a list or a tensor".
  package var phrase: String { map(\.phrase).joinedAsAlternatives() }
}

extension Array<String> {
  /// "a, b or c".
  package func joinedAsAlternatives() -> String {
    guard let last, count > 1 else { return first ?? "" }
    return dropLast().joined(separator: ", ") + " or " + last
  }
}
