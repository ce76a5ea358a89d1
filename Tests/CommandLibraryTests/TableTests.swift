import Foundation
import Interpreter
import Language
import Testing

@testable import CommandLibrary

extension Table {
  /// The file, whole.
  var csv: String {
    var text = ""
    writeCSV { text += $0 }
    return text
  }
}

@Suite struct TableTests {
  @Test(
    "Rows are grouped, joined and sorted",
    arguments: [
      // 1, 2, 6: mean 3, standard error √(14/(3 · 2)).
      (
        "g = group(table(n: [5, 5, 5], q: [1, 2, 6]), by: \"n\")\n[g.n[0], g.rows[0], g.q[0], g.qError[0]]",
        "[5, 3, 3, 1.527525]"
      ),
      ("g = group(table(n: [2, 1, 2], q: [1, 5, 3]), by: \"n\")\n[g.n, g.q]", "[[2, 1], [2, 5]]"),
      ("group(table(n: [1], q: [2]), by: \"n\")[0].qError", "nothing"),
      (
        "group(table(n: [1, 1], q: [nothing, 4]), by: \"n\")[0]",
        "record(n: 1, rows: 2, q: 4, qError: nothing)"
      ),
      ("group(table(n: [1], q: [nothing]), by: \"n\")[0].q", "nothing"),
      ("group(table(n: [1, 1], q: [nan, 4]), by: \"n\")[0].q", "nan"),
      (
        "t = table(m: [\"a\", \"b\", \"a\"], n: [1, 1, 1], word: [\"x\", \"y\", \"z\"], q: [1, 2, 5])\ng = group t, by: [\"m\", \"n\"]\n[g.m, g.q, g[0].rows]",
        "[[\"a\", \"b\"], [3, 2], 2]"
      ),
      ("group(table(n: [nan, nan, nothing], q: [1, 2, 3]), by: \"n\").q", "[1.5, 3]"),
      ("group(table(n: [-1, 1] * 0, q: [1, 3]), by: \"n\").q", "[2]"),
      (
        "s = sweep α in 1...2, k in 1...3 { α + k }\ng = group s, by: \"alpha\"\n[g.α, g.value, g.kError]",
        "[[1, 2], [3, 4], [0.5773503, 0.5773503]]"
      ),
      (
        "j = join(table(n: [1, 2, 2], q: [4, 5, 6]), table(n: [2, 2, 3], r: [7, 8, 9]), on: \"n\")\n[j.n, j.q, j.r]",
        "[[2, 2, 2, 2], [5, 5, 6, 6], [7, 8, 7, 8]]"
      ),
      ("join(table(n: [1], q: [4]), table(n: [2], r: [7]), on: \"n\").count", "0"),
      (
        "a = table(n: [1, 1], k: [1, 2], q: [3, 4])\njoin(a, table(k: [2], n: [1], r: [5]), on: [\"n\", \"k\"])[0]",
        "record(n: 1, k: 2, q: 4, r: 5)"
      ),
      ("a = table(n: [\"x\", \"y\"], q: [1, 2])\njoin(a, a, on: \"n\", suffix: \"Again\").qAgain", "[1, 2]"),
      (
        "t = table(n: [2, 1, 2, 1], k: [1, 2, 0, 1])\ns = sort t, by: \"n\"\n[s.n, s.k]",
        "[[1, 1, 2, 2], [2, 1, 1, 0]]"
      ),
      ("sort(table(n: [2, 1, 2, 1], k: [1, 2, 0, 1]), by: [\"n\", \"k\"]).k", "[1, 2, 0, 1]"),
      (
        "sort(table(n: [nothing, \"b\", nan, 2, true, \"a\", -inf]), by: \"n\").n",
        "[-inf, 2, nan, \"a\", \"b\", true, nothing]"
      ),
    ])
  func rows(code: String, expected: String) {
    var trial = Trial()
    let found = trial.run(code)
    #expect(agrees(found, expected), "\(code) gave \(found)")
  }

  @Test(
    "What cannot be grouped, joined or sorted is an error where it stands",
    arguments: [
      ("group(table(n: [1]), by: \"m\")", "no column m"),
      ("group(table(n: [1]), by: [])", "expected names of columns"),
      ("group(table(n: [[1]]), by: \"n\")", "holds a list in row 0"),
      ("group(table(n: [1], q: [1], qError: [1]), by: \"n\")", "two columns qError"),
      ("group(table(n: [1], rows: [1]), by: \"n\")", "two columns rows"),
      ("join(table(n: [1], q: [1]), table(n: [1], q: [1]), on: \"n\")", "both tables have a column q"),
      (
        "join(table(n: [1], q: [1], qq: [2]), table(n: [1], q: [1]), on: \"n\", suffix: \"q\")",
        "a column qq already"
      ),
      ("join(table(n: [1]), table(m: [1]), on: \"n\")", "no column n"),
      ("sort table(n: [1])", "column to sort by is missing"), ("sort([1, 2], by: \"n\")", "only a table"),
    ])
  func errors(code: String, words: String) {
    var trial = Trial()
    trial.run(code)
    #expect(
      trial.failure?.message.contains(words) == true, "\(code): \(trial.failure?.message ?? "no error")")
    #expect(trial.failure?.span != nil)
  }

  // MARK: Files

  @Test("A table that was saved is loaded as it was, to the last bit")
  func roundTrip() throws {
    let numbers = [
      0.1, 1.0 / 3, -0.0, 5e-324, 1.7976931348623157e308, -.infinity, .nan, 1e15, 123456789012345680, 2,
    ]
    let texts = [
      "plain", "two words", "", " blank ", "12", "1e5", "nan", "inf", "0x10", "true", "a,b", "say \"no\"",
      "two\nlines",
      "α", "\r\n", "nothing", "\"\u{301}", "a\"\u{301}b,\u{301}", ",\u{301}", "\u{FEFF}x", "\n\u{301}",
      "a\r\nb", "\t\u{200D}",
    ]
    let cells: [Value] = texts.map(Value.text) + [.nothing, .boolean(true), .boolean(false), .number(7)]
    for columns in [
      [Table.Column(name: "x", numbers: numbers), .init(name: "12", numbers: numbers)],
      [.init(name: "α, β", values: cells), .init(name: "true", values: cells.reversed())],
      [.init(name: "single", values: cells)], [.init(name: "empty", values: [])], [],
      [.init(name: "nothings", values: [.nothing, .nothing])],
      [.init(name: "\u{FEFF}mark", values: [.number(1)]), .init(name: "\"\u{301}", values: [.number(2)])],
    ] {
      let table = Table(columns)
      let read = try Table(csv: Array(table.csv.utf8), of: "table.csv", in: .alone)
      #expect(read.names == table.names)
      #expect(Digest(of: .table(read)).bits == Digest(of: .table(table)).bits, "\(table.csv)")
    }
  }

  @Test(
    "Tables as other programs write them are read",
    arguments: [
      ("a,b\r\n1, 2\r\n3 ,4\r\n", "[[1, 3], [2, 4]]"), ("1,2\n3,4", "[[1, 3], [2, 4]]"),
      ("\u{FEFF}a,b\n1,2\n\n3,4\n\n", "[[1, 3], [2, 4]]"), (",b\n0,5\n1,6\n", "[[0, 1], [5, 6]]"),
      ("\"a\" , \"b\"\n\"1\" ,2\n", "[[\"1\"], [2]]"), ("a,b\n,NA\n", "[[nan], [\"NA\"]]"),
    ])
  func foreign(text: String, expected: String) throws {
    let table = try Table(csv: Array(text.utf8), of: "table.csv", in: .alone)
    #expect(Value.list(table.columns.map(\.value)).literal == expected)
  }

  @Test("A column whose name is no name is not offered by Tab: it would be code")
  func hostileNames() throws {
    Trial.enterFolder()
    let names = ["good", "a b", "x); quit", "y\"", "z\\(1)", "for", "1", "a\nquit", "α"]
    let table = Table(names.map { Table.Column(name: $0, numbers: [1]) })
    try table.csv.write(toFile: "hostile-names.csv", atomically: true, encoding: .utf8)
    var trial = Trial()
    trial.run("t = load(\"hostile-names.csv\")")
    #expect(trial.failure == nil)
    let source = SourceText("t.", name: "input")
    let offered = Completion(in: source, at: 2, session: trial.session).candidates.map(\.text)
    #expect(offered.contains("good") && offered.contains("α"))
    #expect(Set(offered).isDisjoint(with: names.filter { !["good", "α"].contains($0) }), "\(offered)")
  }

  @Test(
    "What is no table says in which line",
    arguments: [
      ("a,b\n1,2\n3\n", "line 3: expected 2 cells as in the first line, found 1"),
      ("a,a\n1,2\n", "line 1: the name a stands there twice"),
      ("a\n\"two\nlines\"\n\"open", "line 4: the quote is not closed"),
      ("a,b\n\"1\"2,3", "line 2: expected a comma behind the closing quote"),
      // A quote is one, whatever accent stands over it.
      ("a\n\"b\"\u{301}\n", "line 2: expected a comma behind the closing quote"),
    ])
  func broken(text: String, words: String) throws {
    var trial = Trial()
    Trial.enterFolder()
    let path = "broken-\(words.count).csv"
    try text.write(toFile: path, atomically: true, encoding: .utf8)
    trial.run("load \"\(path)\"")
    #expect(trial.failure?.message == "\(path): \(words)")
    #expect(trial.failure?.span != nil)
  }
}
