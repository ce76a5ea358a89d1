import Display
import Execution

/// What names the series of a panel, and where it stands: at a side or corner of the axes that no series enters, else below them.
struct Legend {
  /// The name of each series, or `nil` for one that is not listed.
  let labels: [String?]
  /// `nil` for below the axes.
  let place: Place?
  /// Entries below each other; the rest stands beside them.
  private let rows: Int

  enum Place: String, CaseIterable {
    case topRight = "top right"
    case topLeft = "top left"
    case bottomRight = "bottom right"
    case bottomLeft = "bottom left"
    case right = "center right"
    case left = "center left"
    case top = "center top"
    case bottom = "center bottom"
  }

  /// Throws `Interruption`.
  init(of panel: Figure.Panel, axes: Size, in work: Work = .alone) throws {
    // The only series needs no name that the axis bears already.
    let isSaid = panel.series.count == 1 && panel.series[0].label == panel.y.label
    labels = panel.series.map { $0.label.isEmpty || isSaid ? nil : $0.label }
    let names = labels.compactMap(\.self)
    let entry = Self.width(names)
    let columns = max(1, Int((Double(axes.width) / entry).rounded(.down)))
    rows = (names.count + columns - 1) / columns
    let size: SIMD2<Double> = [
      entry / Double(axes.width), (Self.line * Double(names.count) + 12) / Double(axes.height),
    ]
    // Over a heatmap nothing can be read, and without names there is nothing to place.
    var free =
      panel.heatmap != nil || names.isEmpty
      ? [] : Place.allCases.map { (place: $0, box: Box(of: size, at: $0)) }
    for series in panel.series where !free.isEmpty {
      try Self.forEachSegment(of: series, in: panel, work) { start, end in
        free.removeAll { $0.box.meets(start, end) }
      }
    }
    place = free.first?.place
  }

  var isEmpty: Bool { labels.allSatisfy { $0 == nil } }

  func line(in frame: Frame, on page: Size) -> String {
    if isEmpty { return "unset key" }
    if let place { return "set key inside \(place.rawValue) vertical maxrows auto" }
    let middle = frame.place(frame.size.width / 2, frame.size.height + frame.depth, on: page)
    return "set key at \(middle) center top vertical maxrows \(rows)"
  }

  /// What the page must be higher by.
  var heightBelow: Int { isEmpty || place != nil ? 0 : Int(Self.line * Double(rows)) + 8 }

  // MARK: Room

  /// From one entry to the next, in dots.
  private static let line = 26.5

  /// Of the longest name with the sample of line before it, in dots.
  private static func width(_ labels: [String]) -> Double {
    8.5 * Double(labels.map(\.count).max() ?? 0) + 70
  }

  /// The lines, error bars and points of a series, in fractions of the axes.
  private static func forEachSegment(
    of series: Figure.Series, in panel: Figure.Panel, _ work: Work,
    _ body: (SIMD2<Double>, SIMD2<Double>) -> Void
  ) throws(Interruption) {
    let (x, y) = (AxisPosition(panel.x, panel.xRange), AxisPosition(panel.y, panel.yRange))
    func place(_ across: Double, _ up: Double) -> SIMD2<Double>? {
      guard let across = x(across), let up = y(up) else { return nil }
      return [across, up]
    }
    var previous: SIMD2<Double>?
    for index in 0..<series.count {
      try work.checkpoint()
      let point = series.point(index)
      let here = place(point.x, point.y)
      if let here {
        let error = point.error ?? 0
        body(place(point.x, point.y - error) ?? here, place(point.x, point.y + error) ?? here)
        if let previous, series.style.hasLine { body(previous, here) }
      }
      previous = here
    }
  }
}

/// A rectangle at a side or in a corner of the unit square.
private struct Box {
  private let lower: SIMD2<Double>
  private let upper: SIMD2<Double>

  init(of size: SIMD2<Double>, at place: Legend.Place) {
    let room = 1 - size
    lower =
      switch place {
      case .topRight: room
      case .topLeft: [0, room.y]
      case .bottomRight: [room.x, 0]
      case .bottomLeft: [0, 0]
      case .right: [room.x, room.y / 2]
      case .left: [0, room.y / 2]
      case .top: [room.x / 2, room.y]
      case .bottom: [room.x / 2, 0]
      }
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
