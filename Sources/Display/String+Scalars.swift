/// Text as formats read it that are defined on bytes: by Unicode scalars.
///
/// A `Character` may hold several: a quote with an accent over it is one, and so is a carriage return with
/// the line feed behind it. Neither is equal to its first part, nor found, split or replaced by it.
extension String {
  /// The text with some scalars spelled otherwise.
  package func spelled(_ spelling: (Unicode.Scalar) -> String?) -> String {
    var result = String.UnicodeScalarView()
    for scalar in unicodeScalars {
      if let other = spelling(scalar) {
        result.append(contentsOf: other.unicodeScalars)
      } else {
        result.append(scalar)
      }
    }
    return String(result)
  }

  /// Its lines, of any system's text: they end with a line feed, and a carriage return before it.
  package var lines: [String] {
    unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      String(String.UnicodeScalarView(line.last == "\r" ? line.dropLast() : line))
    }
  }

  /// The text on one line of a file, its line breaks and backslashes escaped; `unescapedLine` gives it back.
  package var escapedLine: String {
    spelled { scalar in
      switch scalar {
      case "\\": "\\\\"
      case "\n": "\\n"
      case "\r": "\\r"
      default: nil
      }
    }
  }

  package var unescapedLine: String {
    var isEscaped = false
    return spelled { scalar in
      guard isEscaped else {
        isEscaped = scalar == "\\"
        return isEscaped ? "" : nil
      }
      isEscaped = false
      return scalar == "n" ? "\n" : scalar == "r" ? "\r" : nil
    }
  }

  /// The text on one line for people: what ends a line, for whatever program, is a blank.
  package var onOneLine: String { spelled { $0.endsLine ? " " : nil } }
}

extension Unicode.Scalar {
  /// Whether a program may begin a new line here.
  package var endsLine: Bool {
    switch self {
    case "\n", "\r", "\u{B}", "\u{C}", "\u{85}", "\u{2028}", "\u{2029}": true
    default: false
    }
  }
}
