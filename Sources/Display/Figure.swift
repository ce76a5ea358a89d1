/// A figure as a value: what is plotted, not how. The terminal draws it in braille, gnuplot as SVG, PNG or PDF.
package struct Figure: Sendable, Hashable {
  package var title: String
  /// Panels from left to right.
  package var panels: [Panel]

  package init(title: String = "", panels: [Panel]) {
    self.title = title
    self.panels = panels
  }

  package struct Panel: Sendable, Hashable {
    package var title: String
    package var x: Axis
    package var y: Axis
    package var series: [Series]

    package init(title: String = "", x: Axis = Axis(), y: Axis = Axis(), series: [Series]) {
      self.title = title
      self.x = x
      self.y = y
      self.series = series
    }
  }

  package struct Axis: Sendable, Hashable {
    package enum Scale: Sendable { case linear, logarithmic }

    package var label: String
    package var scale: Scale
    /// Chosen limits, or `nil` to fit the data.
    package var limits: ClosedRange<Double>?

    package init(label: String = "", scale: Scale = .linear, limits: ClosedRange<Double>? = nil) {
      self.label = label
      self.scale = scale
      self.limits = limits
    }
  }

  package struct Series: Sendable, Hashable {
    package enum Style: Sendable { case line, points, linePoints }

    package var label: String
    package var x: [Double]
    package var y: [Double]
    /// Half-lengths of vertical error bars, one per point, or `nil` for none.
    package var errors: [Double]?
    package var style: Style

    package init(label: String, x: [Double], y: [Double], errors: [Double]? = nil, style: Style = .line) {
      self.label = label
      self.x = x
      self.y = y
      self.errors = errors
      self.style = style
    }
  }
}
