import ArgumentParser
import CommandLibrary
import Display
import Documents
import Execution
import Figures
import Foundation
import Interpreter
import TerminalUI

extension Replica {
  /// `replica export FILE --to FORMAT`
  struct Export: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "export",
      abstract: "Run a script and write its prose, code, results and figures into one file.",
      discussion: """
        A page of HTML needs nothing but a browser, Markdown is GitHub's, a notebook is Jupyter's. Where a cell fails, the file ends with \
        the error, and the exit status is 1. The same script gives the same file, so times are left out.
        """)

    enum Format: String, CaseIterable, ExpressibleByArgument { case html, md, ipynb }

    @OptionGroup var script: ScriptArguments

    @Option(help: ArgumentHelp("The form that the file has.", valueName: "format"))
    var to: Format

    @Option(
      help: ArgumentHelp(
        "The file to write; without it, the script's name with the format's ending, in the current folder.",
        valueName: "file"),
      completion: .file())
    var output: String?

    @Option(
      help: ArgumentHelp(
        "Write the figures into this folder as SVG, and link to them; GitHub shows only such.",
        valueName: "folder"),
      completion: .directory)
    var figures: String?

    @OptionGroup var freshness: Freshness

    private var path: String {
      output ?? Document.stem(of: URL(filePath: script.file).lastPathComponent) + "." + to.rawValue
    }

    func validate() throws {
      if to == .ipynb, figures != nil {
        throw ValidationError("a notebook holds its figures itself, without --figures")
      }
      if URL(filePath: path).standardizedFileURL == URL(filePath: script.file).standardizedFileURL {
        throw ValidationError("\(path) is the script itself; give another file with --output")
      }
    }

    func run() throws {
      let batch = Replica.batch(results: freshness.results)
      let text = try script.text(batch)
      // Before hours of computation, not after them.
      do { try TextFile.requireFolder(of: path) } catch { throw batch.fail(error).exitCode }
      let (made, status) = batch.document(of: text, name: script.file, overrides: script.set) {
        try FigureFile.svg(of: $0, in: $1)
      }
      guard var document = made else { throw status.exitCode }
      if to == .html {
        for remark in document.embedImages(from: URL(filePath: script.file).deletingLastPathComponent()) {
          Console.standard.note(StyledText(remark, .warning))
        }
      }
      let written = batch.perform { [document, figures, to, path] work in
        var document = document
        if let figures { try document.writeFigures(to: figures, linkedFrom: path, in: work) }
        try TextFile.write(to.text(of: document), to: path, in: work)
      }
      guard written == .done else { throw written.exitCode }
      Console.standard.note(StyledText("\(path) is written", .muted))
      throw status.exitCode
    }
  }
}

extension Replica.Export.Format {
  fileprivate func text(of document: Document) -> String {
    switch self {
    case .html: HTMLPage.text(of: document)
    case .md: MarkdownPage.text(of: document)
    case .ipynb: NotebookFile.text(of: document)
    }
  }
}
