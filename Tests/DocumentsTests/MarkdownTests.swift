import Testing

@testable import Documents

/// Expected trees follow CommonMark 0.31.2 and GitHub's tables, read by hand.
@Suite struct MarkdownTests {
  private func html(_ text: String, images: [String: String] = [:]) -> String {
    HTMLProse(images: images).text(Markdown(text))
  }

  @Test("Headings, paragraphs and rules")
  func blocks() {
    #expect(
      html("# One #\n## Two\nwords\non two lines\n\nmore") == """
        <h1>One</h1>
        <h2>Two</h2>
        <p>words
        on two lines</p>
        <p>more</p>
        """)
    #expect(html("Title\n=====\nSub\n---\n\n---\n***") == "<h1>Title</h1>\n<h2>Sub</h2>\n<hr>\n<hr>")
    #expect(html("#hash and 1.5 are words") == "<p>#hash and 1.5 are words</p>")
  }

  @Test("Lists nest, and are loose where a blank line divides their items")
  func lists() {
    #expect(
      html("text\n- a\n  more\n- b\n  1. c\n  2. d") == """
        <p>text</p>
        <ul>
        <li>a
        more</li>
        <li>b
        <ol>
        <li>c</li>
        <li>d</li>
        </ol></li>
        </ul>
        """)
    #expect(html("3. a\n\n4. b") == "<ol start=\"3\">\n<li><p>a</p></li>\n<li><p>b</p></li>\n</ol>")
    #expect(html("- a\nlazy\n* b") == "<ul>\n<li>a\nlazy</li>\n</ul>\n<ul>\n<li>b</li>\n</ul>")
    #expect(html("In the year\n1986. Something") == "<p>In the year\n1986. Something</p>")
  }

  @Test("Code stays as it is: indented, or between fences of any length")
  func code() {
    #expect(
      html("formula:\n\n    q = <m²>\n\n    r\n\nend") == """
        <p>formula:</p>
        <pre>q = &lt;m²&gt;

        r</pre>
        <p>end</p>
        """)
    #expect(html("````\n```\n# no heading\n````\nx") == "<pre>```\n# no heading</pre>\n<p>x</p>")
    #expect(Markdown("```\nopen").openFence == "```")
    #expect(Markdown("~~~~\n~~~").openFence == "~~~~")
    #expect(Markdown("```\nx\n```").openFence == nil)
  }

  @Test("Quotes and tables")
  func containers() {
    #expect(html("> a\nb\n> - c") == "<blockquote>\n<p>a\nb</p>\n<ul>\n<li>c</li>\n</ul>\n</blockquote>")
    let table = html("| α | *ε* |\n|:--|---:|\n| 1 \\| 2 | `<` |\n| 3 |")
    #expect(
      table == """
        <div class="wide"><table>
        <thead><tr><th>α</th><th class="number"><em>ε</em></th></tr></thead>
        <tbody>
        <tr><td>1 | 2</td><td class="number"><code>&lt;</code></td></tr>
        <tr><td>3</td><td class="number"></td></tr>
        </tbody>
        </table></div>
        """)
    #expect(html("a | b\nc | d") == "<p>a | b\nc | d</p>")
  }

  @Test(
    "Emphasis by CommonMark's rules; marks that nothing matches are text",
    arguments: [
      ("*a* **b** _c_ __d__", "<em>a</em> <strong>b</strong> <em>c</em> <strong>d</strong>"),
      ("***a** b*", "<em><strong>a</strong> b</em>"),
      ("**a *b* c**", "<strong>a <em>b</em> c</strong>"),
      ("2 * 3 ** 4", "2 * 3 ** 4"),
      ("snake_case_name and w*x*y", "snake_case_name and w<em>x</em>y"),
      ("**open", "**open"),
      ("**a*b**", "<strong>a*b</strong>"),
      ("\\*a\\* \\q", "*a* \\q"),
    ])
  func emphasis(text: String, expected: String) { #expect(html(text) == "<p>\(expected)</p>") }

  @Test(
    "Code spans, links, addresses, entities and breaks",
    arguments: [
      ("`a*b*` ``c`d`` `` ` ``", "<code>a*b*</code> <code>c`d</code> <code>`</code>"),
      ("`open", "`open"),
      ("[*w*](https://x.org/a_(b) \"t\")", "<a href=\"https://x.org/a_(b)\"><em>w</em></a>"),
      ("[a](b.md#c)", "<a href=\"b.md#c\">a</a>"),
      ("<https://x.org>", "<a href=\"https://x.org\">https://x.org</a>"),
      ("(see https://x.org/a).", "(see <a href=\"https://x.org/a\">https://x.org/a</a>)."),
      ("a [b] c](d)", "a [b] c](d)"),
      ("[a [b](c) d](e)", "[a <a href=\"c\">b</a> d](e)"),
      ("&lt; &amp;c &copy;", "&lt; &amp;c &amp;copy;"),
      ("a  \nb\\\nc", "a<br>\nb<br>\nc"),
    ])
  func spans(text: String, expected: String) { #expect(html(text) == "<p>\(expected)</p>") }

  @Test("Whatever prose holds, no script of it runs and nothing is fetched")
  func harmless() {
    #expect(html("</script><script>x</script>") == "<p>&lt;/script&gt;&lt;script&gt;x&lt;/script&gt;</p>")
    #expect(html("[a](javascript:alert(1)) [b](data:text/html,x)") == "<p>a b</p>")
    #expect(html("[a](javascript:\u{301}alert(1))") == "<p>a</p>")
    #expect(html("[a](\"onclick=)") == "<p><a href=\"&quot;onclick=\">a</a></p>")
    #expect(html("![alt](https://x.org/a.png)") == "<p><a href=\"https://x.org/a.png\">alt</a></p>")
    #expect(
      html("![a \"b\"](c.png)", images: ["c.png": "data:image/png;base64,AA=="])
        == "<p><img src=\"data:image/png;base64,AA==\" alt=\"a &quot;b&quot;\"></p>")
    #expect(Markdown("- ![a](b.png)\n> *![](c.png)*").imageSources == ["b.png", "c.png"])
  }

  @Test("Lists within lists come to an end: each of three thousand lines begins a deeper one")
  func deepLists() {
    let text = (0..<3000).map { String(repeating: "  ", count: $0) + "- a" }.joined(separator: "\n")
    let clock = ContinuousClock()
    let time = clock.measure { #expect(html(text + "\n\nend").contains("end")) }
    // Optimised it takes some hundredths of a second; before it was bounded, minutes.
    #expect(time < .seconds(10))
  }

  @Test("Lines end where CommonMark ends them, and nowhere else", arguments: ["\n", "\r\n", "\r"])
  func endsOfLines(end: String) {
    #expect(html("a\(end)- b") == "<p>a</p>\n<ul>\n<li>b</li>\n</ul>")
    #expect(Markdown("```\u{2028}```\(end)x").openFence == nil)
    #expect(Markdown("a\u{2028}```\(end)x").openFence == nil)
  }

  @Test("Deep nesting comes to an end: three thousand marks are read and written")
  func deep() {
    for mark in ["> ", "- ", "*a ", "**", "[", "`", "_a*b ", "[a](b", "[a](b) ", "![", "<h", "| "] {
      let text = String(repeating: mark, count: 3000)
      #expect(html(text + "\n\nend").contains("end"))
      #expect(html(text + String(text.reversed())).isEmpty == false)
    }
  }

  @Test("The title is the first heading, without its marks")
  func title() {
    #expect(Markdown("text\n\n## A *fine* `title`").title == "A fine title")
    #expect(Markdown("text").title == nil)
  }
}
