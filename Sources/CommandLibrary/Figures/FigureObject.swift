import Display
import Interpreter

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

  var json: JSONValue {
    .object([
      ("title", .text(figure.title)),
      ("panels", .number(Double(figure.panels.count))),
      ("series", .array(figure.panels.flatMap(\.series).map { .text($0.label) })),
    ])
  }
}
