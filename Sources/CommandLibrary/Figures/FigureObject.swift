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

  func hash(into sink: inout some ContentSink) { figure.hash(into: &sink) }

  var json: JSONValue {
    .object([
      ("title", .text(figure.title)),
      ("panels", .number(Double(figure.panels.count))),
      ("heatmaps", .array(heatmaps.map { .text($0.colours.label) })),
      ("series", .array(labels.map(JSONValue.text))),
    ])
  }
}
