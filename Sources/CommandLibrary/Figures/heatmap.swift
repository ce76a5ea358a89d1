import Display
import Interpreter
import Language
import Tensors

extension Command {
  static let heatmap = Command(
    "heatmap", group: .figures,
    summary: "Draws the numbers of a matrix or a table over a plane as colours",
    details: """
      heatmap points, x: "alpha", y: "beta", value: "error" draws a table, such as a sweep over two variables gives. The rows of a
      matrix belong to y, its columns to x; without y it stands as it is printed, the first row on top. A result of learn shows the
      accuracy on each task after each training. What is nan or nothing, or missing, stays blank. plot lays lines over it: plot map, line.
      """,
    parameters: [
      Parameter(
        "data", .tensor, .table, .result,
        summary: "a matrix; a table with columns for x, y and the value; a result"),
      Parameter(
        "x", .text, .tensor,
        summary: "the column along x, or the numbers at the matrix's columns; the first without it",
        default: .absent),
      Parameter(
        "y", .text, .tensor,
        summary: "the column along y, or the numbers at the matrix's rows; the second without it",
        default: .absent),
      Parameter(
        "value", .text, summary: "the column that is coloured; the third without it", default: .absent),
      Parameter(
        "log", .boolean, summary: "whether the colours are logarithmic", default: .value(.boolean(false))),
      Parameter(
        "limits", .range, summary: "from where to where the colours go; numbers beyond have the outermost",
        default: .absent
      ),
      Parameter(
        "label", .text, summary: "beside the colours; the value's column without it", default: .absent),
      Parameter("title", .text, summary: "above the figure", default: .absent),
      Parameter("xlabel", .text, summary: "below the x axis; the column's name without it", default: .absent),
      Parameter(
        "ylabel", .text, summary: "beside the y axis; the column's name without it", default: .absent),
    ],
    result: "a figure",
    examples: [
      Example(
        "heatmap [[0.9, nan], [0.6, 0.8]], label: \"accuracy\", xlabel: \"task\", ylabel: \"after task\""),
      Example(
        "points = sweep α in 0.2...1 by 0.2, β in 1...5 { record(error: exp(-α * β)) }\nmap = heatmap points, x: \"alpha\", y: \"beta\", value: \"error\", log: true\n"
          + "line = plot 0.2...1 by 0.1, 1 / (0.2...1 by 0.1), label: \"αβ = 1\"\nplot(map, line, title: \"Decay\").series",
        gives: "[\"αβ = 1\"]"),
      Example(
        "tasks = permuted digits(), count: 3\nr = learn network([64, 16, 10]), tasks: tasks, epochs: 1\nheatmap r, limits: 0...1"
      ),
      Example("heatmap random(20, 30), x: 1...30, y: 1...20, title: \"Noise\""),
    ],
    seeAlso: ["plot", "panels", "learn", "save"],
    infer: { (arguments) throws(Diagnostic) in
      if let extents = arguments["data"]?.extents, extents.count != 2 {
        throw arguments.diagnostic("data", HeatmapData.expectation(found: extents.count))
      }
      return nil
    }
  ) { arguments, _ in
    let data = try HeatmapData(arguments)
    func text(_ name: String, _ other: String) throws -> String {
      arguments.has(name) ? try arguments.text(name) : other
    }
    let colours = Figure.Axis(
      label: try text("label", data.label), scale: try arguments.boolean("log") ? .logarithmic : .linear,
      limits: arguments.has("limits") ? try arguments.limits("limits") : nil)
    let panel = Figure.Panel(
      x: Figure.Axis(label: try text("xlabel", data.xLabel)),
      y: Figure.Axis(label: try text("ylabel", data.yLabel), isReversed: data.isPrinted),
      heatmap: Figure.Heatmap(x: data.x, y: data.y, values: data.values, colours: colours))
    return .object(FigureObject(figure: Figure(title: try text("title", ""), panels: [panel])))
  }
}
