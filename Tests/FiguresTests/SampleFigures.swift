import Display

/// A figure of one panel.
func figure(
  _ series: [Figure.Series], title: String = "", x: Figure.Axis = Figure.Axis(),
  y: Figure.Axis = Figure.Axis()
) -> Figure {
  Figure(title: title, panels: [Figure.Panel(x: x, y: y, series: series)])
}

/// A figure that can always be drawn.
let parabola = figure([Figure.Series(label: "x²", x: [0, 1, 2], y: [0, 1, 4])], title: "Parabola")
