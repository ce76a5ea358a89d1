import Display
import Execution
import Language
import RandomStreams

/// The points of a sweep: every combination of the variables' values, the last one running fastest.
struct Sweep: Sendable {
  let names: [String]
  let axes: [[Value]]
  /// A function of the variables.
  let body: UserFunction
  let source: SourceText
  let span: Span

  private static let largestCount = 1_000_000

  /// What one point gave: its columns, what it printed, and what it said about its running.
  private struct Point: Sendable {
    let fields: [(name: String, value: Value)]
    let shown, noted: [DisplayBlock]
  }

  /// The table, as it was made before or made now.
  func value(in evaluator: Evaluator) throws -> Value {
    try evaluator.reusing("sweep") { key in
      for (name, axis) in zip(names, axes) {
        key.add(name)
        key.add(.list(axis))
      }
      key.add(.function(.user(body)))
      key.addStream()
    } _: {
      .table(try table(in: evaluator))
    }
  }

  /// Runs all points on all cores. Each sees the session as it was and draws from its own streams, so the
  /// table does not depend on the number of threads.
  private func table(in evaluator: Evaluator) throws -> Table {
    let count = axes.reduce(1.0) { $0 * Double($1.count) }
    guard count <= Double(Self.largestCount) else {
      throw Diagnostic.sweep("a sweep has at most \(Self.largestCount) points")
    }
    let (session, globals, commands) = (evaluator.bare, evaluator.globals, evaluator.commands)
    let (key, keepsFiles) = (evaluator.sweepKey(), evaluator.keepsFiles)
    let points = try evaluator.work.map(Int(count), label: "sweep") { index, work in
      var (shown, noted): ([DisplayBlock], [DisplayBlock]) = ([], [])
      let inner = Evaluator(session, globals: globals, commands: commands, work: work, path: key.child(index))
      {
        shown += $0
      }
      inner.note = { noted += $0 }
      inner.keepsFiles = keepsFiles
      return Point(fields: try point(index, in: inner), shown: shown, noted: noted)
    }
    for point in points where !point.noted.isEmpty { evaluator.note(point.noted) }
    for point in points where !point.shown.isEmpty { evaluator.show(point.shown) }
    return assemble(points)
  }

  private func coordinates(_ index: Int) -> [Value] {
    var rest = index
    var values: [Value] = []
    for axis in axes.reversed() {
      values.append(axis[rest % axis.count])
      rest /= axis.count
    }
    return values.reversed()
  }

  private func point(_ index: Int, in evaluator: Evaluator) throws -> [(name: String, value: Value)] {
    let frame = Frame(evaluator: evaluator, function: body)
    let values = coordinates(index)
    for (slot, value) in values.enumerated() { frame.slots[slot] = value }
    do { return try fields(of: try evaluator.run(body, frame)) } catch {
      let place = zip(names, values).map { "\($0) = \($1.summary)" }.joined(separator: ", ")
      throw evaluator.noting(error, callOf: "the sweep at \(place)", at: span, in: source)
    }
  }

  /// The scalar fields of a record or object; a plain value is the field `value`.
  private func fields(of result: Value) throws -> [(name: String, value: Value)] {
    switch result {
    case .number, .boolean, .text: return [(names.contains("value") ? "result" : "value", result)]
    case .record(let record): return record.fields.map { ($0.name, $0.value) }.filter { isColumn($0.0, $0.1) }
    case .object(let object):
      return object.fieldNames.compactMap { name in object.field(name).map { (name, $0) } }
        .filter { isColumn($0.0, $0.1) }
    default:
      throw Diagnostic.sweep(
        "the body of a sweep gave \(result.described)",
        help: "its last statement must give a number, a record or a solution")
    }
  }

  /// A field becomes a column where it is scalar and no variable of the sweep has its name.
  private func isColumn(_ name: String, _ value: Value) -> Bool {
    value.isScalar && name != timingField && !names.contains { GreekNames.match($0, name) }
  }

  /// The variables, then every field that some point has, in the order in which they first appear.
  private func assemble(_ points: [Point]) -> Table {
    let places = points.indices.map(coordinates)
    let variables = names.enumerated().map { axis, name in
      Table.Column(name: name, values: places.map { $0[axis] })
    }
    var order: [String] = []
    var columns: [String: [Value]] = [:]
    for (row, point) in points.enumerated() {
      for (name, value) in point.fields {
        if columns[name] == nil {
          order.append(name)
          columns[name] = Array(repeating: .nothing, count: points.count)
        }
        columns[name]?[row] = value
      }
    }
    return Table(variables + order.map { Table.Column(name: $0, values: columns[$0] ?? []) })
  }
}
