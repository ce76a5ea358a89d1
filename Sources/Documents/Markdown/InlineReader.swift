/// Finds the marks within a paragraph: code, emphasis, links, images, and the backslash that takes a mark's meaning away.
struct InlineReader {
  private let text: [Character]
  private var place = 0
  private var pieces: [Piece] = []
  /// Where among the pieces open brackets are.
  private var brackets: [Int] = []
  /// Text that no piece has yet.
  private var pending = ""

  /// What was read, emphasis not yet decided.
  enum Piece {
    case done(Markdown.Inline)
    case run(EmphasisRun)
    /// `[` or `![`, which a `]` may come for.
    case bracket(isImage: Bool)
  }

  /// The words of a line.
  static func words(of line: Substring) -> [Markdown.Inline] {
    var reader = InlineReader(text: Array(Line.trimmed(line)))
    return reader.words()
  }

  /// The words of a paragraph. Two blanks or a backslash at the end of a line break it.
  static func words(ofLines lines: [Substring]) -> [Markdown.Inline] {
    let breaks = lines.dropLast().map { $0.hasSuffix("  ") ? "\\\n" : "\n" } + [""]
    let text = zip(lines, breaks).map { Line.trimmed($0) + $1 }.joined()
    var reader = InlineReader(text: Array(text))
    return reader.words()
  }

  private init(text: [Character]) { self.text = text }

  private mutating func words() -> [Markdown.Inline] {
    while let character = peek() {
      switch character {
      case "\\": escape()
      case "\n": add(.softBreak, length: 1)
      case "`": code()
      case "*", "_": run(of: character)
      case "[": open(isImage: false)
      case "!" where peek(1) == "[": open(isImage: true)
      case "]": close()
      case "<": if !address() { literal() }
      case "h": if !bareAddress() { literal() }
      case "&": entity()
      default: literal()
      }
    }
    flush()
    return Emphasis.resolved(pieces[...])
  }

  private func peek(_ distance: Int = 0) -> Character? {
    text.indices.contains(place + distance) ? text[place + distance] : nil
  }

  private mutating func add(_ piece: Piece, length: Int) {
    flush()
    pieces.append(piece)
    place += length
  }

  private mutating func add(_ inline: Markdown.Inline, length: Int) { add(.done(inline), length: length) }

  /// Takes characters as they are.
  private mutating func literal(_ count: Int = 1) {
    pending.append(contentsOf: text[place..<place + count])
    place += count
  }

  private mutating func flush() {
    if !pending.isEmpty { pieces.append(.done(.text(pending))) }
    pending = ""
  }

  private mutating func escape() {
    switch peek(1) {
    case "\n"?: add(.lineBreak, length: 2)
    case let next? where next.isASCII && (next.isPunctuation || next.isSymbol):
      place += 1
      literal()
    default: literal()
    }
  }

  /// Up to as many backquotes as there are here; without them the backquotes are text.
  private mutating func code() {
    let length = runLength(at: place)
    var end = place + length
    while end < text.count {
      let closing = text[end] == "`" ? runLength(at: end) : 0
      if closing == length {
        let content = text[place + length..<end].map { $0 == "\n" ? " " : $0 }
        let isPadded = content.first == " " && content.last == " " && content.contains { $0 != " " }
        let inner = String(isPadded ? Array(content.dropFirst().dropLast()) : content)
        return add(.code(inner), length: end + length - place)
      }
      end += max(1, closing)
    }
    literal(length)
  }

  private func runLength(at start: Int) -> Int { text[start...].prefix { $0 == text[start] }.count }

  private mutating func run(of mark: Character) {
    let count = runLength(at: place)
    let (before, after) = (place > 0 ? text[place - 1] : nil, peek(count))
    add(.run(EmphasisRun(mark: mark, count: count, before: before, after: after)), length: count)
  }

  // MARK: Links

  private mutating func open(isImage: Bool) {
    flush()
    brackets.append(pieces.count)
    add(.bracket(isImage: isImage), length: isImage ? 2 : 1)
  }

  private mutating func close() {
    flush()
    guard let opening = brackets.popLast(), case .bracket(let isImage) = pieces[opening] else {
      return literal()
    }
    guard peek(1) == "(", let (target, end) = target(from: place + 2) else {
      pieces[opening] = .done(.text(isImage ? "![" : "["))
      return literal()
    }
    let words = Emphasis.resolved(pieces[(opening + 1)...])
    pieces.removeSubrange(opening...)
    if !isImage { forgetOpenLinks() }
    add(
      isImage ? .image(alternative: words.plain, source: target) : .link(words, to: target),
      length: end - place)
  }

  /// A link holds no other link.
  private mutating func forgetOpenLinks() {
    for place in brackets {
      if case .bracket(isImage: false) = pieces[place] { pieces[place] = .done(.text("[")) }
    }
    brackets.removeAll { if case .bracket = pieces[$0] { false } else { true } }
  }

  /// `address "title")` or `<address>)`; the title is dropped. Gives where it ends.
  private func target(from start: Int) -> (target: String, end: Int)? {
    guard let end = closingParenthesis(from: start) else { return nil }
    let inside = Line.trimmed(Substring(String(text[start..<end])))
    if inside.hasPrefix("<"), let close = inside.firstIndex(of: ">") {
      return (String(inside[..<close].dropFirst()), end + 1)
    }
    let parts = inside.split(separator: " ", maxSplits: 1)
    guard let target = parts.first else { return ("", end + 1) }
    // Whatever stands behind an address is a title in quotes.
    guard parts.count == 1 || "\"'".contains(parts[1].first ?? " ") else { return nil }
    return (String(target), end + 1)
  }

  private static let deepestParenthesis = 32

  private func closingParenthesis(from start: Int) -> Int? {
    var depth = 0
    for place in start..<max(start, text.count) {
      switch text[place] {
      case "\n": return nil
      case "(":
        depth += 1
        if depth > Self.deepestParenthesis { return nil }
      case ")" where depth == 0: return place
      case ")": depth -= 1
      default: break
      }
    }
    return nil
  }

  private static let schemes = ["https://", "http://", "mailto:"]

  /// `<https://…>`
  private mutating func address() -> Bool {
    let inside = text[(place + 1)...]
    guard Self.schemes.contains(where: { inside.starts(with: $0) }) else { return false }
    let address = String(inside.prefix { !$0.isWhitespace && $0 != ">" })
    guard peek(address.count + 1) == ">" else { return false }
    add(.link([.text(address)], to: address), length: address.count + 2)
    return true
  }

  /// `https://…` up to a blank, without the punctuation of the sentence that it ends.
  private mutating func bareAddress() -> Bool {
    guard place == 0 || !(text[place - 1].isLetter || text[place - 1].isNumber) else { return false }
    var rest = text[place...].prefix { !$0.isWhitespace && !"<>`".contains($0) }
    guard ["https://", "http://"].contains(where: { rest.starts(with: $0) && rest.count > $0.count }) else {
      return false
    }
    while let last = rest.last {
      let isOpen = last == ")" && rest.count { $0 == ")" } > rest.count { $0 == "(" }
      guard isOpen || "?!.,:;*_~'\"".contains(last) else { break }
      rest.removeLast()
    }
    let address = String(rest)
    add(.link([.text(address)], to: address), length: rest.count)
    return true
  }

  private static let entities: [String: String] = [
    "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": "\u{A0}", "ndash": "–", "mdash": "—",
  ]

  /// `&lt;`; what is no entity is text.
  private mutating func entity() {
    let name = String(text[(place + 1)...].prefix { $0.isASCII && $0.isLetter })
    guard let character = Self.entities[name], peek(name.count + 1) == ";" else { return literal() }
    pending += character
    place += name.count + 2
  }
}
