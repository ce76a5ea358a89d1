import Foundation
import Testing

@testable import Documents

@Suite struct HTMLPageTests {
  private let page = HTMLPage.text(of: sample())
  private let escaped =
    "a &lt; b &amp; &quot;c&quot; &#39;d&#39; &lt;/script&gt; | `e` *f* \\ [g](h)"

  @Test("Titles, code, output, cells of tables and names of figures mean nothing to HTML")
  func escaping() {
    #expect(page.contains("<p class=\"title\">\(escaped)</p>"))
    #expect(
      page.contains("<span class=\"name\">print</span> <span class=\"text\">&quot;&lt;&amp;&gt;&quot;</span>")
    )
    #expect(
      page.contains("<pre class=\"shown\">printed\n<span class=\"warning\">\(escaped)</span>\nmore</pre>"))
    #expect(
      page.contains("<td>\(escaped)</td><td class=\"number\"><span class=\"number\">1.5</span></td></tr>"))
    #expect(page.contains("<title>\(escaped)</title>"))
    #expect(
      page.contains("<footer>a&lt;b&gt;.rpl --set n=&quot;&lt;2&gt;&quot; · replica 0.1.0 · seed 7</footer>"))
    #expect(!page.contains("<script") && !page.contains("</script"))
  }

  @Test("A page fetches nothing: what it refers to is in it, or is a link to follow")
  func selfContained() {
    for mark in ["src=\"http", "src='http", "url(http", "@import", "<link", "<iframe", "<object"] {
      #expect(!page.contains(mark))
    }
  }

  @Test("Names in drawings do not collide, and texts in them stay as they are")
  func drawings() {
    for number in 1...2 {
      #expect(page.contains("<circle id='f\(number)-gpDot' r='0.5'/>"))
      #expect(page.contains("<use xlink:href='#f\(number)-gpDot'/>"))
      #expect(page.contains("<g id=\"f\(number)-gnuplot_canvas\">"))
      #expect(page.contains("clip-path=\"url(#f\(number)-clip)\""))
    }
    #expect(page.contains("<text> id='plain' url(#text)</text>"))
    #expect(!page.contains("<?xml") && !page.contains(">Gnuplot<"))
  }

  @Test("Drawings with addresses are linked, not held")
  func linked() {
    var document = sample()
    document.replaceFigures { drawing in
      var drawing = drawing
      drawing.address = "figures/a-1.svg"
      return .figure(drawing)
    }
    let page = HTMLPage.text(of: document)
    #expect(page.contains("<img src=\"figures/a-1.svg\" alt=\"\(escaped)\">") && !page.contains("<svg"))
    #expect(MarkdownPage.text(of: document).contains("](figures/a-1.svg)"))
  }

  @Test("The first heading is the title; without one, the script's name is the heading")
  func title() {
    #expect(page.contains("<title>a&lt;b&gt;</title>") && page.contains("<h1>a&lt;b&gt;</h1>"))
    let titled = HTMLPage.text(of: sample(heading: "# On *forgetting*"))
    #expect(titled.contains("<title>On forgetting</title>"))
    #expect(titled.components(separatedBy: "<h1>").count == 2)
  }

  @Test("How long something took is left out, in lines and in tables")
  func timings() {
    for text in [page, MarkdownPage.text(of: sample()), NotebookFile.text(of: sample())] {
      #expect(text.contains("solution") && !text.contains("1.8 ms") && !text.contains("seconds"))
    }
  }

  @Test("An error stands in its place, and the end says that it is none")
  func error() {
    let page = HTMLPage.text(of: failed())
    #expect(
      page.contains(
        "<span class=\"error\">error[E40]</span>: <span class=\"heading\">unknown name &lt;x&gt;</span>"))
    #expect(page.contains("<p class=\"remark\">The script stopped here; 2 cells below did not run.</p>"))
  }

  @Test("Tags are closed in the order in which they were opened")
  func wellFormed() throws {
    let page = HTMLPage.text(of: failed())
    var open: [Substring] = []
    for match in page.matches(of: /<(\/?)([a-z0-9]+)(?:\s[^>]*?)?(\/?)>/) {
      let (_, slash, name, end) = match.output
      if !end.isEmpty || ["meta", "hr", "br", "img"].contains(name) { continue }
      if slash.isEmpty { open.append(name) } else { #expect(open.popLast() == name) }
    }
    #expect(open.isEmpty)
  }
}

@Suite struct MarkdownPageTests {
  private let page = MarkdownPage.text(of: sample())

  @Test("Code and output stand between fences longer than those within")
  func fences() {
    #expect(page.contains("``````replica\nprint \"<&>\"\n# `````\n``````"))
    #expect(page.contains("```text\nprinted\n\(hostile)\nmore\n```"))
  }

  @Test("A sign means nothing to Markdown, whatever accent stands over it")
  func accents() {
    func scalars(_ text: String) -> [Unicode.Scalar] { Array(text.unicodeScalars) }
    for mark in ["\\", "`", "*", "_", "[", "]", "|", "~", "$", "#"] {
      #expect(scalars(MarkdownPage.escaped(mark + "\u{301}")) == scalars("\\" + mark + "\u{301}"))
    }
    #expect(scalars(MarkdownPage.escaped("<\u{338}a\r\nb\u{2028}")) == scalars("&lt;\u{338}a  b "))
    var document = Document(name: "a.rpl", program: "replica")
    document.parts.append(.cell(Document.Cell(title: "", code: ["`````\u{301}"], number: 1)))
    #expect(MarkdownPage.text(of: document).contains("``````replica\n"))
  }

  @Test("A table is one of GitHub's: numbers right, bars within cells escaped, one line a row")
  func table() throws {
    let lines = page.split(separator: "\n").filter { $0.hasPrefix("|") }
    #expect(lines.count == 4)
    #expect(lines[1].wholeMatch(of: /\| -+ \| -+: \|/) != nil)
    #expect(lines[2].contains("\\| \\`e\\` \\*f\\*") && lines[2].contains("&lt;/script&gt;"))
    // Read back, the cells are what they were.
    let read = try #require(Markdown(lines.joined(separator: "\n")).blocks.first)
    guard case .table(let table) = read else {
      Issue.record("no table")
      return
    }
    #expect(table.rows.map { $0.map(\.plain) } == [[hostile, "1.5"], ["b", "-2"]])
    #expect(table.alignments == [.leading, .trailing])
  }

  @Test("Prose is as it is, and a fence that it leaves open is closed")
  func prose() {
    #expect(page.contains("\n\nProse: \(hostile)\n\n"))
    #expect(MarkdownPage.closed("a\n````\nb") == "a\n````\nb\n````")
    #expect(MarkdownPage.closed("a `b`") == "a `b`")
  }

  @Test("A figure is an image that the text holds")
  func figure() throws {
    let data = try #require(
      page.firstMatch(of: /\]\(data:image\/svg\+xml;base64,([A-Za-z0-9+\/=]+)\)/)?.output.1)
    #expect(Data(base64Encoded: String(data)) == Data(gnuplotDrawing.utf8))
  }

  @Test("An error stands in its place, and the end says that it is none")
  func error() {
    let page = MarkdownPage.text(of: failed())
    #expect(page.contains("```text\nerror[E40]: unknown name <x>"))
    #expect(page.contains("\n*The script stopped here; 2 cells below did not run.*\n"))
  }
}
