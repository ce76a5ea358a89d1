import Language

/// Where a variable was given the value that it has.
struct Origin: Sendable {
  let source: SourceText
  let offset: Int
  /// The number of the statement, where it has one already.
  var cell: Int?

  /// "cell 3", or "line 3" where that is in the same text; `nil` for a place on the very line that is looked at.
  func words(seenAt place: Int, in text: SourceText) -> String? {
    guard text === source else { return cell.map { "cell \($0)" } }
    let line = source.lineIndex(at: offset)
    return line == text.lineIndex(at: place) ? nil : "line \(line + 1)"
  }
}
