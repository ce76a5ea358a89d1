import Display
import Interpreter

extension Command {
  static let panels = Command(
    "panels", group: .figures,
    summary: "Puts figures beside each other as the panels of one",
    details: """
      The axes of all panels are equally large and stand in line, whatever their labels and legends need. A figure's title becomes
      that of its panel. plot draws figures into one frame instead.
      """,
    parameters: [
      Parameter("figures", .figure, .list, summary: "figures, or lists of them", arity: .rest),
      Parameter(
        "columns", .number,
        summary: "panels to a row; all of up to three, two of four, three of more without it",
        default: .absent, domain: .integers(1, 100)),
      Parameter("title", .text, summary: "above all panels", default: .absent),
    ],
    result: "a figure",
    examples: [
      Example(
        "a = plot 1...3, [1, 4, 9], label: \"squares\"\nb = plot 1...3, [1, 8, 27], label: \"cubes\"\npanels(a, b).series",
        gives: "[\"squares\", \"cubes\"]"),
      Example(
        "powers = []\nfor k in 1...4 { append powers, plot(1...9, (1...9) ^ k, title: \"x^\\(k)\", log: \"y\") }\npanels powers, columns: 2, title: \"Powers\""
      ),
    ],
    seeAlso: ["plot", "heatmap", "save"]
  ) { arguments, _ in
    let values = try arguments.list("figures").flatMap { value in
      if case .list(let values) = value { values } else { [value] }
    }
    let panels = try values.flatMap { value -> [Figure.Panel] in
      guard let figure = value.figure else {
        throw arguments.diagnostic("figures", "panels: expected figures, found \(value.described)")
      }
      var panels = figure.panels
      if panels.count == 1, panels[0].title.isEmpty { panels[0].title = figure.title }
      return panels
    }
    guard !panels.isEmpty else {
      throw arguments.diagnostic(
        "figures", "panels: there are no figures", help: "plot and heatmap give them")
    }
    let columns = arguments.has("columns") ? try arguments.integer("columns") : nil
    let title = arguments.has("title") ? try arguments.text("title") : ""
    return .object(FigureObject(figure: Figure(title: title, panels: panels, columns: columns)))
  }
}
