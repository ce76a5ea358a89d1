/// A run of `*` or `_` that may open or close emphasis.
struct EmphasisRun {
  let mark: Character
  /// How many of the marks are left.
  var count: Int
  /// How many there were.
  let length: Int
  let canOpen: Bool
  let canClose: Bool

  /// CommonMark's rule: a run opens where words follow it, and closes where words stand before it; `_` does neither within a word.
  init(mark: Character, count: Int, before: Character?, after: Character?) {
    func isBlank(_ character: Character?) -> Bool { character?.isWhitespace ?? true }
    func isSign(_ character: Character?) -> Bool {
      character.map { $0.isPunctuation || $0.isSymbol } ?? false
    }
    let isLeft = !isBlank(after) && (!isSign(after) || isBlank(before) || isSign(before))
    let isRight = !isBlank(before) && (!isSign(before) || isBlank(after) || isSign(after))
    canOpen = isLeft && (mark == "*" || !isRight || isSign(before))
    canClose = isRight && (mark == "*" || !isLeft || isSign(after))
    (self.mark, self.count, length) = (mark, count, count)
  }

  var text: String { String(repeating: mark, count: count) }

  /// Whether the two belong together. The rule of three keeps `**a*b**` one strong text.
  func isClosed(by closer: EmphasisRun) -> Bool {
    guard mark == closer.mark, canOpen, closer.canClose, count > 0 else { return false }
    let isAmbiguous = canClose || closer.canOpen
    return !isAmbiguous || (length + closer.length) % 3 != 0 || (length % 3 == 0 && closer.length % 3 == 0)
  }
}

/// Matches runs of marks, innermost first; what is left of them is text.
enum Emphasis {
  /// More open runs than this, or marks in one, are text: what nests too deep cannot be walked.
  private static let mostOpen = 64
  private static let longestRun = 8

  static func resolved(_ pieces: ArraySlice<InlineReader.Piece>) -> [Markdown.Inline] {
    var stack: [InlineReader.Piece] = []
    /// Where in the stack runs are that may open.
    var openers: [Int] = []
    for piece in pieces {
      guard case .run(var closer) = piece else {
        stack.append(piece)
        continue
      }
      while closer.count > 0,
        let index = openers.lastIndex(where: { stack[$0].run?.isClosed(by: closer) ?? false }),
        var opener = stack[openers[index]].run
      {
        let place = openers[index]
        let used = min(2, opener.count, closer.count)
        let inner = plain(stack[(place + 1)...])
        opener.count -= used
        closer.count -= used
        stack.removeSubrange(place...)
        openers.removeSubrange(index...)
        if opener.count > 0 {
          openers.append(stack.count)
          stack.append(.run(opener))
        }
        stack.append(.done(used == 2 ? .strong(inner) : .emphasis(inner)))
      }
      guard closer.count > 0 else { continue }
      let isOpener = closer.canOpen && closer.length <= longestRun && openers.count < mostOpen
      if isOpener { openers.append(stack.count) }
      stack.append(isOpener ? .run(closer) : .done(.text(closer.text)))
    }
    return plain(stack[...])
  }

  /// Pieces as they are: marks that nothing came for are text, and texts side by side are one.
  private static func plain(_ pieces: ArraySlice<InlineReader.Piece>) -> [Markdown.Inline] {
    var words: [Markdown.Inline] = []
    var text = ""
    for piece in pieces {
      switch piece {
      case .done(.text(let more)): text += more
      case .run(let run): text += run.text
      case .bracket(let isImage): text += isImage ? "![" : "["
      case .done(let inline):
        if !text.isEmpty { words.append(.text(text)) }
        text = ""
        words.append(inline)
      }
    }
    return text.isEmpty ? words : words + [.text(text)]
  }
}

extension InlineReader.Piece {
  fileprivate var run: EmphasisRun? { if case .run(let run) = self { run } else { nil } }
}
