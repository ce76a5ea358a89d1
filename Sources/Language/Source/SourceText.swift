/// A range of UTF-8 offsets in a source text, `start ..< end`.
package struct Span: Sendable, Hashable {
  package var start: Int
  package var end: Int

  package init(_ start: Int, _ end: Int) {
    self.start = start
    self.end = end
  }

  /// The smallest span that holds both.
  package func union(_ other: Span) -> Span { Span(min(start, other.start), max(end, other.end)) }
}

/// A script with its name: a file's path, or "input" for what was typed. Cheap to copy and to keep with every error.
package final class SourceText: Sendable {
  package let name: String
  package let utf8: [UInt8]
  /// The offset at which each line begins.
  package let lineStarts: [Int]

  package init(_ text: String, name: String) {
    self.name = name
    let bytes = Array(text.utf8)
    utf8 = bytes
    lineStarts = [0] + bytes.indices.filter { bytes[$0] == UInt8(ascii: "\n") }.map { $0 + 1 }
  }

  package subscript(_ span: Span) -> String {
    let start = min(max(span.start, 0), utf8.count)
    return String(decoding: utf8[start..<min(max(span.end, start), utf8.count)], as: UTF8.self)
  }
}
