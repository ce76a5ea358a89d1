import Display
import Interpreter
import Tensors

/// A figure as a value of the language.
struct FigureObject: SessionObject {
  let figure: Figure

  var kind: Kind { .figure }

  var fieldNames: [String] { ["title", "series"] }

  func field(_ name: String) -> Value? {
    switch name {
    case "title": .text(figure.title)
    case "series": .list(figure.panels.flatMap(\.series).map { .text($0.label) })
    default: nil
    }
  }

  var summary: String {
    let labels = figure.panels.flatMap(\.series).map(\.label).joined(separator: ", ")
    return "figure" + (figure.title.isEmpty ? "" : " “\(figure.title)”")
      + (labels.isEmpty ? "" : ": \(labels)")
  }

  func show() -> [DisplayBlock] { [.figure(figure)] }

  func hash(into hasher: inout BitHasher) {
    hasher.combine(figure.title)
    for panel in figure.panels {
      hasher.combine(panel.title)
      for axis in [panel.x, panel.y] {
        hasher.combine(axis.label)
        hasher.combine(axis.scale == .linear ? 0 : 1)
        hasher.combine(elements: axis.limits.map { [$0.lowerBound, $0.upperBound] } ?? [])
      }
      for series in panel.series {
        hasher.combine(series.label)
        hasher.combine("\(series.style)")
        hasher.combine(elements: series.x)
        hasher.combine(elements: series.y)
        hasher.combine(elements: series.errors ?? [])
      }
    }
  }

  var json: JSONValue {
    .object([
      ("title", .text(figure.title)),
      ("panels", .number(Double(figure.panels.count))),
      ("series", .array(figure.panels.flatMap(\.series).map { .text($0.label) })),
    ])
  }
}
