extension Parser {
  /// The script as far as it can be read, and its syntax errors, in order.
  ///
  /// A line with an error is left out, and the rest read again. Where the line opens or closes a block, it is not clear
  /// what was meant, and reading ends there.
  package static func parseAll(_ source: SourceText) -> (script: Script?, errors: [Diagnostic]) {
    var errors: [Diagnostic] = []
    var text = source.utf8
    while errors.count < largestCount {
      do throws(Diagnostic) {
        let readable = SourceText(String(decoding: text, as: UTF8.self), name: source.name)
        let script = try parse(readable)
        // Spans are those of the whole text.
        return (Script(source: source, statements: script.statements, cells: script.cells), errors)
      } catch {
        errors.append(error.replacingSource(with: source))
        guard let span = error.span, !error.isIncomplete, let line = line(at: span.start, of: text),
          !text[line].contains(where: { "{}[]()".utf8.contains($0) })
        else { return (nil, errors) }
        for index in line { text[index] = UInt8(ascii: " ") }
      }
    }
    return (nil, errors)
  }

  private static let largestCount = 50

  /// The line that a byte stands in, without its end; `nil` where nothing is left of it.
  private static func line(at byte: Int, of text: [UInt8]) -> Range<Int>? {
    let newline = UInt8(ascii: "\n")
    let start = text[..<min(byte, text.count)].lastIndex(of: newline).map { $0 + 1 } ?? 0
    let end = text[start...].firstIndex(of: newline) ?? text.count
    return text[start..<end].allSatisfy { $0 == UInt8(ascii: " ") } ? nil : start..<end
  }
}

extension Diagnostic {
  /// The same error in another text with the same places.
  fileprivate func replacingSource(with source: SourceText) -> Diagnostic {
    var diagnostic = self
    diagnostic.source = source
    return diagnostic
  }
}
