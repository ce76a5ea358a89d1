import Display
import Language

/// A script and what its cells showed, ready to be handed over: what becomes a page, a Markdown text or a notebook.
package struct Document: Sendable {
  /// The script's file, without its folder.
  package let name: String
  /// "replica 0.1.0".
  package let program: String
  /// The seed with which the script ended.
  package var seed: UInt64 = 0
  /// What took the place of the script's own values: "n=2000".
  package let settings: [String]
  package var parts: [Part] = []
  /// Data addresses of the images that prose shows, by their sources; the others become links.
  package var images: [String: String] = [:]

  package enum Part: Sendable {
    /// Markdown.
    case prose(String)
    /// About the document itself: that it ends here, that values are not the script's own.
    case remark(String)
    case cell(Cell)
  }

  package struct Cell: Sendable {
    /// The words after `# %%`.
    package let title: String
    /// The lines, with their words in roles.
    package let code: [StyledText]
    /// The number of its first statement, as the prompt shows it.
    package let number: Int
    package private(set) var shown: [Shown] = []
    private var endsWithResult = false

    package init(title: String, code: [StyledText], number: Int) {
      (self.title, self.code, self.number) = (title, code, number)
    }

    package var text: String { code.map(\.plain).joined(separator: "\n") }
  }

  package enum Shown: Sendable {
    /// Lines that stand together.
    case lines([StyledText])
    case table(DisplayTable)
    case figure(Drawing)
    case failure(Diagnostic)
  }

  package init(name: String, program: String, settings: [String] = []) {
    (self.name, self.program, self.settings) = (name, program, settings)
  }
}

extension Document {
  /// The first heading of the prose.
  package var heading: String? {
    prose.lazy.compactMap { Markdown($0).title }.first
  }

  /// The first heading, or the script's name without its ending.
  package var title: String { heading ?? stem }

  /// The name of the script's file without its ending.
  package var stem: String { Self.stem(of: name) }

  package static func stem(of name: String) -> String {
    name.lastIndex(of: ".").flatMap { $0 == name.startIndex ? nil : String(name[..<$0]) } ?? name
  }

  package var prose: [String] {
    parts.compactMap { part in
      if case .prose(let text) = part { text } else { nil }
    }
  }

  /// What gives the document again: "replica run forgetting.rpl --set n=2000".
  package var origin: String { ([name] + settings.map { "--set \($0)" }).joined(separator: " ") }

  /// Where it comes from, in one line; no date, so that the same script gives the same bytes.
  package var imprint: String { "\(origin) · \(program) · seed \(seed)" }

  /// Puts something else in the place of each figure.
  package mutating func replaceFigures(_ replacement: (Drawing) throws -> Shown) rethrows {
    for index in parts.indices {
      guard case .cell(var cell) = parts[index] else { continue }
      try cell.replaceFigures(replacement)
      parts[index] = .cell(cell)
    }
  }

  /// The drawings, in order.
  package var drawings: [Drawing] {
    parts.flatMap { part -> [Drawing] in
      guard case .cell(let cell) = part else { return [] }
      return cell.shown.compactMap { shown in
        if case .figure(let drawing) = shown { drawing } else { nil }
      }
    }
  }
}

extension Document.Cell {
  /// Adds what a statement showed. What is printed stays together; a result stands apart.
  package mutating func add(_ blocks: [DisplayBlock], isResult: Bool) {
    var isApart = isResult || endsWithResult
    for block in blocks {
      switch block {
      case .line(let line):
        if !isApart, case .lines(let lines)? = shown.last {
          shown[shown.count - 1] = .lines(lines + [line.withoutTimings])
        } else {
          shown.append(.lines([line.withoutTimings]))
        }
        isApart = false
      case .table(let table): shown.append(.table(table.withoutTimings))
      case .figure(let figure): shown.append(.figure(Drawing(figure)))
      }
    }
    if !blocks.isEmpty { endsWithResult = isResult }
  }

  package mutating func add(_ failure: Diagnostic) { shown.append(.failure(failure)) }

  fileprivate mutating func replaceFigures(
    _ replacement: (Drawing) throws -> Document.Shown
  ) rethrows {
    shown = try shown.map { shown in
      if case .figure(let drawing) = shown { try replacement(drawing) } else { shown }
    }
  }
}

extension StyledText {
  /// Without the words that say how long something took.
  fileprivate var withoutTimings: StyledText {
    guard pieces.contains(where: { $0.role == .timing }) else { return self }
    return pieces.filter { $0.role != .timing }.map { StyledText($0.text, $0.role) }.joined()
  }
}

extension DisplayTable {
  /// Without the columns that say how long something took.
  fileprivate var withoutTimings: DisplayTable {
    var table = self
    table.columns.removeAll { column in
      !column.cells.isEmpty && column.cells.allSatisfy { $0.pieces.first?.role == .timing }
    }
    return table
  }
}
