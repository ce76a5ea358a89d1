import Tensors

/// The times that a cell has measured, and read: what a clock says is an input of the cell, like a file.
///
/// The journal keeps them, and when the cell runs again to be compared they are given once more, so that
/// whatever follows from them is the same: a text, a quotient, the order of a table.
package struct MeasuredTimes: Sendable, Equatable {
  /// Where times are read one after the other: a statement, or a point of a sweep in it.
  package struct Place: Sendable, Hashable {
    let statement: UInt64
    /// 0 outside every sweep.
    let path: UInt64

    package init(statement: UInt64, path: UInt64) { (self.statement, self.path) = (statement, path) }
  }
  package private(set) var places: [(place: Place, seconds: [Double])] = []
  private var index: [Place: Int] = [:]
  private(set) var count = 0
  /// What is read beyond it is not kept.
  private static let largestCount = 10_000

  package init() {}

  package static func == (one: MeasuredTimes, other: MeasuredTimes) -> Bool {
    one.places.elementsEqual(other.places) { $0 == $1 }
  }

  package var isEmpty: Bool { count == 0 }

  package subscript(place: Place) -> [Double] { index[place].map { places[$0].seconds } ?? [] }

  package mutating func append(_ seconds: [Double], at place: Place) {
    let kept = seconds.prefix(max(0, Self.largestCount - count))
    count += seconds.count
    guard !kept.isEmpty else { return }
    if let known = index[place] {
      places[known].seconds += kept
    } else {
      index[place] = places.count
      places.append((place, Array(kept)))
    }
  }

  mutating func append(_ others: MeasuredTimes) {
    for (place, seconds) in others.places { append(seconds, at: place) }
  }
}

/// Reads times for a cell: as they are measured, or as they are on record.
struct TimeReader {
  private let recorded: MeasuredTimes
  private(set) var read = MeasuredTimes()
  private var positions: [MeasuredTimes.Place: Int] = [:]

  init(recorded: MeasuredTimes) { self.recorded = recorded }

  /// A reader for a point of a sweep; what it has read is added with `add`.
  var fresh: TimeReader { TimeReader(recorded: recorded) }

  mutating func add(_ others: MeasuredTimes) { read.append(others) }

  var readOrNil: MeasuredTimes? { read.isEmpty ? nil : read }

  mutating func seconds(_ measured: Double, at place: MeasuredTimes.Place) -> Double {
    let position = positions[place, default: 0]
    positions[place] = position + 1
    let known = recorded[place]
    let seconds = known.indices.contains(position) ? known[position] : measured
    read.append([seconds], at: place)
    return seconds
  }
}

// MARK: Reading

extension Evaluator {
  /// A time that was just measured, or the one on record in its place.
  func reading(_ seconds: Double) -> Double {
    let key = streamKey
    return times.seconds(seconds, at: .init(statement: key.statement, path: key.path))
  }

  /// The member of a value; `nil` where there is none. Times that an object holds are read.
  func member(_ name: String, of value: Value) -> Value? {
    guard let member = value.member(name) else { return nil }
    guard case .object(let object) = value, object.role(ofField: name) == .time else { return member }
    return reading(member)
  }

  /// A field that holds times, with those on record.
  func reading(_ value: Value) -> Value {
    switch value {
    case .number(let seconds): .number(reading(seconds))
    case .tensor(let tensor): .tensor(Tensor(shape: tensor.shape, elements: tensor.elements.map(reading)))
    case .list(let values): .list(values.map(reading))
    case .table(let table):
      .table(
        Table(
          table.columns.map { column in
            column.name == timeColumn ? .init(name: column.name, values: column.values.map(reading)) : column
          }))
    case .nothing, .boolean, .text, .range, .mask, .record, .function, .object: value
    }
  }
}
