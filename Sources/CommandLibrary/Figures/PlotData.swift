import Display
import Interpreter

/// What `plot` was given, as series.
struct PlotData {
  let series: [Figure.Series]
  let xLabel: String

  init(_ arguments: Arguments, in context: CommandContext) throws {
    let data = try DataColumns(
      arguments, to: "draw",
      several: "several columns: y: [\"a\", \"b\"]; several figures: plot(…), plot(…)", in: context)
    let labels = try PlotLabels(arguments).labels
    xLabel = data.x.name
    series = data.y.enumerated().map { index, column in
      Figure.Series(
        label: labels.indices.contains(index) ? labels[index] : column.name, x: data.x.values,
        y: column.values, errors: data.errors.indices.contains(index) ? data.errors[index].values : nil)
    }
  }
}

/// The names of series that `label` gives.
struct PlotLabels {
  let labels: [String]

  init(_ arguments: Arguments) throws {
    guard let value = arguments.value("label") else {
      labels = []
      return
    }
    guard let texts = value.texts else {
      throw arguments.diagnostic("label", "plot: label: expected texts, found \(value.described)")
    }
    labels = texts
  }
}
