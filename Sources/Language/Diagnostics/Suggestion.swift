/// Finds the word that someone most likely meant.
package enum Suggestion {
  /// The closest candidate within a distance that grows with the word, or `nil`.
  ///
  /// Distance is Damerau–Levenshtein's, in its restricted form (insertion, deletion, substitution and one swap of
  /// neighbours cost 1), without regard to case: at most 1 for words of up to 3 letters, 2 up to 6, 3 beyond. Among
  /// equals the longest common prefix wins, then the first candidate.
  package static func closest(to word: String, among candidates: some Sequence<String>) -> String? {
    let letters = Array(word.lowercased())
    // Longer words are no names; the distance is quadratic in the length.
    guard (1...64).contains(letters.count) else { return nil }
    let allowed = letters.count <= 3 ? 1 : letters.count <= 6 ? 2 : 3
    var best: (candidate: String, distance: Int, prefix: Int)?
    for candidate in candidates where candidate != word {
      let other = Array(candidate.lowercased())
      guard abs(other.count - letters.count) <= allowed, other.count <= 64 else { continue }
      let distance = distance(letters, other)
      // A word of which every letter must change is not meant.
      guard distance <= allowed, distance < max(letters.count, other.count) else { continue }
      let prefix = zip(word, candidate).prefix { $0 == $1 }.count
      if let best, (best.distance, -best.prefix) <= (distance, -prefix) { continue }
      best = (candidate, distance, prefix)
    }
    return best?.candidate
  }

  /// The candidates, those that are spelt most like the word first; among equals in the order they have.
  package static func ordered(_ candidates: [String], near word: String) -> [String] {
    let letters = Array(word.lowercased().prefix(64))
    let distances = candidates.map { distance(letters, Array($0.lowercased().prefix(64))) }
    return candidates.indices.sorted { (distances[$0], $0) < (distances[$1], $1) }.map { candidates[$0] }
  }

  /// The restricted Damerau–Levenshtein distance, keeping three rows of its table.
  private static func distance(_ a: [Character], _ b: [Character]) -> Int {
    var beforePrevious = [Int](repeating: 0, count: b.count + 1)
    var previous = Array(0...b.count)
    for i in a.indices {
      var row = [i + 1]
      for j in b.indices {
        var cost = min(previous[j + 1] + 1, row[j] + 1, previous[j] + (a[i] == b[j] ? 0 : 1))
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { cost = min(cost, beforePrevious[j - 1] + 1) }
        row.append(cost)
      }
      (beforePrevious, previous) = (previous, row)
    }
    return previous[b.count]
  }
}
