/// A figure as a value: what is plotted, not how. The terminal draws it in braille, gnuplot as SVG, PNG or PDF.
package struct Figure: Sendable, Hashable {
  package var title: String
  /// Panels from left to right, row by row.
  package var panels: [Panel]
  /// Panels to a row; `nil` leaves it to their number.
  package var columns: Int?

  package init(title: String = "", panels: [Panel], columns: Int? = nil) {
    self.title = title
    self.panels = panels
    self.columns = columns
  }

  /// Panels to a row: those chosen; up to three in one row, four in two, more in rows of three.
  package var columnCount: Int {
    let wanted = columns ?? (panels.count == 4 ? 2 : 3)
    return max(1, min(wanted, panels.count))
  }

  package struct Panel: Sendable, Hashable {
    package var title: String
    package var x: Axis
    package var y: Axis
    /// Colours below the series.
    package var heatmap: Heatmap?
    package var series: [Series]

    package init(
      title: String = "", x: Axis = Axis(), y: Axis = Axis(), heatmap: Heatmap? = nil, series: [Series] = []
    ) {
      self.title = title
      self.x = x
      self.y = y
      self.heatmap = heatmap
      self.series = series
    }
  }

  package struct Axis: Sendable, Hashable {
    package enum Scale: Sendable { case linear, logarithmic }

    package var label: String
    package var scale: Scale
    /// Chosen limits, or `nil` to fit the data.
    package var limits: ClosedRange<Double>?
    /// Whether it runs downwards, or from right to left.
    package var isReversed: Bool

    package init(
      label: String = "", scale: Scale = .linear, limits: ClosedRange<Double>? = nil, isReversed: Bool = false
    ) {
      self.label = label
      self.scale = scale
      self.limits = limits
      self.isReversed = isReversed
    }
  }

  package struct Series: Sendable, Hashable {
    /// The raw values are the words of the language.
    package enum Style: String, Sendable, CaseIterable {
      /// Solid in colour; dashed in its own way where nothing else tells it from others.
      case line
      case solid, dashed, dotted, points
      case linePoints = "both"

      package var hasLine: Bool { self != .points }
      package var hasPoints: Bool { self == .points || self == .linePoints }
    }

    /// Not in the legend where it is empty.
    package var label: String
    package var x: [Double]
    /// What is not a number is a gap in the line.
    package var y: [Double]
    /// Half-lengths of vertical error bars, one per point, or `nil` for none.
    package var errors: [Double]?
    package var style: Style
    /// The number of its colour in the palette, and of the mark of its points; `nil` for the next in turn.
    package var colour: Int?

    package init(
      label: String, x: [Double], y: [Double], errors: [Double]? = nil, style: Style = .line,
      colour: Int? = nil
    ) {
      self.label = label
      self.x = x
      self.y = y
      self.errors = errors
      self.style = style
      self.colour = colour
    }
  }
}

extension Figure.Panel {
  /// The number of each series' look: the one chosen, which takes no turn, or the next.
  package var looks: [Int] {
    var turn = 0
    return series.map { series in
      if let colour = series.colour { return max(0, colour) }
      defer { turn += 1 }
      return turn
    }
  }

  /// Whether dashes are free to tell lines apart; not where one was chosen, and so has a meaning.
  package var hasFreeDashes: Bool {
    !series.contains { [.solid, .dashed, .dotted].contains($0.style) }
  }
}
