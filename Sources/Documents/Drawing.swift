import Display

/// A figure and its drawing.
package struct Drawing: Sendable {
  package let figure: Figure
  /// The drawing as a file of SVG holds it; empty until it is drawn.
  package var svg = ""
  /// The address of a file of its own, for a document that does not hold it.
  package var address: String?

  package init(_ figure: Figure) { self.figure = figure }

  /// What it shows, for those who do not see it: its titles, or the names of its series.
  package var alternative: String {
    let titles = ([figure.title] + figure.panels.map(\.title)).filter { !$0.isEmpty }
    let names = titles.isEmpty ? figure.panels.flatMap(\.series).map(\.label).filter { !$0.isEmpty } : titles
    return names.isEmpty ? "figure" : names.joined(separator: ", ")
  }

  /// The drawing as a part of a page: the element alone, and every name in it made its own.
  package func inlined(number: Int) -> String {
    SVGElement(svg).named("f\(number)-", title: alternative)
  }
}

/// The element in a file of SVG.
private struct SVGElement {
  private let text: Substring.UnicodeScalarView

  /// What stands before the element, such as the version of XML, has no place in a page.
  init(_ file: String) {
    let scalars = file[...].unicodeScalars
    text =
      scalars.firstRange(of: "<svg".unicodeScalars).map { scalars[$0.lowerBound...] } ?? scalars.prefix(0)
  }

  /// The element with a prefix before each name that it gives or uses, and a title of its own in the place of the program's.
  func named(_ prefix: String, title: String) -> String {
    var result = String.UnicodeScalarView()
    var rest = text
    while let opening = rest.firstIndex(of: "<"), let closing = rest[opening...].firstIndex(of: ">") {
      // Between tags stands text, which may look like anything.
      result +=
        rest[..<opening] + Array(Self.named(Substring(rest[opening...closing]), prefix).unicodeScalars)
      rest = rest[rest.index(after: closing)...]
    }
    result += rest
    let own = "<title>\(HTML.escaped(title))</title>"
    return String(result).replacing("<title>Gnuplot</title>", with: own, maxReplacements: 1)
      .replacing("<svg", with: "<svg role=\"img\"", maxReplacements: 1).trimmed
  }

  /// A tag with its names and the references to them prefixed.
  private static func named(_ tag: Substring, _ prefix: String) -> String {
    var tag = String(tag)
    for mark in [" id='", " id=\"", "href='#", "href=\"#", "url(#", "url('#"] where tag.contains(mark) {
      tag = tag.replacing(mark, with: mark + prefix)
    }
    return tag
  }
}

extension String {
  fileprivate var trimmed: String {
    var rest = self[...]
    while rest.last?.isWhitespace == true { rest.removeLast() }
    return String(rest)
  }
}
