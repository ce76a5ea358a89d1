extension Figure.Series {
  /// The points of a series, made of its columns one by one: there may be millions.
  package struct Points: RandomAccessCollection {
    fileprivate let series: Figure.Series

    package var startIndex: Int { 0 }
    /// As many as the shortest of the columns.
    package var endIndex: Int { Swift.min(series.x.count, series.y.count) }

    /// An error bar is nonnegative or absent.
    package subscript(index: Int) -> (x: Double, y: Double, error: Double?) {
      let error = series.errors.flatMap { $0.indices.contains(index) && $0[index].isFinite ? $0[index] : nil }
      return (series.x[index], series.y[index], error.map(abs))
    }
  }

  /// The points in order.
  package var points: Points { Points(series: self) }
}

/// The least and the greatest of some numbers.
struct Span {
  private(set) var least: Double?
  private(set) var greatest: Double?

  init() {}

  init(of numbers: [Double]) { for number in numbers { add(number) } }

  mutating func add(_ number: Double) {
    least = least.map { min($0, number) } ?? number
    greatest = greatest.map { max($0, number) } ?? number
  }
}
