import Display
import Interpreter
import Tensors

extension Command {
  static let plot = Command(
    "plot", group: .figures,
    summary: "Draws columns of a table, lists or tensors against each other as a figure",
    details: """
      plot curve, x: "alpha", y: ["error", "qd"] draws two columns of a table. plot x: [..], y: [..] draws numbers. Figures given as
      positional arguments are laid into one frame: plot theory, simulation. The figure is a value: the terminal shows it in
      characters, `save` writes it to a file.
      """,
    parameters: [
      Parameter("data", .table, .figure, .history, .tensor, summary: "a table or history; or figures to lay over each other; or y values", default: .absent, arity: .rest),
      Parameter("x", .text, .tensor, summary: "the column or the numbers along x; the table's first without it", default: .absent),
      Parameter("y", .text, .list, .tensor, summary: "the columns or the numbers along y; all other number columns without it", default: .absent),
      Parameter("errors", .text, .list, .tensor, summary: "half-lengths of error bars: columns or numbers, as many as y", default: .absent),
      Parameter("label", .text, .list, summary: "names of the series in the legend", default: .absent),
      Parameter(
        "style", .text, summary: "line, points, or points joined by a line", default: .value(.text("line")),
        choices: ["line", "points", "both"]),
      Parameter("title", .text, summary: "above the figure", default: .absent),
      Parameter("xlabel", .text, summary: "below the x axis; the column's name without it", default: .absent),
      Parameter("ylabel", .text, summary: "beside the y axis", default: .absent),
      Parameter(
        "log", .text, summary: "the axes that are logarithmic", default: .value(.text("none")), choices: ["none", "x", "y", "xy"]),
      Parameter("xlimits", .range, summary: "the part of the x axis shown, as a range", default: .absent),
      Parameter("ylimits", .range, summary: "the part of the y axis shown, as a range", default: .absent),
    ],
    result: "a figure",
    examples: [
      Example("curve = sweep α in 0.2...1 by 0.2 { solve(alpha: α, beta: 20) }\nplot curve, x: \"alpha\", y: [\"error\", \"qd\"]"),
      Example("plot x: [1, 10, 100], y: [1, 2, 3], errors: [0.1, 0.2, 0.3], style: \"points\", log: \"x\""),
      Example("plot x: 1...3, y: [1, 4, 9], style: \"line\", log: \"none\""),
      Example("plot x: 1...3, y: [1, 4, 9], style: \"both\", log: \"y\", ylimits: 1...10"),
      Example("plot plot(x: 1...3, y: [1, 2, 3]), plot(x: 1...3, y: [3, 2, 1]), log: \"xy\", title: \"Two in one\""),
    ],
    seeAlso: ["save", "sweep", "table"]
  ) { arguments, _ in
    let figures = try arguments.list("data").compactMap { value -> Figure? in
      if case .object(let object as FigureObject) = value { object.figure } else { nil }
    }
    if figures.count > 0 {
      guard figures.count == (try arguments.list("data").count) else {
        throw arguments.mistake("data", "plot: figures can only be laid over figures")
      }
      return .object(FigureObject(figure: try overlay(figures, arguments)))
    }
    let series = try PlotData(arguments).series
    let x = Figure.Axis(label: try PlotData(arguments).xLabel, limits: nil)
    let panel = Figure.Panel(x: x, y: Figure.Axis(label: series.count == 1 ? series[0].label : ""), series: series)
    return .object(FigureObject(figure: try decorated(Figure(panels: [panel]), arguments)))
  }

  /// The series of all figures in the first one's frame.
  private static func overlay(_ figures: [Figure], _ arguments: Arguments) throws -> Figure {
    var figure = figures[0]
    for other in figures.dropFirst() {
      guard other.panels.count == figure.panels.count else {
        throw arguments.mistake("data", "plot: the figures have different numbers of panels")
      }
      for index in figure.panels.indices {
        figure.panels[index].series += other.panels[index].series
        if figure.panels[index].y.label != other.panels[index].y.label { figure.panels[index].y.label = "" }
      }
    }
    return try decorated(figure, arguments)
  }

  /// The figure with the titles, labels, scales and limits that were given.
  private static func decorated(_ figure: Figure, _ arguments: Arguments) throws -> Figure {
    var figure = figure
    if arguments.has("title") { figure.title = try arguments.text("title") }
    let log = try arguments.text("log")
    for index in figure.panels.indices {
      if arguments.has("xlabel") { figure.panels[index].x.label = try arguments.text("xlabel") }
      if arguments.has("ylabel") { figure.panels[index].y.label = try arguments.text("ylabel") }
      if log.contains("x") { figure.panels[index].x.scale = .logarithmic }
      if log.contains("y") { figure.panels[index].y.scale = .logarithmic }
      if arguments.has("xlimits") { figure.panels[index].x.limits = try limits("xlimits", arguments) }
      if arguments.has("ylimits") { figure.panels[index].y.limits = try limits("ylimits", arguments) }
    }
    return figure
  }

  private static func limits(_ name: String, _ arguments: Arguments) throws -> ClosedRange<Double> {
    let range = try arguments.range(name)
    guard range.lower < range.upper else {
      throw arguments.mistake(name, "plot: \(name) must run from a smaller to a larger number")
    }
    return range.lower...range.upper
  }
}
