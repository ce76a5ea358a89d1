/// A list that only grows, and of which a copy shares all but the newest elements: a session of thousands of
/// statements is copied before each.
package struct AppendOnlyList<Element: Sendable>: Sendable, RandomAccessCollection {
  private static var pieceCount: Int { 256 }
  /// Full pieces, then one that is not.
  private var pieces: [[Element]] = [[]]

  package init() {}

  package var startIndex: Int { 0 }
  package var endIndex: Int { (pieces.count - 1) * Self.pieceCount + (pieces.last?.count ?? 0) }

  package subscript(index: Int) -> Element { pieces[index / Self.pieceCount][index % Self.pieceCount] }

  mutating func append(_ element: Element) {
    pieces[pieces.count - 1].append(element)
    if pieces[pieces.count - 1].count == Self.pieceCount { pieces.append([]) }
  }
}
