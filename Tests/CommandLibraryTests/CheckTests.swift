import CommandLibrary
import Foundation
import Interpreter
import Language
import Testing

/// Tests/Transcripts/errors: scripts with one mistake each, NAME.rpl, and how it is shown, NAME.txt.
///
/// `REPLICA_UPDATE_TRANSCRIPTS=1 swift test` writes what is shown now; the difference is for a reader to judge.
@Suite struct MistakeCorpusTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Transcripts/errors")

  private static let names: [String] = {
    let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return files.filter { $0.hasSuffix(".rpl") }.map { String($0.dropLast(4)) }.sorted()
  }()

  /// What shows only when the script runs.
  private static let onlyWhenRun: Set<String> = [
    "file-folder", "name-result", "run-checkpoint", "run-diverges", "run-fit-logarithm", "run-group-column",
    "run-history-in-company", "run-integral-diverges", "run-memory", "run-potential-range", "run-previous",
    "run-recursion",
    "run-root-sign", "run-undo",
  ]

  private func found(in text: String, _ name: String) -> [Diagnostic] {
    let (script, mistakes) = Parser.parseAll(SourceText(text, name: "\(name).rpl"))
    let checker = Checker(commands: commandLibrary)
    if let script { checker.check(script) }
    return mistakes + checker.mistakes
  }

  @Test(
    "Every mistake is found, before the script runs where that is possible, and shown as written",
    arguments: names)
  func mistake(name: String) throws {
    let text = try String(contentsOf: Self.folder.appending(path: "\(name).rpl"), encoding: .utf8)
    var trial = Trial()
    Trial.enterFolder()
    let found = found(in: text, name)
    #expect(found.isEmpty == Self.onlyWhenRun.contains(name))
    var shown = found.flatMap { $0.rendered().map(\.plain) }
    if found.isEmpty {
      trial.run(text, asScript: true)
      let failure = trial.failure
      shown = try #require(failure).rendered().map(\.plain)
    }
    // What is free differs from machine to machine.
    let lines = shown.map {
      $0.replacing(/, [0-9.]+ [kMGT]B are free/, with: ", … are free").replacing(/\ +$/, with: "")
    }
    let url = Self.folder.appending(path: "\(name).txt")
    if ProcessInfo.processInfo.environment["REPLICA_UPDATE_TRANSCRIPTS"] != nil {
      try (lines.joined(separator: "\n") + "\n").write(to: url, atomically: true, encoding: .utf8)
    }
    let expected = try String(contentsOf: url, encoding: .utf8).split(
      separator: "\n", omittingEmptySubsequences: false
    )
    .dropLast().map(String.init)
    #expect(lines == expected)
  }

  @Test("There are at least eighty, of every class")
  func presence() {
    #expect(Self.names.count >= 80)
    let classes = Set(Self.names.compactMap { $0.split(separator: "-").first })
    #expect(
      classes == ["lexical", "syntax", "name", "label", "kind", "shape", "domain", "choice", "file", "run"])
  }

  @Test("What runs has no mistakes: every example", arguments: commandLibrary.commands)
  func examples(command: Command) {
    Trial.enterFolder()
    for example in command.examples where !isAwaited(example.code) {
      let found = found(in: example.code, command.name)
      #expect(found.isEmpty, "\(example.code): \(found.map(\.message))")
    }
  }

  @Test(
    "What runs has no mistakes: variables with the names of commands",
    arguments: [
      "select = select\nselect", "step = print\nstep", "func step(a: 2) = a\nstep", "sqrt = 3\nsqrt",
    ])
  func hiddenCommands(script: String) {
    let found = found(in: script, "hidden")
    #expect(found.isEmpty, "\(script): \(found.map(\.message))")
  }

  @Test("What runs has no mistakes: every script")
  func scripts() throws {
    let root = Self.folder.deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "scripts")
    let files = try #require(FileManager.default.enumerator(atPath: root.path)).compactMap { $0 as? String }
    let scripts = files.filter { $0.hasSuffix(".rpl") }
    #expect(scripts.count >= 4)
    for file in scripts {
      let text = try String(contentsOf: root.appending(path: file), encoding: .utf8)
      let found = found(in: text, file)
      #expect(found.isEmpty, "\(file): \(found.map(\.message))")
    }
  }
}
