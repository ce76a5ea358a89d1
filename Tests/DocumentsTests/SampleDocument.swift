import Display
import Interpreter
import Language

@testable import Documents

/// Text that means something to HTML, Markdown and JSON.
let hostile = "a < b & \"c\" 'd' </script> | `e` *f* \\ [g](h)"

/// A drawing as gnuplot writes one: a prolog, its own title, names and references to them, and a text that looks like one.
let gnuplotDrawing = """
  <?xml version="1.0" encoding="utf-8"  standalone="no"?>
  <svg
   width="640" height="420"
   xmlns="http://www.w3.org/2000/svg"
   xmlns:xlink="http://www.w3.org/1999/xlink"
  >
  <title>Gnuplot</title>
  <g id="gnuplot_canvas">
  <circle id='gpDot' r='0.5'/>
  <use xlink:href='#gpDot'/>
  <g clip-path="url(#clip)"><text> id='plain' url(#text)</text></g>
  </g>
  </svg>


  """

/// A document with one of everything, all texts hostile.
func sample(heading: String = "") -> Document {
  var document = Document(name: "a<b>.rpl", program: "replica 0.1.0", settings: ["n=\"<2>\""])
  document.seed = 7
  if !heading.isEmpty { document.parts.append(.prose(heading)) }
  document.parts.append(.prose("Prose: \(hostile)"))
  var cell = Document.Cell(
    title: hostile,
    code: [StyledText("print", .name) + " " + StyledText("\"<&>\"", .text), "# `````"], number: 3)
  cell.add([.line("printed"), .line(StyledText(hostile, .warning))], isResult: false)
  cell.add([.line("more")], isResult: false)
  cell.add(
    [.line(StyledText("solution", .heading) + StyledText(" · 1.8 ms", .timing))], isResult: true)
  cell.add(
    [
      .table(
        DisplayTable(
          columns: [
            .init(title: "name", alignment: .leading, cells: [StyledText(hostile), "b"]),
            .init(title: "α", cells: [StyledText("1.5", .number), StyledText("-2", .number)]),
            .init(title: "seconds", cells: [StyledText("0.3", .timing), StyledText("0.4", .timing)]),
          ], remark: "2 rows"))
    ], isResult: true)
  let panel = Figure.Panel(series: [.init(label: hostile, x: [0], y: [1])])
  cell.add([.figure(Figure(title: hostile, panels: [panel]))], isResult: true)
  cell.add([.figure(Figure(panels: [panel]))], isResult: true)
  document.parts.append(.cell(cell))
  document.replaceFigures { drawing in
    var drawing = drawing
    drawing.svg = gnuplotDrawing
    return .figure(drawing)
  }
  return document
}

/// The same, stopped by an error.
func failed() -> Document {
  var document = sample()
  var cell = Document.Cell(title: "", code: ["x <"], number: 4)
  let source = SourceText("x <", name: "a.rpl")
  cell.add(.unknownName("<x>", suggestion: nil).at(Span(0, 1), in: source))
  document.parts.append(.cell(cell))
  document.parts.append(.remark("The script stopped here; 2 cells below did not run."))
  return document
}
