extension Figure.Series {
  /// The points of a series, made of its columns one by one: there may be millions.
  package struct Points: RandomAccessCollection {
    fileprivate let series: Figure.Series

    package var startIndex: Int { 0 }
    package var endIndex: Int { series.count }

    package subscript(index: Int) -> (x: Double, y: Double, error: Double?) { series.point(index) }
  }

  /// The points in order.
  package var points: Points { Points(series: self) }

  /// How many points there are: as many as the shortest of the columns.
  package var count: Int { min(x.count, y.count) }

  /// The point of that number, below `count`; an error bar is nonnegative or absent.
  package func point(_ index: Int) -> (x: Double, y: Double, error: Double?) {
    let error = errors.flatMap { $0.indices.contains(index) && $0[index].isFinite ? $0[index] : nil }
    return (x[index], y[index], error.map(abs))
  }
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
