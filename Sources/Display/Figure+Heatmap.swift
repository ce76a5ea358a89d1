import Foundation

extension Figure {
  /// Numbers over a plane, each the colour of a cell.
  package struct Heatmap: Sendable, Hashable {
    /// The middles of the columns, ascending.
    package var x: [Double]
    /// The middles of the rows, ascending.
    package var y: [Double]
    /// Row after row, a row for each `y`; the cell of a number without a place on the colours is blank.
    package var values: [Double]
    /// What the colours mean: label, scale and limits.
    package var colours: Axis

    package init(x: [Double], y: [Double], values: [Double], colours: Axis = Axis()) {
      self.x = x
      self.y = y
      self.values = values
      self.colours = colours
    }

    /// The number in a column and a row; nan where there is none.
    package func value(column: Int, row: Int) -> Double {
      let index = row * x.count + column
      return values.indices.contains(index) ? values[index] : .nan
    }
  }
}

extension Figure.Axis {
  /// From where to where the cells with these middles reach: half-way to their neighbours on the axis's own scale, the outer ones as
  /// far to the other side, a single one by a half; `nil` for a cell without a place on the axis.
  package func bands(_ middles: [Double]) -> [ClosedRange<Double>?] {
    let shown = middles.filter(canShow).map { scale == .linear ? $0 : log10($0) }
    guard let first = shown.first, let last = shown.last else { return middles.map { _ in nil } }
    let between = zip(shown, shown.dropFirst()).map { $0 / 2 + $1 / 2 }
    let edges =
      [between.first.map { 2 * first - $0 } ?? first - 0.5] + between
      + [between.last.map { 2 * last - $0 } ?? last + 0.5]
    let limit = Double.greatestFiniteMagnitude
    let places = edges.map { edge in
      scale == .linear
        ? min(max(edge, -limit), limit) : min(max(pow(10, edge), .leastNonzeroMagnitude), limit)
    }
    var index = -1
    return middles.map { middle in
      guard canShow(middle) else { return nil }
      index += 1
      return min(places[index], places[index + 1])...max(places[index], places[index + 1])
    }
  }
}
