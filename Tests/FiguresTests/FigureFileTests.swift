import Display
import Execution
import Files
import Foundation
import Testing

@testable import Figures

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// A folder of its own, gone after the test.
private final class Folder: Sendable {
  let path = NSTemporaryDirectory() + "figures-" + UUID().uuidString

  init() throws { try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true) }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  var names: [String] { ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted() }

  func file(_ name: String) -> String { path + "/" + name }

  func text(_ name: String) throws -> String { try String(contentsOfFile: file(name), encoding: .utf8) }

  func write(_ text: String, to name: String) throws {
    try text.write(toFile: file(name), atomically: false, encoding: .utf8)
  }

  /// A program that takes gnuplot's place. The shell writes it: a file that this process had open for writing while another
  /// test starts a program could not be run as long as that program keeps it open.
  func program(_ body: String) -> String {
    let write = "printf '#!/bin/sh\\n%s\\n' \"$1\" > \"$2\" && chmod 755 \"$2\""
    let ending = try? ChildProcess.run(
      "/bin/sh", ["-c", write, "sh", body, file("gnuplot")], input: 0, output: 1, errors: 2, in: .alone)
    #expect(ending == .exited(0))
    return file("gnuplot")
  }
}

extension FigureFile {
  /// As `save` does it.
  fileprivate static func write(
    _ figure: Figure, to path: String, format: Format, gnuplot: String = "gnuplot"
  ) throws {
    try FileReplacement.write(to: path, in: .alone) { file in
      try write(figure, to: &file, format: format, gnuplot: gnuplot, in: .alone)
    }
  }

  fileprivate static func svg(of figure: Figure, gnuplot: String = "gnuplot") throws -> String {
    try svg(of: figure, gnuplot: gnuplot, in: .alone)
  }
}

@Suite struct FigureFileTests {
  #if os(Linux)
    @Test(
      "gnuplot is in a process group of its own: Ctrl-C at a terminal reaches the program that waits, not the one it waits for"
    )
    func group() throws {
      let isLeader = "read -r id name state parent group rest < /proc/$$/stat; test \"$group\" = \"$id\""
      let ending = try ChildProcess.run(
        "/bin/sh", ["-c", isLeader], input: 0, output: 1, errors: 2, in: .alone)
      #expect(ending == .exited(0))
    }
  #endif

  @Test(
    "each format is written as what it says",
    arguments: [("svg", "<?xml"), ("png", "\u{FFFD}PNG"), ("pdf", "%PDF")])
  func formats(ending: String, start: String) throws {
    let folder = try Folder()
    let format = try #require(FigureFile.Format(rawValue: ending))
    try FigureFile.write(parabola, to: folder.file("a." + ending), format: format)
    let data = try #require(FileManager.default.contents(atPath: folder.file("a." + ending)))
    #expect(String(decoding: data, as: UTF8.self).hasPrefix(start))
    #expect(folder.names == ["a." + ending])
  }

  @Test("the same figure gives the same SVG, byte for byte")
  func deterministic() throws {
    let folder = try Folder()
    for name in ["a", "b"] { try FigureFile.write(parabola, to: folder.file(name), format: .svg) }
    #expect(try folder.text("a") == folder.text("b"))
  }

  @Test("a figure as text is what its file holds")
  func text() throws {
    let folder = try Folder()
    try FigureFile.write(parabola, to: folder.file("a"), format: .svg)
    #expect(try FigureFile.svg(of: parabola) == folder.text("a"))
    #expect(throws: FigureFileError.missingGnuplot) {
      try FigureFile.svg(of: parabola, gnuplot: folder.file("none"))
    }
  }

  @Test(
    "titles, labels and names appear as they are written, and nothing in them is carried out",
    arguments: [
      "overlap q₀, α_1^{2}", "it's", "\"quoted\" \\n", "`touch INTRUDER`", "'; system('touch INTRUDER'); '",
      "@x ~ {/Bold y}",
      "%g $HOME #", "ends in \\", "''",
    ])
  func literalText(text: String) throws {
    let folder = try Folder()
    let intruder = folder.file("intruder")
    let text = text.replacing("INTRUDER", with: intruder)
    let axis = Figure.Axis(label: "x " + text)
    let series = ["name ", "other ", ""].map { Figure.Series(label: $0 + text, x: [0, 1], y: [0, 1]) }
    let panel = Figure.Panel(title: "panel " + text, x: axis, y: axis, series: series)
    try FigureFile.write(
      Figure(title: "whole " + text, panels: [panel, panel]), to: folder.file("a.svg"), format: .svg)
    #expect(!folder.names.contains("intruder"))
    // XML's own escapes undone, and blanks that gnuplot keeps from collapsing.
    let svg = try folder.text("a.svg").replacing("&lt;", with: "<").replacing("&gt;", with: ">")
      .replacing("&quot;", with: "\"").replacing("&apos;", with: "'").replacing("&#39;", with: "'")
      .replacing("\u{A0}", with: " ").replacing("&amp;", with: "&")
    // A long text is broken at blanks, names are not.
    for place in ["name ", "other "] { #expect(svg.contains(place + text)) }
    for place in ["whole ", "panel ", "x "] {
      #expect((place + text).split(separator: " ").allSatisfy { svg.contains($0) })
    }
  }

  @Test(
    "whatever labels hold, the drawing is XML",
    arguments: [
      "a]]>b", "]]>", "]]]>]>", "<!-- a --> -- b", "<![CDATA[ x ]]>", "& &amp; &#0; &x;", "<b>'\"</b>",
      "\u{1}\u{B}\u{85}\u{FFFE}",
      "\u{2028}a", "'\u{301}]\u{301}]>", "</title></svg>", "?> %> {/=50 x} @",
    ])
  func hostileLabels(text: String) throws {
    let axis = Figure.Axis(label: text)
    let series = ["", "other "].map { Figure.Series(label: $0 + text, x: [0, 1], y: [0, 1]) }
    let heatmap = Figure.Heatmap(x: [0, 1], y: [0, 1], values: [1, 2, 3, 4], colours: axis)
    let panels = [
      Figure.Panel(title: text, x: axis, y: axis, series: series),
      Figure.Panel(title: text, x: axis, y: axis, heatmap: heatmap, series: series),
    ]
    let svg = try FigureFile.svg(of: Figure(title: text, panels: panels))
    let parser = XMLParser(data: Data(svg.utf8))
    #expect(parser.parse(), "\(parser.parserError.map { "\($0)" } ?? "") in line \(parser.lineNumber)")
  }

  @Test(
    "a line break cannot begin a command of gnuplot", arguments: ["\n", "\r", "\u{85}", "\u{2028}", "\u{0}"])
  func lineBreaks(separator: String) throws {
    let folder = try Folder()
    let text = "a\(separator)system 'touch \(folder.file("intruder"))'\(separator)END\(separator)"
    try FigureFile.write(
      figure([Figure.Series(label: text, x: [1], y: [1])], title: text), to: folder.file("a.svg"),
      format: .svg)
    #expect(folder.names == ["a.svg"])
  }

  @Test("a heatmap is within its file, whatever the format", arguments: FigureFile.Format.allCases)
  func heatmap(format: FigureFile.Format) throws {
    let folder = try Folder()
    let values = (0..<12).map { $0 == 5 ? .nan : pow(10, Double($0)) }
    let heatmap = Figure.Heatmap(
      x: [1, 10, 100, 1000], y: [0, 1, 2], values: values,
      colours: Figure.Axis(label: "error", scale: .logarithmic))
    let line = Figure.Series(label: "line", x: [1, 1000], y: [0, 2], style: .dashed)
    let panel = Figure.Panel(x: Figure.Axis(scale: .logarithmic), heatmap: heatmap, series: [line])
    let blank = Figure.Panel(heatmap: Figure.Heatmap(x: [1], y: [1], values: [.nan]))
    try FigureFile.write(Figure(panels: [panel, blank]), to: folder.file("a"), format: format)
    #expect(folder.names == ["a"])
    guard format == .svg else { return }
    let svg = try folder.text("a")
    #expect(!svg.contains("<image") && svg.contains("error"))
    // The first and the last colour, of 1 and of 10¹¹: rgb(68, 1, 84) and rgb(253, 231, 37).
    #expect(svg.contains("rgb( 68,   1,  84)") && svg.contains("rgb(253, 231,  37)"))
  }

  @Test("nothing to draw is still a figure", arguments: [0, 1, 2])
  func empty(panels: Int) throws {
    let folder = try Folder()
    let panel = Figure.Panel(series: [Figure.Series(label: "none", x: [], y: [])])
    try FigureFile.write(
      Figure(panels: Array(repeating: panel, count: panels)), to: folder.file("a.svg"), format: .svg)
    try FigureFile.write(Figure(panels: [Figure.Panel(series: [])]), to: folder.file("b.svg"), format: .svg)
    #expect(folder.names == ["a.svg", "b.svg"])
  }

  @Test("gnuplot's own first error is reported")
  func message() throws {
    #expect(throws: FigureFileError.failed("undefined variable: nowhere")) {
      try Gnuplot.drawing(gnuplot: "gnuplot", in: .alone) {
        try $0("set encoding utf8\nplot nowhere\nplot elsewhere\n")
      }
    }
  }

  @Test(
    "a gnuplot that fails, is killed or writes half a file leaves the old file and nothing else",
    arguments: [
      (
        "echo '<svg>'; echo '' >&2; echo '         line 3: no more ink' >&2; exit 1",
        "gnuplot failed: no more ink"
      ),
      ("echo '<svg>'; kill -9 $$", "gnuplot failed: it was stopped by signal 9"),
      ("exit 7", "gnuplot failed: it ended with status 7"),
      ("echo '<svg>'", "gnuplot failed: the drawing broke off"),
      ("exit 0", "gnuplot failed: the drawing broke off"),
    ])
  func oldFileStays(body: String, reason: String) throws {
    let folder = try Folder()
    try folder.write("old", to: "a.svg")
    let gnuplot = folder.program(body)
    // So many points that no pipe would hold them.
    let numbers = (0..<50_000).map(Double.init)
    let error = #expect(throws: FigureFileError.self) {
      try FigureFile.write(
        figure([Figure.Series(label: "", x: numbers, y: numbers)]), to: folder.file("a.svg"), format: .svg,
        gnuplot: gnuplot)
    }
    #expect(error?.description.hasSuffix(reason) == true)
    #expect(try folder.text("a.svg") == "old")
    #expect(folder.names == ["a.svg", "gnuplot"])
  }

  @Test("a new file takes the old one's name")
  func replacement() throws {
    let folder = try Folder()
    try folder.write("old", to: "a.svg")
    try FigureFile.write(parabola, to: folder.file("a.svg"), format: .svg)
    #expect(try folder.text("a.svg").contains("Parabola"))
    #expect(folder.names == ["a.svg"])
  }

  @Test(
    "a missing gnuplot is said, with what installs it", arguments: ["no-such-gnuplot", "/no/such/gnuplot"])
  func missing(gnuplot: String) throws {
    let folder = try Folder()
    let error = #expect(throws: FigureFileError.missingGnuplot) {
      try FigureFile.write(parabola, to: folder.file("a.svg"), format: .svg, gnuplot: gnuplot)
    }
    #expect(error?.description.contains("apt-get install gnuplot-nox") == true)
    #expect(error?.description.contains("brew install gnuplot") == true)
    #expect(folder.names == [])
  }

  @Test("Ctrl-C ends a gnuplot that does not listen, and the old file stays")
  func interruption() throws {
    let folder = try Folder()
    try folder.write("old", to: "a.svg")
    let gnuplot = folder.program("trap '' INT TERM; echo started > \(folder.file("started")); exec sleep 30")
    let cancellation = Cancellation()
    let timer = Execution.Thread(stackBytes: 1 << 18) {
      while !folder.names.contains("started") { usleep(1000) }
      cancellation.request()
    }
    let begin = ContinuousClock.now
    let work = Work(cancellation: cancellation)
    #expect(throws: Interruption.self) {
      try FileReplacement.write(to: folder.file("a.svg"), in: work) { file in
        try FigureFile.write(parabola, to: &file, format: .svg, gnuplot: gnuplot, in: work)
      }
    }
    timer?.join()
    #expect(ContinuousClock.now - begin < .seconds(5))
    #expect(try folder.text("a.svg") == "old")
    #expect(folder.names == ["a.svg", "gnuplot", "started"])
  }
}
