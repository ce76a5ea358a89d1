/// Prose in Markdown as a value: the part of CommonMark that reports are written in, and GitHub's tables.
///
/// Left out are HTML, which stays text, links by reference, and footnotes.
package struct Markdown: Sendable, Hashable {
  package let blocks: [Block]
  /// What would close a fence that the text leaves open, or `nil`.
  package let openFence: String?

  package init(_ text: String) {
    var reader = BlockReader(text)
    blocks = reader.blocks()
    openFence = reader.openFence
  }

  package indirect enum Block: Sendable, Hashable {
    case heading(level: Int, [Inline])
    case paragraph([Inline])
    /// Lines as they are: indented, or between fences.
    case code([String])
    /// `start` is the first number, `nil` for bullets; the items of a tight list have no blank lines between them.
    case list(start: Int?, items: [[Block]], isTight: Bool)
    case quote([Block])
    case table(Table)
    case rule
  }

  package struct Table: Sendable, Hashable {
    package enum Alignment: Sendable { case leading, centre, trailing }

    package let alignments: [Alignment]
    package let header: [[Inline]]
    /// As many cells in each as there are columns.
    package let rows: [[[Inline]]]
  }

  package indirect enum Inline: Sendable, Hashable {
    case text(String)
    case code(String)
    case emphasis([Inline])
    case strong([Inline])
    case link([Inline], to: String)
    case image(alternative: String, source: String)
    /// The end of a line that a paragraph flows over.
    case softBreak
    case lineBreak
  }
}

extension Markdown {
  /// The words of the first heading.
  package var title: String? {
    blocks.lazy.compactMap { block in
      if case .heading(_, let words) = block { words.plain } else { nil }
    }.first
  }

  /// The sources of all images.
  package var imageSources: [String] { blocks.flatMap(\.texts).flatMap(\.imageSources) }
}

extension Markdown.Block {
  /// Every run of words in it.
  fileprivate var texts: [[Markdown.Inline]] {
    switch self {
    case .heading(_, let words), .paragraph(let words): [words]
    case .code, .rule: []
    case .list(_, let items, _): items.flatMap { $0.flatMap(\.texts) }
    case .quote(let blocks): blocks.flatMap(\.texts)
    case .table(let table): table.header + table.rows.flatMap(\.self)
    }
  }
}

extension [Markdown.Inline] {
  /// The words without their marks.
  package var plain: String {
    map { inline in
      switch inline {
      case .text(let text), .code(let text): text
      case .emphasis(let words), .strong(let words), .link(let words, _): words.plain
      case .image(let alternative, _): alternative
      case .softBreak, .lineBreak: " "
      }
    }.joined()
  }

  fileprivate var imageSources: [String] {
    flatMap { inline -> [String] in
      switch inline {
      case .image(_, let source): [source]
      case .emphasis(let words), .strong(let words), .link(let words, _): words.imageSources
      case .text, .code, .softBreak, .lineBreak: []
      }
    }
  }
}
