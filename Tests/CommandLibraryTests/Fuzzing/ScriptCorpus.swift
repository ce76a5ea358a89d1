import CommandLibrary
import Foundation
import Interpreter
import Language

/// Every script that there is: files, the code in the documentation, transcripts' cells, the examples of the
/// commands, and some of forms in odd company.
enum ScriptCorpus {
  static let scripts: [Script] = (files + blocks + cells + examples + forms).compactMap {
    try? Parser.parse(SourceText($0, name: "corpus"))
  }.filter { !$0.statements.isEmpty }

  static let statementCount = scripts.reduce(0) { $0 + $1.statements.count }

  /// Where a statement stands, counted through all scripts.
  static func place(of statement: Int) -> (script: Int, statement: Int) {
    var index = statement
    for (number, script) in scripts.enumerated() {
      if index < script.statements.count { return (number, index) }
      index -= script.statements.count
    }
    return (0, 0)
  }

  private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  /// The contents of the files with an ending, wherever they are.
  private static func texts(ending: String, in folders: [String]) -> [String] {
    folders.flatMap { folder in
      let base = root.appending(path: folder)
      let names = FileManager.default.enumerator(atPath: base.path)?.compactMap { $0 as? String } ?? []
      return names.filter { $0.hasSuffix(ending) }.sorted().compactMap {
        try? String(contentsOf: base.appending(path: $0), encoding: .utf8)
      }
    }
  }

  private static var files: [String] { texts(ending: ".rpl", in: ["scripts", "Reference", "Tests"]) }

  /// What stands between fences; what is no script does not parse.
  private static var blocks: [String] {
    let readme = try? String(contentsOf: root.appending(path: "README.md"), encoding: .utf8)
    return (texts(ending: ".md", in: ["Reference"]) + [readme ?? ""]).flatMap { page in
      page.components(separatedBy: "\n```").enumerated().filter { $0.offset % 2 == 1 }.map {
        $0.element.split(separator: "\n", maxSplits: 1).dropFirst().joined()
      }
    }
  }

  private static var cells: [String] {
    texts(ending: ".txt", in: ["Tests/Transcripts"]).map { transcript in
      transcript.split(separator: "\n").filter { $0.hasPrefix("> ") || $0.hasPrefix("… ") }
        .map { $0.dropFirst(2) }.joined(separator: "\n")
    }
  }

  private static var examples: [String] { commandLibrary.commands.flatMap { $0.examples.map(\.code) } }
}
