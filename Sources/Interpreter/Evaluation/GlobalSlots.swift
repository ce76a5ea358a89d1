import Language

/// The variables of the session while a cell runs: `Globals` in memory that does not move.
///
/// Slots are only added, and only by the thread that lowers top-level statements. The points of a sweep share
/// it: none of them writes, because what a sweep's body assigns is its own.
final class GlobalSlots: @unchecked Sendable {
  let slots: UnsafeMutablePointer<Value?>
  private var names: [String]
  private var places: [String: Int]

  /// More names than this are taken for a runaway script.
  private static let capacity = 1 << 14

  init(_ globals: Globals) {
    names = globals.names
    places = globals.slots
    slots = .allocate(capacity: Self.capacity)
    for (slot, value) in globals.values.enumerated() { (slots + slot).initialize(to: value) }
  }

  deinit {
    slots.deinitialize(count: names.count)
    slots.deallocate()
  }

  /// The slot of a name, made on first use.
  func slot(of name: String) throws -> Int {
    if let slot = places[name] { return slot }
    let slot = names.count
    guard slot < Self.capacity else { throw Diagnostic.tooManyNames(limit: Self.capacity) }
    names.append(name)
    places[name] = slot
    (slots + slot).initialize(to: nil)
    return slot
  }

  subscript(name: String) -> Value? { places[name].flatMap { slots[$0] } }

  /// The names that have a value, in the order in which they were first met.
  var assignedNames: [String] { names.indices.filter { slots[$0] != nil }.map { names[$0] } }

  /// The variables as they are now.
  var globals: Globals { Globals(names: names, slots: places, values: names.indices.map { slots[$0] }) }

  /// Gives every variable the value it has in `globals`, or none.
  func restore(_ globals: Globals) throws {
    for name in globals.names { _ = try slot(of: name) }
    for (slot, name) in names.enumerated() { slots[slot] = globals[name] }
  }
}
