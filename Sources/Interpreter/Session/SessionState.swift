/// Top-level variables: each name has a slot for as long as the session lives.
package struct Globals: Sendable {
  package private(set) var names: [String] = []
  private(set) var slots: [String: Int] = [:]
  private(set) var values: [Value?] = []

  package init() {}

  init(names: [String], slots: [String: Int], values: [Value?]) {
    self.names = names
    self.slots = slots
    self.values = values
  }

  package subscript(name: String) -> Value? {
    get { slots[name].flatMap { values[$0] } }
    set {
      if let slot = slots[name] {
        values[slot] = newValue
      } else {
        slots[name] = names.count
        names.append(name)
        values.append(newValue)
      }
    }
  }

  /// The variables that have a value, in the order in which they were first named.
  package var assigned: [(name: String, value: Value)] {
    zip(names, values).compactMap { name, value in value.map { (name, $0) } }
  }
}

/// Everything a statement can read or change: a value, so that going back is keeping the old one.
package struct SessionState: Sendable {
  package var globals = Globals()
  package var seed: UInt64 = 0
  /// The number of completed top-level statements: the n that keys random numbers, and the number in the
  /// prompt.
  package var statementCount = 0
  /// The results of the statements in order, nothing included.
  private var results = AppendOnlyList<Value>()
  /// The last result that was not nothing: `_`.
  package var last: Value?
  /// What the last cell that was interrupted had so far: `_partial`.
  package internal(set) var partial: Value?
  /// Where the variables were given their values.
  var origins: [String: Origin] = [:]
  /// The cells so far, as they were typed.
  package internal(set) var cells = AppendOnlyList<Cell>()

  package struct Cell: Sendable {
    package let text: String
    /// The number of the first of its statements, from 1.
    package let number: Int
    /// Why it did not complete, where it did not.
    package var failure: String?
  }

  package init() {}

  /// The result of a statement by its number, from 1: `_12`. `nil` where it gave nothing, or has not run.
  package func result(of number: Int) -> Value? {
    guard results.indices.contains(number - 1), results[number - 1].kind != .nothing else { return nil }
    return results[number - 1]
  }

  /// Counts a statement that has completed.
  mutating func complete(with value: Value) {
    statementCount += 1
    results.append(value)
    if value.kind != .nothing { last = value }
  }
}
