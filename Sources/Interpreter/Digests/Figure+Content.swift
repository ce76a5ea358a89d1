import Display
import Tensors

extension Figure {
  /// All that is plotted, and how.
  package func hash(into sink: inout some ContentSink) {
    sink.combine(title)
    sink.combine(columns ?? 0)
    sink.combine(panels.count)
    for panel in panels {
      sink.combine(panel.title)
      sink.part("x") { panel.x.hash(into: &$0) }
      sink.part("y") { panel.y.hash(into: &$0) }
      sink.combine(panel.heatmap == nil ? 0 : 1)
      if let heatmap = panel.heatmap { sink.part("heatmap") { heatmap.hash(into: &$0) } }
      sink.combine(panel.series.count)
      for series in panel.series {
        sink.combine(series.label)
        sink.combine(series.style.rawValue)
        sink.combine(series.colour ?? -1)
        sink.part("x") { $0.combine(elements: series.x) }
        sink.part("y") { $0.combine(elements: series.y) }
        sink.combine(series.errors == nil ? 0 : 1)
        if let errors = series.errors { sink.part("errors") { $0.combine(elements: errors) } }
      }
    }
  }
}

extension Figure.Axis {
  fileprivate func hash(into sink: inout some ContentSink) {
    sink.combine(label)
    sink.combine(scale == .linear ? 0 : 1)
    sink.combine(isReversed ? 1 : 0)
    sink.combine(elements: limits.map { [$0.lowerBound, $0.upperBound] } ?? [])
  }
}

extension Figure.Heatmap {
  fileprivate func hash(into sink: inout some ContentSink) {
    sink.part("colours") { colours.hash(into: &$0) }
    sink.part("x") { $0.combine(elements: x) }
    sink.part("y") { $0.combine(elements: y) }
    sink.part("values") { $0.combine(elements: values) }
  }
}
