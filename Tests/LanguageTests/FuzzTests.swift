import Language
import Testing

/// SplitMix64, so that every run tries the same inputs.
private struct Generator: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

@Suite struct FuzzTests {
  private static let words = [
    "f", "x", "α", "_12", "solve", "help", "1", "2.5", "1e9", "\"a\"", "\"", "\\(", "\\", "(", ")", "[", "]",
    "{", "}",
    ",", ":", ";", ".", "...", "..<", "->", "=", "+=", "==", "<", "+", "-", "*", "/", "%", "@", "^", "?", " ",
    "  ",
    "\n", "# c\n", "# %% t\n", "# %% [markdown]\n", "func", "for", "in", "while", "if", "else", "return",
    "break",
    "sweep", "by", "true", "nothing", "and", "or", "not", "&&", "!", "“", "−", "\u{0}", "\u{FFFD}", "\t",
    "\r\n", "変",
    "e\u{301}", "👩‍🔬",
  ]

  /// Parses, and asks for all that can be asked about a text; the only claim is that nothing traps.
  private func probe(_ text: String, _ generator: inout Generator) {
    let source = SourceText(text, name: "fuzz")
    do throws(Diagnostic) {
      let script = try Parser.parse(source)
      for cell in script.cells { #expect(cell.span.end <= source.utf8.count) }
      for statement in script.statements { #expect(!source[statement.span].isEmpty) }
    } catch {
      let lines = error.rendered()
      #expect(lines.count >= 5)
    }
    let offset = Int.random(in: -1...source.utf8.count + 1, using: &generator)
    let context = CursorContext(in: source, at: offset)
    #expect(source[context.span].hasSuffix(context.prefix))
  }

  @Test("No sequence of words traps")
  func words() {
    var generator = Generator(state: 1)
    for _ in 0..<12_000 {
      let count = Int.random(in: 1...24, using: &generator)
      let separator = Bool.random(using: &generator) ? " " : ""
      let words = (0..<count).compactMap { _ in FuzzTests.words.randomElement(using: &generator) }
      probe(words.joined(separator: separator), &generator)
    }
  }

  @Test("No sequence of bytes traps")
  func bytes() {
    var generator = Generator(state: 2)
    for _ in 0..<8_000 {
      let count = Int.random(in: 0...40, using: &generator)
      let bytes = (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) }
      probe(String(decoding: bytes, as: UTF8.self), &generator)
    }
  }

  @Test("No mutilation of a real script traps")
  func mutilations() {
    let script = """
      # %% Forgetting
      first = solve alpha: 2, beta: 20
      func f(x, n: 2) { if x > 0 { return x^n } else if x == 0 { nothing } }
      curve = sweep α in 0.1...2.0 by 0.1, n in [1, 2] { solve(alpha: α, after: first).errors[-1] }
      for t in 0..<3 { x[t] += f(t, n: 3); print "ε\\(t) = \\(curve.error[t]) \\"ok\\"" }
      ?solve
      """
    let bytes = Array(script.utf8)
    var generator = Generator(state: 3)
    for _ in 0..<2_000 {
      var mutilated = bytes
      for _ in 0..<Int.random(in: 1...4, using: &generator) {
        let index = Int.random(in: 0..<mutilated.count, using: &generator)
        switch Int.random(in: 0..<3, using: &generator) {
        case 0: mutilated.remove(at: index)
        case 1: mutilated.insert(bytes.randomElement(using: &generator) ?? 0, at: index)
        default: mutilated.removeSubrange(index..<min(mutilated.count, index + 20))
        }
        if mutilated.isEmpty { mutilated = bytes }
      }
      probe(String(decoding: mutilated, as: UTF8.self), &generator)
    }
  }
}
