import Display
import Testing

@testable import TerminalUI

@Suite struct PainterTests {
  private let everyRole: [Role] = [
    .plain, .name, .number, .text, .keyword, .symbol, .heading, .muted, .good, .warning, .error, .series(0),
    .series(6), .heat(ink: 0, paper: nil), .heat(ink: 0, paper: 255),
  ]

  @Test("Without colours there is no escape sequence, whatever the role")
  func noColours() {
    for role in everyRole {
      #expect(Painter(colours: .none).paint(StyledText("α 1", role)) == "α 1")
    }
  }

  @Test("A role's look ends with its piece", arguments: [Painter.Colours.sixteen, .twoHundredFiftySix, .all])
  func looksEnd(colours: Painter.Colours) {
    let painted = Painter(colours: colours).paint(
      StyledText("a", .error) + StyledText("b") + StyledText("c", .series(1)))
    #expect(painted.hasPrefix("\u{1B}[1;31ma\u{1B}[0mb\u{1B}["))
    #expect(painted.hasSuffix("c\u{1B}[0m"))
  }

  @Test("A series has the palette's colour; black is the terminal's own foreground")
  func series() {
    // Okabe and Ito's blue is #0072B2; the nearest of the 6 × 6 × 6 cube is (0, 95, 175), number 16 + 6·1 +
    // 3.
    #expect(Painter(colours: .all).code(of: .series(0)) == "38;2;0;114;178")
    #expect(Painter(colours: .twoHundredFiftySix).code(of: .series(0)) == "38;5;25")
    #expect(Painter(colours: .all).code(of: .series(6)) == nil)
    #expect(Painter(colours: .all, isStrong: true).code(of: .series(0)) == "1;38;2;0;114;178")
    #expect(Painter(colours: .sixteen, isStrong: true).code(of: .plain) == "1")
    #expect(Painter(colours: .sixteen, isStrong: true).code(of: .muted) == nil)
    #expect(Painter(colours: .none, isStrong: true).code(of: .name) == nil)
  }

  @Test("A heatmap's character has a colour of its own and one behind it, where the stream has so many")
  func heat() {
    // Viridis goes from (68, 1, 84) to (253, 231, 37); in the cube these are (1, 0, 1) and (5, 4, 0).
    let role = Role.heat(ink: 0, paper: 255)
    #expect(Painter(colours: .all).code(of: role) == "38;2;68;1;84;48;2;253;231;37")
    #expect(Painter(colours: .twoHundredFiftySix).code(of: role) == "38;5;53;48;5;220")
    #expect(Painter(colours: .all).code(of: .heat(ink: 255, paper: nil)) == "38;2;253;231;37")
    #expect(Painter(colours: .sixteen).code(of: role) == nil)
  }

  @Test("Control characters of a text do not reach the terminal")
  func controls() {
    let text = StyledText("a\u{1B}[31mb\u{07}\u{9B}c\td")
    #expect(Painter(colours: .all).paint(text) == "a\u{FFFD}[31mb\u{FFFD}\u{FFFD}c\td")
  }

  @Test("Colours need a terminal that understands them, and nobody who declines them")
  func traits() {
    func colours(_ environment: [String: String], isTerminal: Bool = true) -> Painter.Colours {
      TerminalTraits(isTerminal: isTerminal, columns: 80, rows: 24, environment: environment).colours
    }
    #expect(colours(["TERM": "xterm"]) == .sixteen)
    #expect(colours(["TERM": "xterm-256color"]) == .twoHundredFiftySix)
    #expect(colours(["TERM": "xterm", "COLORTERM": "truecolor"]) == .all)
    #expect(colours(["TERM": "xterm", "NO_COLOR": "1"]) == .none)
    #expect(colours(["TERM": "xterm", "NO_COLOR": ""]) == .sixteen)
    #expect(colours(["TERM": "dumb"]) == .none)
    #expect(colours([:]) == .none)
    #expect(colours(["TERM": "xterm"], isTerminal: false) == .none)
  }

  @Test("The first locale variable that is set decides about Unicode")
  func locales() {
    #expect(TerminalTraits.isUnicode(["LANG": "de_DE.UTF-8"]))
    #expect(TerminalTraits.isUnicode(["LANG": "C.utf8"]))
    #expect(!TerminalTraits.isUnicode(["LANG": "de_DE.UTF-8", "LC_ALL": "C"]))
    #expect(TerminalTraits.isUnicode(["LANG": "C", "LC_CTYPE": "en_US.UTF-8", "LC_ALL": ""]))
    #expect(!TerminalTraits.isUnicode([:]))
  }
}

@Suite struct ASCIISpellingTests {
  @Test("What Replica says is spelled in ASCII")
  func signs() {
    #expect(
      ASCIISpelling.spelled("solution · α 1 · r₀ 0.5 — stable") == "solution | alpha 1 | r0 0.5 -- stable")
    #expect(ASCIISpelling.spelled("10⁻¹² ≤ q_d² …") == "10^-12 <= q_d^2 ...")
    #expect(ASCIISpelling.spelled("naïve") == "na?ve")
    #expect(ASCIISpelling.spelled("Franz–Parisi") == "Franz-Parisi")
  }

  @Test("A longer spelling takes its room from the gap behind it, so that columns stay columns")
  func alignment() {
    let line = StyledText("α", .name) + StyledText("      ") + StyledText("0.5", .number)
    #expect(ASCIISpelling.spelled(line).plain == "alpha  0.5")
    #expect(ASCIISpelling.spelled(line).pieces.map(\.role) == [.name, .plain, .number])
    #expect(ASCIISpelling.spelled(StyledText("ε₁ 0.1   ε₂ 0.3")).plain == "epsilon1 0.1 epsilon2 0.3")
  }
}

@Suite struct LayoutTests {
  @Test("A long line breaks at blanks, indented a little more than its beginning")
  func wrapping() {
    let line = StyledText("  the load", .name) + StyledText(" of the task, patterns per input")
    let lines = Layout(columns: 24).lines(of: [.line(line)])
    #expect(lines.map(\.plain) == ["  the load of the task,", "    patterns per input"])
    #expect(lines[0].pieces.first?.role == .name)
  }

  @Test("Of two columns the second goes on under itself, unless that leaves it too little room")
  func twoColumns() {
    func wrapped(_ text: String) -> [String] {
      Layout(columns: 24).lines(of: [.line(StyledText(text))]).map(\.plain)
    }
    #expect(
      wrapped("  alpha  the load, in patterns per input") == [
        "  alpha  the load, in", "         patterns per", "         input",
      ])
    #expect(wrapped("  temperature  the inverse of beta") == ["  temperature  the", "    inverse of beta"])
  }

  @Test("A row of numbers is cut behind a number, not broken")
  func numbers() {
    let row = StyledText("0.125  0.25  0.375  0.5", .number)
    #expect(Layout(columns: 20).lines(of: [.line(row)]).map(\.plain) == ["0.125  0.25  …"])
    #expect(Layout(columns: 22).lines(of: [.line(row)]).map(\.plain) == ["0.125  0.25  0.375  …"])
    #expect(Layout(columns: 23).lines(of: [.line(row)]).map(\.plain) == [row.plain])
  }

  @Test("A file takes lines of any length")
  func noWrapping() {
    let text = String(repeating: "word ", count: 100) + "end"
    #expect(Layout(columns: nil).lines(of: [.line(StyledText(text))]).map(\.plain) == [text])
  }
}
