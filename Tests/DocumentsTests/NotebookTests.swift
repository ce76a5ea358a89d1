import Foundation
import Testing

@testable import Documents

/// The fields that nbformat's schema of version 4.5 asks for.
@Suite struct NotebookTests {
  private func notebook(_ document: Document) throws -> [String: Any] {
    let object = try JSONSerialization.jsonObject(with: Data(NotebookFile.text(of: document).utf8))
    return try #require(object as? [String: Any])
  }

  private func cells(_ document: Document) throws -> [[String: Any]] {
    try #require(try notebook(document)["cells"] as? [[String: Any]])
  }

  private func text(_ value: Any?) throws -> String { try #require(value as? [String]).joined() }

  @Test("A notebook says its format, its kernel and where it comes from")
  func head() throws {
    let notebook = try notebook(sample())
    #expect(notebook["nbformat"] as? Int == 4 && notebook["nbformat_minor"] as? Int == 5)
    let metadata = try #require(notebook["metadata"] as? [String: Any])
    #expect((metadata["kernelspec"] as? [String: String])?["name"] == "replica")
    #expect((metadata["kernelspec"] as? [String: String])?["display_name"] == "Replica")
    #expect((metadata["language_info"] as? [String: String])?["name"] == "replica")
    #expect((metadata["replica"] as? [String: String])?["seed"] == "7")
  }

  @Test("Every cell has a name of its own, of the characters that names may have")
  func names() throws {
    let names = try cells(failed()).map { try #require($0["id"] as? String) }
    #expect(Set(names).count == names.count)
    #expect(names.allSatisfy { $0.wholeMatch(of: /[a-zA-Z0-9_-]{1,64}/) != nil })
    #expect(NotebookFile.text(of: sample()) == NotebookFile.text(of: sample()))
  }

  @Test("Prose and code are as they were, line by line; the number is the prompt's")
  func sources() throws {
    let cells = try cells(sample())
    #expect(cells.map { $0["cell_type"] as? String } == ["markdown", "code"])
    #expect(try text(cells[0]["source"]) == "Prose: \(hostile)")
    #expect(try text(cells[1]["source"]) == "# \(hostile)\nprint \"<&>\"\n# `````")
    #expect(cells[1]["execution_count"] as? Int == 3)
  }

  @Test("Lines are a stream; tables and figures are data in several types")
  func outputs() throws {
    let outputs = try #require(try cells(sample())[1]["outputs"] as? [[String: Any]])
    #expect(
      outputs.map { $0["output_type"] as? String } == [
        "stream", "stream", "display_data", "display_data", "display_data",
      ])
    #expect(outputs[0]["name"] as? String == "stdout")
    #expect(try text(outputs[0]["text"]) == "printed\n\(hostile)\nmore\n")
    let table = try #require(outputs[2]["data"] as? [String: Any])
    #expect(try text(table["text/html"]).hasPrefix("<table>"))
    #expect(try text(table["text/plain"]).hasPrefix("| name"))
    let figure = try #require(outputs[3]["data"] as? [String: Any])
    #expect(try text(figure["image/svg+xml"]) == gnuplotDrawing)
    #expect(try text(figure["text/plain"]) == hostile)
  }

  @Test("An error is an output of the cell, and a last cell says that the script ended there")
  func error() throws {
    let cells = try cells(failed())
    let error = try #require((cells[2]["outputs"] as? [[String: Any]])?.first)
    #expect(error["output_type"] as? String == "error" && error["ename"] as? String == "E40")
    #expect(error["evalue"] as? String == "unknown name <x>")
    #expect((error["traceback"] as? [String])?.contains { $0.contains("--> a.rpl:1:1") } == true)
    #expect(try text(cells[3]["source"]).contains("stopped here"))
  }
}
