import Display
import Testing

@testable import TerminalUI

@Suite struct TableTests {
  private func numbers(_ title: String, _ texts: String...) -> DisplayTable.Column {
    DisplayTable.Column(title: title, cells: texts.map { StyledText($0, .number) })
  }

  private func texts(_ title: String, _ texts: String...) -> DisplayTable.Column {
    DisplayTable.Column(title: title, alignment: .leading, cells: texts.map { StyledText($0, .text) })
  }

  private func lines(
    _ columns: [DisplayTable.Column], width: Int? = nil, remark: String? = nil, isUnicode: Bool = true
  )
    -> [String]
  {
    Layout(columns: width, isUnicode: isUnicode).lines(of: DisplayTable(columns: columns, remark: remark))
      .map(\.plain)
  }

  @Test("Numbers stand with their decimal points under each other, texts at the left")
  func alignment() {
    #expect(
      lines([texts("name", "a", "longer"), numbers("α", "0.5", "12", "-1.25")]) == [
        "name        α",
        "a        0.5",
        "longer  12",
        "        -1.25",
      ])
  }

  @Test("An exponent turns the alignment on points off")
  func exponents() {
    #expect(lines([numbers("x", "0.5", "1.5e-08")]) == ["      x", "    0.5", "1.5e-08"])
  }

  @Test("Titles are muted, cells keep their roles")
  func roles() {
    let lines = Layout().lines(of: DisplayTable(columns: [numbers("x", "1")]))
    #expect(lines[0].pieces.map(\.role) == [.muted])
    #expect(lines[1].pieces.map(\.role) == [.number])
  }

  @Test("Columns that do not fit are left out and named, and no line is wider than the screen")
  func columnsLeftOut() {
    let columns = ["alpha", "error", "overlap", "residual"].map { numbers($0, "0.123456", "0.5") }
    let lines = lines(columns, width: 30, remark: "2 rows")
    #expect(lines[0] == "   alpha     error   overlap")
    #expect(lines.dropFirst(3) == ["2 rows", "1 of 4 columns does not fit:", "  residual"])
    #expect(lines.allSatisfy { $0.count <= 30 })
  }

  @Test("What is the same in every row is said once, where a table is too wide with it")
  func constants() {
    let columns = [numbers("alpha", "1", "2"), numbers("beta", "20", "20"), numbers("error", "0.3", "0.25")]
    #expect(lines(columns, width: 18) == ["alpha  beta  error", "    1    20   0.3", "    2    20   0.25"])
    #expect(
      lines(columns, width: 17) == [
        "alpha  error", "    1   0.3", "    2   0.25", "the same in every", "  row shown: beta", "  20",
      ])
  }

  @Test("A long text is cut before a column is left out")
  func longTexts() {
    let lines = lines([texts("name", String(repeating: "x", count: 60)), numbers("n", "1")], width: 40)
    #expect(
      lines == ["name" + String(repeating: " ", count: 35) + "n", String(repeating: "x", count: 36) + "…  1"])
  }

  @Test("A column wider than the screen is cut")
  func oneWideColumn() {
    let lines = lines([texts("name", String(repeating: "x", count: 60))], width: 12)
    #expect(lines == ["name", "xxxxxxxxxxx…"])
  }

  @Test("In ASCII, titles are spelled before columns are measured")
  func ascii() {
    #expect(
      lines([numbers("α", "1"), numbers("ε", "2")], isUnicode: false) == ["alpha  epsilon", "    1        2"])
  }

  @Test("A table without columns or rows is no trouble")
  func empty() {
    #expect(lines([]) == [""])
    #expect(lines([numbers("x")], remark: "0 rows") == ["x", "0 rows"])
  }
}
