import CommandLibrary
import Foundation
import Interpreter
import Language
import Testing

/// A session written down: cells after "> " (further lines after "… "), and below each what it shows.
///
/// `REPLICA_UPDATE_TRANSCRIPTS=1 swift test` writes what is shown now into the files; the difference is for a
/// reader to judge.
@Suite struct TranscriptTests {
  private struct Exchange {
    var cell: String
    var shown: [String]
  }

  private static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Transcripts")

  static let files: [String] = {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.filter { $0.hasSuffix(".txt") }.sorted()
  }()

  @Test("Cells show what the transcript says, numbers to five digits", arguments: files)
  func transcript(file: String) throws {
    let url = Self.folder.appending(path: file)
    let (heading, exchanges) = Self.exchanges(of: try String(contentsOf: url, encoding: .utf8))
    var trial = Trial()
    var rewritten = heading
    for exchange in exchanges {
      trial.run(exchange.cell)
      var shown = trial.shown.map { $0.replacing(/\ +$/, with: "") }
      while shown.last?.isEmpty == true { shown.removeLast() }
      rewritten += ["> " + exchange.cell.replacing("\n", with: "\n… ")] + shown + [""]
      #expect(
        shown.count == exchange.shown.count && zip(shown, exchange.shown).allSatisfy(agrees),
        "> \(exchange.cell)\nshows\n\(shown.joined(separator: "\n"))\nnot\n\(exchange.shown.joined(separator: "\n"))"
      )
    }
    if ProcessInfo.processInfo.environment["REPLICA_UPDATE_TRANSCRIPTS"] != nil {
      try rewritten.joined(separator: "\n").write(to: url, atomically: true, encoding: .utf8)
    }
  }

  @Test("There are transcripts")
  func presence() { #expect(Self.files.count >= 4) }

  private static func exchanges(of text: String) -> (heading: [String], exchanges: [Exchange]) {
    var heading: [String] = []
    var exchanges: [Exchange] = []
    for line in text.components(separatedBy: "\n") {
      if line.hasPrefix("> ") {
        exchanges.append(Exchange(cell: String(line.dropFirst(2)), shown: []))
      } else if line.hasPrefix("… "), let last = exchanges.indices.last, exchanges[last].shown.isEmpty {
        exchanges[last].cell += "\n" + line.dropFirst(2)
      } else if let last = exchanges.indices.last {
        exchanges[last].shown.append(line)
      } else {
        heading.append(line)
      }
    }
    for index in exchanges.indices {
      while exchanges[index].shown.last?.isEmpty == true { exchanges[index].shown.removeLast() }
    }
    return (heading, exchanges)
  }
}
