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

  /// What one point gave: its rows, what it printed, and what it said about its running.
  fileprivate struct Point: Sendable {
    let rows: Rows
    var shown: [DisplayBlock] = []
    var times: MeasuredTimes?
    var noted: [DisplayBlock] = []
    /// Where it was taken from, if it was computed before.
    var entry: ResultStore.Entry?
  }

  /// The rows of the table that belong to one point, without the variables: a row, or those of a table.
  fileprivate struct Rows: Sendable {
    let count: Int
    let columns: [Table.Column]
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
    } _: { parts in
      .table(try table(in: evaluator, parts: parts))
    }
  }

  /// Runs all points on all cores. Each sees the session as it was and draws from its own streams, so the
  /// table does not depend on the number of threads. Points that took long are kept while others are missing.
  private func table(in evaluator: Evaluator, parts: ResultStore?) throws -> Table {
    let count = axes.reduce(1.0) { $0 * Double($1.count) }
    guard count <= Double(Self.largestCount) else {
      throw Diagnostic.sweep("a sweep has at most \(Self.largestCount) points")
    }
    let (session, globals, commands) = (evaluator.bare, evaluator.globals, evaluator.commands)
    let (key, keepsFiles) = (evaluator.sweepKey(), evaluator.keepsFiles)
    let times = evaluator.times.fresh
    let keptParts = parts.flatMap { $0.hasFolder ? $0 : nil }
    let points = try evaluator.work.map(Int(count), label: "sweep") { index, work in
      if let point = keptParts?.entry(UInt64(index)).flatMap(Point.init(kept:)) { return point }
      let beginning = ContinuousClock.now
      var (shown, noted): ([DisplayBlock], [DisplayBlock]) = ([], [])
      let inner = Evaluator(session, globals: globals, commands: commands, work: work, path: key.child(index))
      {
        shown += $0
      }
      inner.note = { noted += $0 }
      inner.inform = { noted += $0 }
      inner.times = times
      inner.keepsFiles = keepsFiles
      let rows = try rows(index, in: inner)
      let seconds = (ContinuousClock.now - beginning) / .seconds(1)
      let point = Point(rows: rows, shown: shown, times: inner.times.readOrNil, noted: noted)
      if let parts, seconds >= parts.leastSeconds, let entry = point.entry(seconds: seconds) {
        parts.keep(entry, UInt64(index), in: work)
      }
      return point
    }
    for point in points {
      if let entry = point.entry { evaluator.reuse.add(entry) }
      if let times = point.times { evaluator.times.add(times) }
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

  private func rows(_ index: Int, in evaluator: Evaluator) throws -> Rows {
    let values = coordinates(index)
    do {
      let frame = Frame(of: body, calledFrom: Frame(evaluator: evaluator))
      defer { frame.end(of: body) }
      for (slot, value) in values.enumerated() { frame.slots[slot] = value }
      return try rows(of: try evaluator.run(body, frame, given: values.count))
    } catch {
      let place = zip(names, values).map { "\($0) = \($1.summary)" }.joined(separator: ", ")
      throw evaluator.noting(error, callOf: "the sweep at \(place)", at: span, in: source)
    }
  }

  /// The scalar fields of a record or object, the field `value` for a plain value, or all rows of a table.
  private func rows(of result: Value) throws -> Rows {
    switch result {
    case .number, .boolean, .text: return row([(names.contains("value") ? "result" : "value", result)])
    case .record(let record): return row(record.fields.map { ($0.name, $0.value) })
    case .object(let object):
      return row(object.fieldNames.compactMap { name in object.field(name).map { (name, $0) } })
    case .table(let table):
      return Rows(count: table.rowCount, columns: table.columns.filter { !isLeftOut($0.name) })
    default:
      throw Diagnostic.sweep(
        "the body of a sweep gave \(result.described)",
        help: "its last statement must give a number, a record, a solution or a table")
    }
  }

  private func row(_ fields: [(name: String, value: Value)]) -> Rows {
    let columns = fields.filter { $0.value.isScalar && !isLeftOut($0.name) }
    return Rows(count: 1, columns: columns.map { Table.Column(name: $0.name, values: [$0.value]) })
  }

  /// Whether a field has the name of a variable of the sweep, or differs from run to run.
  private func isLeftOut(_ name: String) -> Bool {
    name == timeColumn || names.contains { GreekNames.match($0, name) }
  }

  /// The variables, then every field that some point has, in the order in which they first appear.
  private func assemble(_ points: [Point]) -> Table {
    let places = points.indices.flatMap { index in
      Array(repeating: coordinates(index), count: points[index].rows.count)
    }
    let variables = names.enumerated().map { axis, name in
      Table.Column(name: name, values: places.map { $0[axis] })
    }
    var order: [String] = []
    var columns: [String: [Value]] = [:]
    var start = 0
    for point in points {
      for column in point.rows.columns {
        if columns[column.name] == nil {
          order.append(column.name)
          columns[column.name] = Array(repeating: .nothing, count: places.count)
        }
        columns[column.name]?.replaceSubrange(start..<start + point.rows.count, with: column.values)
      }
      start += point.rows.count
    }
    return Table(variables + order.map { Table.Column(name: $0, values: columns[$0] ?? []) })
  }
}

extension Sweep.Point {
  fileprivate init?(kept entry: ResultStore.Entry) {
    guard case .table(let table) = entry.result else { return nil }
    self.init(rows: .init(count: table.rowCount, columns: table.columns), entry: entry)
  }

  /// What is kept of a point; `nil` where its rows are not all that it did.
  fileprivate func entry(seconds: Double) -> ResultStore.Entry? {
    guard shown.isEmpty, noted.isEmpty, times == nil, !rows.columns.isEmpty else { return nil }
    return .init(
      label: "points of a sweep", seconds: seconds, draws: 0,
      result: .table(Table(rows.columns)), variable: nil)
  }
}
