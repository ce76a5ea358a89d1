import Language
import Testing

@Suite struct CellTests {
  private func cells(_ text: String) throws -> [String] {
    try Parser.parse(SourceText(text, name: "input")).cells.map { cell in
      let kind =
        switch cell.kind {
        case .code: "code"
        case .prose(let text): "prose(\(text))"
        }
      return "\(kind) '\(cell.title)' \(cell.statements)"
    }
  }

  @Test("`# %%` lines divide a script, and what stands before the first is a cell without a mark")
  func marks() throws {
    #expect(
      try cells("1\n2\n# %% The first  task\n3\n#%%\n# %% [markdown] Notes\n# One\n#\n#  two\n") == [
        "code '' 0..<2", "code 'The first task' 2..<3", "code '' 3..<3", "prose(One\n\n two) 'Notes' 3..<3",
      ])
  }

  @Test("A script without statements before its first mark has no untitled cell")
  func noUntitled() throws {
    #expect(try cells("# A header\n# %% a\n1") == ["code 'a' 0..<1"])
    #expect(try cells("# only a comment") == [])
    #expect(try cells("1 # %% not alone on its line\n2") == ["code '' 0..<2"])
  }

  @Test("A mark within a statement is a comment")
  func within() throws {
    #expect(try cells("# %% a\nif x {\n# %% b\n 1\n}\n# %% c\n2") == ["code 'a' 0..<1", "code 'c' 1..<2"])
  }

  @Test("The spans of cells join to the whole script behind the first mark")
  func spans() throws {
    let source = SourceText("1\n# %% a\n2\n# %% b\n3\n", name: "input")
    let spans = try Parser.parse(source).cells.map { source[$0.span] }
    #expect(spans == ["1\n", "# %% a\n2\n", "# %% b\n3\n"])
  }

  @Test("The code of a cell is its lines below the mark, comments and blank lines within it included")
  func code() throws {
    let text = "# a remark\n1\n\n# %% a\n# why\n2\n\n3;\n\n# %% [markdown]\n# Prose\n4\n# %% empty\n# %% b\n5"
    let script = try Parser.parse(SourceText(text, name: "input"))
    #expect(
      script.cells.map(script.code) == ["# a remark\n1", "# why\n2\n\n3;", "4", "", "5"])
  }
}
