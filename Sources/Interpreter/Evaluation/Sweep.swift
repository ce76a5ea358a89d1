import Display
import Execution
import Language
import RandomStreams

/// The points of a sweep: every combination of the variables' values, the last one running fastest.
struct Sweep: Sendable {
  let names: [String]
  let axes: [[Value]]
  let body: Evaluate
  let frameSize: Int
  let captures: [Value?]
  let source: SourceText
  let span: Span

  private static let largestCount = 10_000_000

  /// Fields that no table of a sweep holds: they differ from run to run.
  private static let omittedFields: Set<String> = ["seconds"]

  /// What one point gave: its columns, and what it printed.
  private struct Point: Sendable {
    let fields: [(name: String, value: Value)]
    let shown: [DisplayBlock]
  }

  /// Runs all points on all cores. Each sees the session as it was and draws from its own streams, so the table does not depend
  /// on the number of threads.
  func table(in evaluator: Evaluator) throws -> Value {
    var count = 1
    for axis in axes {
      let (product, overflow) = count.multipliedReportingOverflow(by: axis.count)
      guard !overflow, product <= Self.largestCount else { throw Diagnostic.sweep("a sweep has at most \(Self.largestCount) points") }
      count = product
    }
    let state = evaluator.state
    let commands = evaluator.commands
    // One draw keys the sweep, so that two sweeps in a statement differ.
    evaluator.draws += 1
    let key = evaluator.streamKey.child(Int(truncatingIfNeeded: evaluator.draws))
    let points = try evaluator.work.map(count, label: "sweep") { index, work in
      try point(index, state: state, commands: commands, key: key.child(index), work: work)
    }
    for point in points where !point.shown.isEmpty { evaluator.show(point.shown) }
    return .table(try assemble(points))
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

  private func point(
    _ index: Int, state: SessionState, commands: CommandTable, key: StreamKey, work: Work
  ) throws -> Point {
    var shown: [DisplayBlock] = []
    let evaluator = Evaluator(state: state, commands: commands, work: work, path: key) { shown += $0 }
    let frame = Frame(evaluator: evaluator, captures: captures, size: frameSize)
    let values = coordinates(index)
    for (slot, value) in values.enumerated() { frame.locals[slot] = value }
    do {
      let result = try body(frame)
      return Point(fields: try fields(of: result), shown: shown)
    } catch var diagnostic as Diagnostic {
      let place = zip(names, values).map { "\($0) = \($1.summary)" }.joined(separator: ", ")
      diagnostic.trace.append(Diagnostic.Frame(name: "the sweep at \(place)", span: span, source: source))
      throw diagnostic
    }
  }

  /// The scalar fields of a record or object; a plain value is the field `value`.
  private func fields(of result: Value) throws -> [(name: String, value: Value)] {
    switch result {
    case .number, .boolean, .text: [("value", result)]
    case .record(let record): record.fields.map { ($0.name, $0.value) }.filter { $0.1.isScalar }
    case .object(let object):
      object.fieldNames.filter { !Self.omittedFields.contains($0) }.compactMap { name in
        object.field(name).map { (name, $0) }
      }.filter { $0.1.isScalar }
    default:
      throw Diagnostic.sweep(
        "the body of a sweep gave \(result.described)", help: "it must end with a number, a record or a solution")
    }
  }

  private func assemble(_ points: [Point]) throws -> Table {
    var columns: [Table.Column] = names.enumerated().map { axis, name in
      Table.Column(name: name, values: points.indices.map { coordinates($0)[axis] })
    }
    var order: [String] = []
    for point in points {
      for (name, _) in point.fields where !order.contains(name) { order.append(name) }
    }
    for name in order where !names.contains(where: { GreekNames.match($0, name) }) {
      columns.append(
        Table.Column(
          name: name, values: points.map { point in point.fields.first { $0.name == name }?.value ?? .nothing }))
    }
    return Table(columns)
  }
}
