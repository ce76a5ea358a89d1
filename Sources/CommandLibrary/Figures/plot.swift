import Display
import Interpreter
import Tensors

extension Command {
  static let plot = Command(
    "plot", group: .figures,
    summary: "Draws columns of a table, lists or tensors against each other as a figure",
    details: """
      plot curve, x: "alpha", y: ["error", "qd"] draws two columns of a table. plot [1, 2, 3], [1, 4, 9] draws numbers. Figures
      given as positional arguments are laid into one frame, each with its own style and error bars: plot theory, simulation. A
      heatmap may be among them; its edges are the frame. A y that is nan or nothing is a gap in the line. Colours count from 0; what
      says none takes the next. Dashes tell lines apart in files until one is chosen: then a line without one is solid.
      The figure is a value: the terminal shows it in characters, `save` writes it to a file.
      """,
    parameters: [
      Parameter(
        "data", .table, .figure, .history, .result, .tensor, .list,
        summary:
          "a table, history or result; or numbers, y or x and y; or figures to lay over each other, or lists of them",
        default: .absent,
        arity: .rest),
      Parameter(
        "x", .text, .tensor, summary: "the column or the numbers along x; the table's first without it",
        default: .absent),
      Parameter(
        "y", .text, .list, .tensor,
        summary: "the columns or the numbers along y; all other number columns without it",
        default: .absent),
      Parameter(
        "errors", .text, .list, .tensor,
        summary: "half-lengths of error bars: columns or numbers, as many as y",
        default: .absent),
      Parameter(
        "label", .text, .list,
        summary: "names of the series in the legend, where \"\" has no place; the columns' without it",
        default: .absent),
      Parameter(
        "style", .text, .list,
        summary: "a line, points, or points joined by a line; one for all series or each; a line without it",
        default: .absent,
        choices: Figure.Series.Style.allCases.map(\.rawValue)),
      Parameter(
        "color", .text, .number, .list,
        summary: "a colour by name or number; one for all series or each; the next without it",
        default: .absent,
        domain: .integers(0, Palette.series.count - 1), choices: Palette.series.map(\.name)),
      Parameter("title", .text, summary: "above the figure", default: .absent),
      Parameter("xlabel", .text, summary: "below the x axis; the column's name without it", default: .absent),
      Parameter(
        "ylabel", .text, summary: "beside the y axis; the column's name without it", default: .absent),
      Parameter(
        "log", .text, summary: "the axes that are logarithmic", default: .value(.text("none")),
        choices: ["none", "x", "y", "xy"]),
      Parameter("xlimits", .range, summary: "the part of the x axis shown, as a range", default: .absent),
      Parameter("ylimits", .range, summary: "the part of the y axis shown, as a range", default: .absent),
    ],
    result: "a figure",
    examples: [
      Example(
        "curve = sweep α in 0.2...1 by 0.2 { record(error: exp(-α), qd: tanh(α)) }\nplot(curve, x: \"alpha\", y: [\"error\", \"qd\"]).series",
        gives: "[\"error\", \"qd\"]"),
      Example(
        "theory = sweep t in 0...4 by 0.1 { exp(-t) }\nruns = sweep t in 0...4 { r = exp(-t) + random(20) / 10; record(mean: mean(r), sem: std(r) / sqrt(20)) }\n"
          + "line = plot theory, label: \"theory\"\nplot line, plot(runs, y: \"mean\", errors: \"sem\", style: \"points\", color: 0, label: \"runs\"), log: \"y\", title: \"Decay\""
      ),
      Example(
        "s = sweep α in 0.1...2 by 0.1 { record(stable: if α < 1 { exp(-α) } else { nothing }, unstable: if α >= 0.9 { exp(-α) } else { nothing }) }\n"
          + "plot s, y: [\"stable\", \"unstable\"], style: [\"solid\", \"dashed\"], color: \"vermillion\", label: [\"α\", \"\"]"
      ),
      Example("plot [1, 10, 100], [1, 2, 3], errors: [0.1, 0.2, 0.3], style: \"points\", log: \"x\""),
      Example(
        "plot 1...3, [1, 4, 9], style: \"line\", log: \"none\", xlabel: \"n\", ylabel: \"n²\", label: \"squares\""
      ),
      Example("plot y: [1, 4, 9], style: \"both\", log: \"y\", ylimits: 1...10"),
      Example(
        "plot [1, 2], [[1, 2], [2, 3], [3, 4], [4, 5], [5, 6], [6, 7], [7, 8], [8, 9]], style: \"dotted\", color: [\"blue\", \"vermillion\", \"green\", \"purple\", \"orange\", \"sky blue\", \"black\", \"yellow\"]"
      ),
      Example("plot plot(1...3, [1, 2, 3]), plot(1...3, [3, 2, 1]), log: \"xy\", label: [\"up\", \"down\"]"),
      Example(
        "powers = []\nfor k in 1...3 { append powers, plot(1...9, (1...9) ^ k, label: \"x^\\(k)\") }\nplot(powers).series",
        gives: "[\"x^1\", \"x^2\", \"x^3\"]"),
    ],
    seeAlso: ["heatmap", "panels", "save", "table", "group", "fit", "histogram"]
  ) { arguments, context in
    let data = try arguments.list("data").flatMap(\.laidOver)
    let figures = data.compactMap(\.figure)
    guard figures.isEmpty || figures.count == data.count else {
      throw arguments.diagnostic("data", "plot: figures can only be laid over figures")
    }
    let figure = try figures.isEmpty ? fresh(arguments, in: context) : overlay(figures, arguments)
    return .object(FigureObject(figure: try decorated(figure, arguments)))
  }

  private static func fresh(_ arguments: Arguments, in context: CommandContext) throws -> Figure {
    let data = try PlotData(arguments, in: context)
    let yLabel = data.series.count == 1 ? data.series[0].label : ""
    return Figure(panels: [
      Figure.Panel(x: Figure.Axis(label: data.xLabel), y: Figure.Axis(label: yLabel), series: data.series)
    ])
  }

  /// The series of all figures in one frame: that of the heatmap, or the first one's.
  private static func overlay(_ figures: [Figure], _ arguments: Arguments) throws -> Figure {
    for name in ["x", "y", "errors"] where arguments.has(name) {
      throw arguments.diagnostic(
        name, "plot: the figures have their numbers already", help: "give \(name) where each is made")
    }
    guard Set(figures.map(\.panels.count)).count == 1 else {
      throw arguments.diagnostic("data", "plot: the figures have different numbers of panels")
    }
    func heatmaps(_ index: Int) -> [Figure.Heatmap] { figures.compactMap { $0.panels[index].heatmap } }
    var figure = figures[0]
    for index in figure.panels.indices {
      guard heatmaps(index).count <= 1 else {
        throw arguments.diagnostic(
          "data", "plot: a panel has one heatmap, found \(heatmaps(index).count)",
          help: "panels(…) puts them side by side")
      }
      let panels = figures.map { $0.panels[index] }
      if let frame = panels.first(where: { $0.heatmap != nil }) {
        figure.panels[index] = frame
      } else if Set(panels.map(\.y.label)).count > 1 {
        figure.panels[index].y.label = ""
      }
      figure.panels[index].series = panels.flatMap(\.series)
    }
    let labels = try PlotLabels(arguments).labels
    for index in figure.panels.indices {
      for (place, label) in zip(figure.panels[index].series.indices, labels) {
        figure.panels[index].series[place].label = label
      }
    }
    return figure
  }

  /// The figure with the titles, labels, scales and limits that were given.
  private static func decorated(_ figure: Figure, _ arguments: Arguments) throws -> Figure {
    var figure = figure
    try giveLooks(to: &figure, arguments)
    if arguments.has("title") { figure.title = try arguments.text("title") }
    let log = try arguments.text("log")
    for index in figure.panels.indices {
      if arguments.has("xlabel") { figure.panels[index].x.label = try arguments.text("xlabel") }
      if arguments.has("ylabel") { figure.panels[index].y.label = try arguments.text("ylabel") }
      if log.contains("x") { figure.panels[index].x.scale = .logarithmic }
      if log.contains("y") { figure.panels[index].y.scale = .logarithmic }
      if arguments.has("xlimits") { figure.panels[index].x.limits = try arguments.limits("xlimits") }
      if arguments.has("ylimits") { figure.panels[index].y.limits = try arguments.limits("ylimits") }
    }
    return figure
  }

  /// Styles and colours, panel after panel.
  private static func giveLooks(to figure: inout Figure, _ arguments: Arguments) throws {
    let places = figure.panels.indices.flatMap { panel in
      figure.panels[panel].series.indices.map { (panel, $0) }
    }
    for (name, change) in [("style", setStyle), ("color", setColour)] {
      guard let values = try arguments.each(name, of: places.count) else { continue }
      for ((panel, index), value) in zip(places, values) {
        change(&figure.panels[panel].series[index], value)
      }
    }
  }

  private static func setStyle(of series: inout Figure.Series, to value: Value) {
    if case .text(let text) = value { series.style = Figure.Series.Style(rawValue: text) ?? .line }
  }

  private static func setColour(of series: inout Figure.Series, to value: Value) {
    switch value {
    case .text(let name): series.colour = Palette.series.firstIndex { $0.name == name }
    default: series.colour = value.number.map { Int($0) }
    }
  }
}

extension Value {
  /// The figures of a list of figures; the value itself where it is anything else.
  fileprivate var laidOver: [Value] {
    guard case .list(let values) = self, !values.isEmpty, values.allSatisfy({ $0.figure != nil }) else {
      return [self]
    }
    return values
  }
}
