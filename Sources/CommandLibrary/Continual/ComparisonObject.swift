import Display
import Interpreter
import Learning

/// Results side by side: those of one label are runs of the same, with other random numbers.
struct ComparisonObject: SessionObject {
  /// The mean of some numbers and its standard error, which takes two of them.
  private struct Estimate {
    let mean: Double
    let error: Double?

    /// `nil` where a number is missing.
    init?(_ numbers: [Double?]) {
      let values = numbers.compactMap(\.self)
      guard values.count == numbers.count, !values.isEmpty else { return nil }
      let count = Double(values.count)
      let mean = values.reduce(0, +) / count
      self.mean = mean
      let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
      error = values.count > 1 ? (squares / (count * (count - 1))).squareRoot() : nil
    }
  }

  private struct Group {
    let label: String
    let isJoint: Bool
    let results: [LearnedObject]

    /// The training after which the tasks up to number `task` are learned.
    func training(of task: Int) -> Int { isJoint ? 0 : task }

    func estimate(_ number: (AccuracyMatrix) -> Double?) -> Estimate? {
      Estimate(results.map { number($0.course.accuracies) })
    }

    func estimate(_ metric: Metric) -> Estimate? { estimate(metric.value) }

    var seconds: Double {
      results.reduce(0) { $0 + $1.course.seconds.reduce(0, +) } / Double(results.count)
    }
  }

  private let groups: [Group]

  /// Results of equally many tasks.
  init(_ results: [LearnedObject]) {
    var groups: [Group] = []
    for result in results {
      let (label, isJoint) = (result.label, result.course.accuracies.isJoint)
      guard !groups.contains(where: { $0.label == label && $0.isJoint == isJoint }) else { continue }
      let runs = results.filter { $0.label == label && $0.course.accuracies.isJoint == isJoint }
      groups.append(Group(label: label, isJoint: isJoint, results: runs))
    }
    self.groups = groups
  }

  var kind: Kind { .result }

  var fieldNames: [String] { ["table", "figure"] }

  func field(_ name: String) -> Value? {
    switch name {
    case "table": .table(table)
    case "figure": .object(FigureObject(figure: figure))
    default: nil
    }
  }

  func role(ofField name: String) -> FieldRole { name == "table" ? .time : .result }

  /// Means and standard errors as numbers.
  private var table: Table {
    let estimates = Metric.allCases.flatMap { metric in
      let estimates = groups.map { $0.estimate(metric) }
      return [
        Table.Column(name: metric.rawValue, values: estimates.map { .optional($0?.mean) }),
        Table.Column(name: metric.rawValue + "Error", values: estimates.map { .optional($0?.error) }),
      ]
    }
    return Table(
      [
        Table.Column(name: "label", values: groups.map { .text($0.label) }),
        Table.Column(name: "runs", numbers: groups.map { Double($0.results.count) }),
      ] + estimates + [Table.Column(name: timeColumn, numbers: groups.map(\.seconds))])
  }

  /// The mean accuracy on the tasks learned so far, against their number.
  private var figure: Figure {
    let taskCount = groups.first?.results.first?.taskNames.count ?? 0
    let series = groups.map { group in
      let tasks = group.isJoint ? [taskCount - 1] : Array(0..<taskCount)
      let points = tasks.map { task in
        group.estimate { matrix in
          matrix.accuracies[group.training(of: task)][...task].reduce(0, +) / Double(task + 1)
        }
      }
      return Figure.Series(
        label: group.label, x: tasks.map { Double($0 + 1) }, y: points.map { $0?.mean ?? .nan },
        errors: points.map { $0?.error ?? .nan }, style: group.isJoint ? .points : .linePoints)
    }
    return Figure(panels: [
      Figure.Panel(
        x: Figure.Axis(label: "tasks learned"), y: Figure.Axis(label: "mean accuracy on these tasks"),
        series: series)
    ])
  }

  var summary: String { "comparison of \(groups.map(\.label).joined(separator: ", "))" }

  func show() -> [DisplayBlock] {
    func cell(_ estimate: Estimate?) -> StyledText {
      guard let estimate else { return StyledText("–", .muted) }
      let number = StyledText(NumberFormat.fixed(estimate.mean, decimals: 4), .number)
      guard let error = estimate.error else { return number }
      return number + StyledText(" ± " + NumberFormat.fixed(error, decimals: 4), .muted)
    }
    let columns =
      [
        DisplayTable.Column(
          title: "", alignment: .leading, cells: groups.map { StyledText($0.label, .name) }),
        DisplayTable.Column(
          title: "runs", cells: groups.map { StyledText(String($0.results.count), .number) }),
      ]
      + Metric.allCases.map { metric in
        DisplayTable.Column(title: metric.rawValue, cells: groups.map { cell($0.estimate(metric)) })
      } + [
        DisplayTable.Column(
          title: "seconds",
          cells: groups.map { StyledText(NumberFormat.fixed($0.seconds, decimals: 1), .timing) })
      ]
    return [.table(DisplayTable(columns: columns)), .figure(figure)]
  }
}

extension Value {
  fileprivate static func optional(_ number: Double?) -> Value { number.map(Value.number) ?? .nothing }
}
