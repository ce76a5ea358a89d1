import Display
import Interpreter
import Testing

@testable import CommandLibrary

@Suite struct FigureCommandTests {
  private func figure(_ code: String) throws -> Figure {
    var trial = Trial()
    trial.run("f = \(code)")
    let value = trial.session.state.globals.assigned.first { $0.name == "f" }?.value
    return try #require(value?.figure, "\(trial.shown)")
  }

  @Test("A style and a colour are for all series, or one for each")
  func looks() throws {
    let all = try figure("plot [[1, 2], [3, 4]], style: \"dashed\", color: \"green\"").panels[0].series
    #expect(all.map(\.style) == [.dashed, .dashed] && all.map(\.colour) == [2, 2])
    let each = try figure("plot [[1, 2], [3, 4]], style: [\"solid\", \"both\"], color: [7, \"blue\"]").panels[
      0
    ].series
    #expect(each.map(\.style) == [.solid, .linePoints] && each.map(\.colour) == [7, 0])
  }

  @Test("Figures keep their looks in one frame, and can be given others there")
  func overlaid() throws {
    let code = "plot(plot([1, 2], style: \"points\"), plot([2, 3], color: 4)"
    #expect(try figure(code + ")").panels[0].series.map(\.style) == [.points, .line])
    #expect(try figure(code + ", color: 1)").panels[0].series.map(\.colour) == [1, 1])
    #expect(try figure(code + ", style: \"dotted\")").panels[0].series.map(\.style) == [.dotted, .dotted])
  }

  @Test("Nothing and nan are gaps")
  func gaps() throws {
    let series = try figure("plot table(x: [1, 2, 3], y: [1, nothing, nan])").panels[0].series
    #expect(series[0].y[0] == 1 && series[0].y[1].isNaN && series[0].y[2].isNaN)
  }

  @Test("The rows of a table find their cells, whatever their order; a missing one is blank")
  func cells() throws {
    let code =
      "heatmap table(b: [2, 1, 2], a: [10, 30, 30], error: [1, 2, 3]), x: \"a\", y: \"b\", value: \"error\""
    let panel = try figure(code).panels[0]
    let heatmap = try #require(panel.heatmap)
    #expect(heatmap.x == [10, 30] && heatmap.y == [1, 2])
    #expect(heatmap.values[0].isNaN && Array(heatmap.values[1...]) == [2, 1, 3])
    #expect([panel.x.label, panel.y.label, heatmap.colours.label] == ["a", "b", "error"])
    #expect(!panel.y.isReversed)
  }

  @Test("A matrix stands as it is printed, unless y is given")
  func matrix() throws {
    let printed = try figure("heatmap [[1, 2, 3], [4, 5, 6]]").panels[0]
    #expect(printed.y.isReversed && printed.heatmap?.x == [0, 1, 2] && printed.heatmap?.y == [0, 1])
    let plane = try figure("heatmap [[1, 2, 3], [4, 5, 6]], x: 1...3, y: [10, 20]").panels[0]
    #expect(!plane.y.isReversed && plane.heatmap?.x == [1, 2, 3] && plane.heatmap?.y == [10, 20])
  }

  @Test("The frame of a heatmap among lines is the heatmap's, with all series in their order")
  func frame() throws {
    let map = "heatmap([[1, 2], [3, 4]], xlabel: \"α\", ylabel: \"β\")"
    let figure = try figure("plot plot([1, 2], label: \"a\"), \(map), plot([2, 1], label: \"b\")")
    #expect(figure.panels[0].heatmap != nil && figure.panels[0].y.label == "β")
    #expect(figure.panels[0].series.map(\.label) == ["a", "b"])
  }

  @Test("Panels take the titles of their figures, and figures of panels are taken apart")
  func panels() throws {
    let figure = try figure(
      "panels(panels(plot([1, 2], title: \"a\"), plot([1, 2])), [plot([1, 2], title: \"c\")], columns: 2)")
    #expect(figure.panels.map(\.title) == ["a", "", "c"] && figure.columns == 2)
  }

  @Test("Figures that differ in anything have different digests")
  func digests() {
    let figures = [
      "plot [1, 2]", "plot [1, 2], color: 0", "plot [1, 2], color: 1", "plot [1, 2], style: \"dashed\"",
      "plot [1, 2], style: \"dotted\"", "plot [1, 2], label: \"a\"", "panels plot([1, 2]), plot([1, 2])",
      "panels plot([1, 2]), plot([1, 2]), columns: 1", "heatmap [[1, 2]]", "heatmap [[1, 3]]",
      "heatmap [[1, 2]], y: [0]",
      "heatmap [[1, 2]], x: [0, 2]", "heatmap [[1, 2]], log: true", "heatmap [[1, 2]], limits: 0...1",
      "heatmap [[1, 2]], label: \"a\"",
    ]
    let digests = figures.map { code in
      var trial = Trial()
      trial.run("f = \(code)")
      return trial.session.state.globals.assigned.first.map { Digest(of: $0.value).bits }
    }
    #expect(Set(digests).count == figures.count && !digests.contains(nil))
  }

  @Test("As JSON a figure says what is in it")
  func json() throws {
    let object = FigureObject(
      figure: try figure(
        "panels heatmap([[1, 2]], label: \"error\"), plot([1, 2], label: \"q\"), title: \"t\""))
    #expect(object.json.text == #"{"title": "t", "panels": 2, "heatmaps": ["error"], "series": ["q"]}"#)
    #expect(object.summary == "figure “t”: error, q")
  }
}
