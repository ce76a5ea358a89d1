import Display
import Interpreter
import Tensors

/// A figure as a value of the language.
struct FigureObject: SessionObject {
  let figure: Figure

  var kind: Kind { .figure }

  var fieldNames: [String] { ["title", "series"] }

  private var labels: [String] { figure.panels.flatMap(\.series).map(\.label) }

  private var heatmaps: [Figure.Heatmap] { figure.panels.compactMap(\.heatmap) }

  func field(_ name: String) -> Value? {
    switch name {
    case "title": .text(figure.title)
    case "series": .list(labels.map(Value.text))
    default: nil
    }
  }

  var summary: String {
    let names = (heatmaps.map(\.colours.label) + labels).filter { !$0.isEmpty }.joined(separator: ", ")
    return "figure" + (figure.title.isEmpty ? "" : " “\(figure.title)”")
      + (names.isEmpty ? "" : ": \(names)")
  }

  func show() -> [DisplayBlock] { [.figure(figure)] }

  func hash(into hasher: inout BitHasher) {
    hasher.combine(figure.title)
    hasher.combine(figure.columns ?? 0)
    for panel in figure.panels {
      hasher.combine(panel.title)
      for axis in [panel.x, panel.y] { hash(axis, into: &hasher) }
      if let heatmap = panel.heatmap {
        hash(heatmap.colours, into: &hasher)
        for numbers in [heatmap.x, heatmap.y, heatmap.values] { hasher.combine(elements: numbers) }
      }
      hasher.combine(panel.series.count)
      for series in panel.series {
        hasher.combine(series.label)
        hasher.combine(series.style.rawValue)
        hasher.combine(series.colour ?? -1)
        hasher.combine(elements: series.x)
        hasher.combine(elements: series.y)
        hasher.combine(elements: series.errors ?? [])
      }
    }
  }

  private func hash(_ axis: Figure.Axis, into hasher: inout BitHasher) {
    hasher.combine(axis.label)
    hasher.combine(axis.scale == .linear ? 0 : 1)
    hasher.combine(axis.isReversed ? 1 : 0)
    hasher.combine(elements: axis.limits.map { [$0.lowerBound, $0.upperBound] } ?? [])
  }

  var json: JSONValue {
    .object([
      ("title", .text(figure.title)),
      ("panels", .number(Double(figure.panels.count))),
      ("heatmaps", .array(heatmaps.map { .text($0.colours.label) })),
      ("series", .array(labels.map(JSONValue.text))),
    ])
  }
}
