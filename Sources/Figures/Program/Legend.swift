import Display
import Foundation

/// What names the series of a panel, and where it stands: in a corner that no series enters, else to the right of the axes.
struct Legend {
  /// The name of each series, or `nil` for one that is not listed.
  let labels: [String?]
  let corner: Corner?

  enum Corner: String, CaseIterable {
    case topRight = "top right"
    case topLeft = "top left"
    case bottomRight = "bottom right"
    case bottomLeft = "bottom left"
  }

  /// `width` is the panel's, in dots.
  init(of panel: Figure.Panel, width: Int) {
    // The only series needs no name that the axis bears already.
    let isSaid = panel.series.count == 1 && panel.series[0].label == panel.y.label
    labels = panel.series.map { $0.label.isEmpty || isSaid ? nil : $0.label }
    let size = Self.size(labels.compactMap(\.self), panelWidth: Double(width))
    let segments = Self.segments(of: panel)
    corner = Corner.allCases.first { corner in
      let box = Box(of: size, in: corner)
      return !segments.contains { box.meets($0.0, $0.1) }
    }
  }

  var isEmpty: Bool { labels.allSatisfy { $0 == nil } }

  var line: String {
    isEmpty ? "unset key" : corner.map { "set key inside \($0.rawValue)" } ?? "set key outside right top"
  }

  /// What the page must be wider by, in its own dots.
  var outsideWidth: Int { isEmpty || corner != nil ? 0 : Int(Self.width(labels.compactMap(\.self))) }

  // MARK: Room

  /// Of a letter 14 dots high, a generous mean; and of the sample of line before it.
  private static func width(_ labels: [String]) -> Double {
    8.5 * Double(labels.map(\.count).max() ?? 0) + 70
  }

  /// As a fraction of the axes, which are some 100 dots narrower than the panel and 310 high.
  private static func size(_ labels: [String], panelWidth: Double) -> SIMD2<Double> {
    [width(labels) / (panelWidth - 100), (26 * Double(labels.count) + 12) / 310]
  }

  /// The lines, error bars and points of all series, in fractions of the axes.
  private static func segments(of panel: Figure.Panel) -> [(SIMD2<Double>, SIMD2<Double>)] {
    let (xRange, yRange) = (panel.xRange, panel.yRange)
    func place(_ x: Double, _ y: Double) -> SIMD2<Double>? {
      guard panel.canShow(x, y) else { return nil }
      return [panel.x.fraction(x, of: xRange), panel.y.fraction(y, of: yRange)]
    }
    return panel.series.flatMap { series in
      var previous: SIMD2<Double>?
      return series.points.flatMap { point in
        guard let here = place(point.x, point.y) else {
          previous = nil
          return [(SIMD2<Double>, SIMD2<Double>)]()
        }
        let error = point.error ?? 0
        let bar = (place(point.x, point.y - error) ?? here, place(point.x, point.y + error) ?? here)
        let line = series.style == .points ? nil : previous.map { ($0, here) }
        previous = here
        return [bar] + (line.map { [$0] } ?? [])
      }
    }
  }
}

extension Figure.Axis {
  fileprivate func fraction(_ value: Double, of range: ClosedRange<Double>) -> Double {
    let scaled = [value, range.lowerBound, range.upperBound].map { scale == .linear ? $0 : log10($0) }
    return (scaled[0] - scaled[1]) / (scaled[2] - scaled[1])
  }
}

/// A rectangle in a corner of the unit square.
private struct Box {
  private let lower: SIMD2<Double>
  private let upper: SIMD2<Double>

  init(of size: SIMD2<Double>, in corner: Legend.Corner) {
    let isRight = corner == .topRight || corner == .bottomRight
    let isTop = corner == .topRight || corner == .topLeft
    lower = [isRight ? 1 - size.x : 0, isTop ? 1 - size.y : 0]
    upper = lower + size
  }

  /// Whether the segment from `a` to `b` enters the rectangle: Liang and Barsky's clipping leaves something of it.
  func meets(_ a: SIMD2<Double>, _ b: SIMD2<Double>) -> Bool {
    var (entry, exit) = (0.0, 1.0)
    for side in 0..<2 {
      let step = b[side] - a[side]
      guard step != 0 else {
        if a[side] < lower[side] || a[side] > upper[side] { return false }
        continue
      }
      let crossings = [(lower[side] - a[side]) / step, (upper[side] - a[side]) / step]
      entry = max(entry, min(crossings[0], crossings[1]))
      exit = min(exit, max(crossings[0], crossings[1]))
    }
    return entry <= exit
  }
}
