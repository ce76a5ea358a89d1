import Language

/// How deeply values hold each other: a list in a list in a list.
///
/// Freeing, comparing and writing out a value recurse over what it holds. A bound, checked where a value is
/// put into another, keeps them within any thread's stack.
enum Nesting {
  static let limit = 1000

  /// Throws where the value holds others more deeply than the limit.
  @inline(__always)
  static func check(_ value: Value, addedTo depth: Int = 0) throws {
    if value.holdsValues || depth > limit { try walk(value, addedTo: depth) }
  }

  @inline(never)
  private static func walk(_ value: Value, addedTo depth: Int) throws {
    var walk = Walk()
    guard depth + walk.depth(of: value) <= limit else { throw Diagnostic.nestedValues(limit: limit) }
  }

  /// The largest depth among the values.
  static func depth(of values: [Value]) throws -> Int {
    var walk = Walk()
    let depth = walk.deepest(values)
    guard depth < limit else { throw Diagnostic.nestedValues(limit: limit) }
    return depth
  }

  /// Remembers the lists it has been through, by where they are stored: after n times `x = [x, x]` there are
  /// n lists, but 2ⁿ ways through them.
  private struct Walk {
    private var known: [UnsafeRawPointer: Int] = [:]

    mutating func depth(of value: Value) -> Int {
      switch value {
      case .nothing, .number, .boolean, .text, .range, .tensor, .mask, .object: return 0
      case .list(let values): return 1 + deepest(values)
      case .record(let record):
        return 1 + remembering(record.fields) { walk in walk.deepest(record.fields.lazy.map(\.value)) }
      case .table(let table): return 1 + (table.columns.map { deepest($0.values) }.max() ?? 0)
      case .function(.user(let function)): return function.depth
      case .function(.command): return 1
      }
    }

    mutating func deepest(_ values: [Value]) -> Int {
      // Most lists hold numbers, and are done with here.
      guard values.contains(where: \.holdsValues) else { return 0 }
      return remembering(values) { walk in walk.deepest(values.lazy) }
    }

    private mutating func deepest(_ values: some Sequence<Value>) -> Int {
      var deepest = 0
      for value in values where value.holdsValues { deepest = max(deepest, depth(of: value)) }
      return deepest
    }

    private mutating func remembering<Element>(_ storage: [Element], _ find: (inout Walk) -> Int) -> Int {
      let address = storage.withUnsafeBytes { $0.baseAddress }
      if let address, let depth = known[address] { return depth }
      let depth = find(&self)
      if let address { known[address] = depth }
      return depth
    }
  }
}

extension Value {
  /// Whether it is of a kind that holds other values.
  var holdsValues: Bool {
    switch self {
    case .list, .record, .table, .function: true
    default: false
    }
  }
}
