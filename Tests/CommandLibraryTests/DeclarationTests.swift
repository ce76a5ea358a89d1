import CommandLibrary
import Display
import Foundation
import Interpreter
import Language
import Testing

@testable import CommandLibrary

extension Command: CustomTestStringConvertible {
  public var testDescription: String { name }
}

@Suite struct DeclarationTests {
  private static let commands = commandLibrary.commands

  @Test("Every example runs and gives what it says", arguments: commands)
  func examples(command: Command) {
    for example in command.examples where !isAwaited(example.code) {
      var trial = Trial()
      let result = trial.run(example.code, asScript: true)
      if ["quit", "step"].contains(command.name) {
        #expect(result == (command.name == "quit" ? "quit" : "lesson"))
        continue
      }
      // Only the prompt has an editor.
      if command.name == "edit" {
        #expect(trial.failure?.message.contains("the prompt") == true)
        continue
      }
      #expect(trial.failure == nil, "\(example.code)\n\(trial.shown.joined(separator: "\n"))")
      if let stated = example.result {
        #expect(agrees(result, stated), "\(example.code) gave \(result), not \(stated)")
      }
      if let stated = example.shown {
        let count = stated.split(separator: "\n", omittingEmptySubsequences: false).count
        let shown = trial.shown.suffix(count).map { $0.replacing(/\ +$/, with: "") }
          .joined(separator: "\n")
        #expect(agrees(shown, stated), "\(example.code) shows \(shown), not \(stated)")
      }
    }
    #expect(!command.examples.isEmpty)
  }

  @Test("Every choice is made in some example", arguments: commands)
  func choices(command: Command) {
    let code = command.examples.map(\.code).joined(separator: "\n")
    for parameter in command.parameters {
      for choice in parameter.choices {
        #expect(code.contains("\"\(choice)\""), "\(parameter.name): \"\(choice)\"")
      }
    }
  }

  @Test(
    "Every see-also is a command or a word of the language, and not the command itself", arguments: commands)
  func seeAlso(command: Command) {
    for name in command.seeAlso {
      #expect(commandLibrary[name] != nil || LanguageHelp.names.contains(name), "\(name)")
      #expect(name != command.name)
    }
  }

  @Test("Every summary is one sentence that begins with what the command does", arguments: commands)
  func summaries(command: Command) {
    let summary = command.summary
    #expect(summary.first?.isUppercase == true)
    #expect(summary.split(separator: " ").first?.hasSuffix("s") == true, "a verb: Gives, Takes, Makes")
    #expect(!summary.hasSuffix(".") && !summary.contains(". ") && !summary.contains("\n"))
    #expect(summary.count <= 110)
    for parameter in command.parameters {
      let text = parameter.summary
      #expect(text.first?.isUppercase == false && !text.hasSuffix("."), "\(parameter.name)")
      #expect(text.first.map { $0.isLetter || $0.isNumber } == true, "\(parameter.name)")
    }
    #expect(!command.result.hasSuffix(".") && command.result.first?.isUppercase == false)
  }

  @Test("No two commands, and no two parameters of one, have the same name, Greek letters included")
  func names() {
    #expect(Set(commandLibrary.names).count == commandLibrary.names.count)
    for command in Self.commands {
      let names = command.parameters.map { GreekNames.canonical($0.name) }
      #expect(Set(names).count == names.count, "\(command.name)")
    }
    for constant in Constants.all { #expect(commandLibrary[constant.name] == nil) }
  }

  @Test(
    "Defaults are among the choices, of the kinds and in the domain of their parameters", arguments: commands)
  func defaults(command: Command) {
    for parameter in command.parameters {
      guard case .value(let value) = parameter.defaultValue else { continue }
      #expect(parameter.kinds.isEmpty || parameter.kinds.contains(value.kind), "\(parameter.name)")
      if case .text(let text) = value, !parameter.choices.isEmpty {
        #expect(parameter.choices.contains(text))
      }
      if case .number(let number) = value, let domain = parameter.domain { #expect(domain.contains(number)) }
    }
  }

  @Test("Required parameters come before those that may be left out", arguments: commands)
  func order(command: Command) {
    let required = command.parameters.map(\.isRequired)
    // `teacher n:, alpha:` is written with labels; its n may come from another task.
    let exceptions: Set = ["teacher"]
    if !exceptions.contains(command.name) { #expect(required == required.sorted { $0 && !$1 }) }
  }

  @Test("The help page of a command shows its parameters, examples and neighbours", arguments: commands)
  func help(command: Command) {
    var trial = Trial()
    trial.run("help \(command.name), all: true")
    let page = trial.shown.joined(separator: "\n")
    for text in [command.signature, command.summary] + command.parameters.map(\.summary) + command.seeAlso {
      #expect(page.contains(text), "\(text)")
    }
  }

  @Test("Help fits a screen of 80 by 24, with every argument and an example", arguments: commands)
  func screen(command: Command) {
    var trial = Trial()
    trial.run("\(command.name)?")
    let page = trial.shown.joined(separator: "\n")
    for text in [command.name + "(", command.summary] + command.parameters.map(\.name) + command.seeAlso {
      #expect(page.contains(text), "\(text)")
    }
    #expect(page.contains("  > "))
    let rows = trial.shown.reduce(0) { $0 + max(1, ($1.count + 75) / 76) }
    // More arguments than a screen has lines are shown all the same.
    #expect(rows <= max(22, command.parameters.count + 12), "\(rows) rows\n\(page)")
  }

  @Test("A command of the theory shows its equation, and where it is explained", arguments: commands)
  func equation(command: Command) throws {
    #expect(command.group != .theory || command.equation != nil)
    guard let equation = command.equation else { return }
    var trial = Trial()
    trial.run("?\(command.name)")
    #expect(trial.shown.contains { $0.contains(equation.formula) })
    let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "Reference/Theory.md")
    let section = try #require(equation.source.split(separator: "“").last?.split(separator: "”").first)
    #expect(try String(contentsOf: file, encoding: .utf8).contains("\n## \(section)\n"))
  }

  @Test("The vocabulary is valid JSON, with every command and parameter")
  func json() throws {
    let text = Vocabulary.json(of: commandLibrary).text
    let decoded = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [[String: Any]])
    #expect(decoded.compactMap { $0["name"] as? String } == commandLibrary.names)
    for (entry, command) in zip(decoded, Self.commands) {
      let parameters = try #require(entry["parameters"] as? [[String: Any]])
      #expect(parameters.compactMap { $0["name"] as? String } == command.parameters.map(\.name))
    }
  }

  @Test("The reference has a section for every command, and its tables have three columns")
  func reference() {
    let pages = ReferencePages.all(of: commandLibrary)
    #expect(pages.first?.name == "Commands/README.md")
    for command in Self.commands {
      let page = pages.first { $0.name == "Commands/\(command.group.rawValue).md" }
      #expect(page?.text.contains("\n## \(command.name)\n") == true)
      #expect(pages[0].text.contains("[`\(command.name)`]"))
      #expect(pages.first { $0.name == "CheatSheet.md" }?.text.contains("`\(command.name)") == true)
    }
    for page in pages.dropFirst() where page.name.hasPrefix("Commands/") {
      for line in page.text.split(separator: "\n") where line.hasPrefix("|") {
        #expect(line.replacing("\\|", with: "").filter { $0 == "|" }.count == 4, "\(line)")
      }
    }
  }

  @Test("The language's own help has examples that parse")
  func languageHelp() throws {
    for word in Keyword.allCases {
      _ = try Parser.parse(SourceText(word.explanation.example, name: "help"))
    }
    for name in LanguageHelp.names {
      var trial = Trial()
      trial.run("help \(name)")
      #expect(trial.failure == nil && trial.shown.count >= 2, "\(name)")
    }
  }

  @Test("Every code stands in the sources once, and is explained, also on its page")
  func codes() throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "Sources")
    let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
    var used: [String] = []
    for case let file as URL in files ?? .init() where file.pathExtension == "swift" {
      let text = try String(contentsOf: file, encoding: .utf8)
      used += text.matches(of: /"([EW][0-9]+)"/).map { String($0.output.1) }
    }
    #expect(used.count > 50)
    #expect(used.sorted() == Diagnostic.explanations.map(\.code).sorted())
    let page = ReferencePages.all(of: commandLibrary).first { $0.name == "Diagnostics.md" }?.text ?? ""
    for code in used {
      var trial = Trial()
      trial.run("explain \(code)")
      #expect(trial.failure == nil, "\(code)")
      #expect(page.contains("\n### \(code)\n"))
    }
  }

  @Test("A session's error messages are on their page")
  func errorsPage() {
    let page = ReferencePages.all(of: commandLibrary).first { $0.name == "Diagnostics.md" }?.text ?? ""
    for message in ["error[E40]: unknown name unheardOf", "error[E53]", "error[E11]", "did you mean"] {
      #expect(page.contains(message), "\(message)")
    }
  }

  @Test(
    "Help on a function of one's own shows what was written about it",
    arguments: [
      ("# Doubles.\n# Twice.\nfunc f(x) = 2 * x\nhelp f", ["  Doubles.", "  Twice.", "  func f(x) = 2 * x"]),
      ("# Apart.\n\nfunc f(x) = x\nhelp f", ["  func f(x) = x"]),
      ("# %% A cell\nfunc f(x) = x\nf?", ["  func f(x) = x"]),
      ("func f(x) {\n  \"Doubles.\"\n  2 * x\n}\n?f", ["  Doubles.", "  func f(x) {"]),
      ("func f() = \"a value\"\nhelp f", ["  func f() = \"a value\""]),
    ])
  func ownFunctions(code: String, lines: [String]) {
    var trial = Trial()
    trial.run(code)
    let told = trial.shown.dropFirst().filter { !$0.isEmpty }
    #expect(Array(told.prefix(lines.count)) == lines)
    #expect(trial.shown.first?.hasSuffix("  function") == true)
  }

  @Test(
    "Every explanation of an error has an example that makes it",
    arguments: SyntaxError.explanations
      + EvaluationError.allCases.filter { $0.severity == .error }.map(\.explanation))
  func explanations(explanation: Diagnostic.Explanation) {
    var trial = Trial()
    #expect(trial.run(explanation.example) == explanation.code)
    trial.run("explain \(explanation.code)")
    #expect(trial.failure == nil && trial.shown.first?.contains(explanation.meaning) == true)
  }
}

extension Diagnostic.Explanation: CustomTestStringConvertible {
  public var testDescription: String { code }
}
