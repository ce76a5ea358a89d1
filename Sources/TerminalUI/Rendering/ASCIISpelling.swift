import Display
import Interpreter

/// How a terminal without Unicode spells what Replica says: `solution | alpha 1 | r0 0.5`.
enum ASCIISpelling {
  private static let signs: [Character: String] = [
    "·": "|", "—": "--", "–": "-", "−": "-", "…": "...", "×": "x", "≥": ">=", "≤": "<=", "≠": "!=",
    "≈": "~", "→": "->", "←": "<-", "±": "+-", "√": "sqrt ", "∞": "inf", "∈": "in", "∫": "int ", "ₜ": "_t",
    "ᵢ": "_i", "Σ": "sum ", "“": "\"", "”": "\"", "„": "\"", "‘": "'", "’": "'", "′": "'", "⏎": "\\n",
    "ϵ": "epsilon", "\u{A0}": " ", "•": "*", "║": "|", "│": "|", "─": "-",
  ]
  private static let superscripts: [Character: String] = [
    "⁰": "0", "¹": "1", "²": "2", "³": "3", "⁴": "4", "⁵": "5", "⁶": "6", "⁷": "7", "⁸": "8", "⁹": "9",
    "⁻": "-", "⁺": "+", "ˣ": "x",
  ]
  private static let letters = Dictionary(
    uniqueKeysWithValues: GreekLetters.byName.map { name, letter in
      (letter, name.hasPrefix("_") ? String(name.dropFirst()) : name)
    })

  static func spelled(_ text: String) -> String {
    guard !text.utf8.allSatisfy({ $0 < 0x80 }) else { return text }
    var result = ""
    var isRaised = false
    for character in text {
      if let digit = superscripts[character] {
        result += isRaised ? digit : "^" + digit
        isRaised = true
        continue
      }
      isRaised = false
      if character.isASCII {
        result.append(character)
      } else {
        result += signs[character] ?? letters[character] ?? "?"
      }
    }
    return result
  }

  /// A line keeps its alignment: what a spelling is longer is taken from the next gap of several blanks.
  static func spelled(_ line: StyledText) -> StyledText {
    var result = StyledText()
    var owed = 0
    for piece in line.pieces {
      var text = ""
      var rest = piece.text[...]
      while !rest.isEmpty {
        let word = rest.prefix { $0 != " " }
        let spelling = spelled(String(word))
        owed += max(0, spelling.count - word.count)
        let gap = rest.dropFirst(word.count).prefix { $0 == " " }.count
        let taken = gap > 1 ? min(owed, gap - 1) : 0
        owed -= taken
        text += spelling + String(repeating: " ", count: gap - taken)
        rest = rest.dropFirst(word.count + gap)
      }
      result.append(text, piece.role)
    }
    return result
  }
}
