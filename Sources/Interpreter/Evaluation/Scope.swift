import Language

/// Where names live while code is lowered: top level, or the body of a function, lambda or sweep.
final class Scope {
  let parent: Scope?
  /// The name of the nested function whose body this is.
  private let ownName: String?
  private(set) var locals: [String: Int] = [:]
  /// The variables of enclosing bodies that this one reads, in the order of its frame's captures.
  private(set) var captures: [String] = []
  private var captureIndices: [String: Int] = [:]
  /// The names that this body, and bodies inside it, take from the session: variables, commands, results.
  private(set) var outside: Set<String> = []
  private let parameters: Set<String>
  private let globalSlot: (String) throws -> Int

  /// Top level, where every name has a slot of the session.
  init(globalSlot: @escaping (String) throws -> Int) {
    parent = nil
    ownName = nil
    parameters = []
    self.globalSlot = globalSlot
  }

  /// A body: its parameters, then the names it assigns.
  init(parent: Scope, ownName: String? = nil, parameters: [String], assigned: [String]) {
    self.parent = parent
    self.ownName = ownName
    self.parameters = Set(parameters)
    globalSlot = parent.globalSlot
    for name in parameters + assigned where locals[name] == nil { locals[name] = locals.count }
  }

  var isTopLevel: Bool { parent == nil }

  /// The number of slots a frame of this body needs.
  var frameSize: Int { locals.count }

  /// How the name is read here.
  func lookup(_ name: String) throws -> Lookup {
    guard !isTopLevel else { return .slot(try globalSlot(name)) }
    guard let slot = locals[name] else { return try lookupOutside(name) }
    // Before its first assignment a variable means what it means outside.
    return parameters.contains(name) ? .slot(slot) : .slotElse(slot, try lookupOutside(name))
  }

  /// The slot an assignment to the name goes to; `nil` for a variable of an enclosing body, which cannot be
  /// assigned here.
  func target(_ name: String) throws -> Int? { isTopLevel ? try globalSlot(name) : locals[name] }

  private func lookupOutside(_ name: String) throws -> Lookup {
    if name == ownName { return .function }
    guard let parent, parent.binds(name) else {
      noteOutside(name)
      return .global(try globalSlot(name))
    }
    if let index = captureIndices[name] { return .capture(index) }
    captureIndices[name] = captures.count
    captures.append(name)
    return .capture(captures.count - 1)
  }

  /// Notes that the body depends on something of the session's.
  func noteOutside(_ name: String) {
    outside.insert(name)
    parent?.noteOutside(name)
  }

  /// Whether the name is one of this body or of a body around it.
  private func binds(_ name: String) -> Bool {
    guard let parent else { return false }
    return locals[name] != nil || name == ownName || parent.binds(name)
  }
}

/// Where a name's value is found when the code runs.
enum Lookup: Sendable {
  /// A variable of the running body.
  case slot(Int)
  /// A variable of the running body, or what the name means outside before it is assigned.
  indirect case slotElse(Int, Lookup)
  /// A variable of an enclosing body, as it was when the function was made.
  case capture(Int)
  /// The running function itself.
  case function
  /// A variable of the session, seen from inside a body.
  case global(Int)

  /// The value, or `nil` where the name has none (yet). Calls mostly find their functions in the session.
  @inline(__always)
  func value(in frame: Frame) -> Value? {
    if case .global(let slot) = self { return frame.withEvaluator { $0.globals.slots[slot] } }
    return anyValue(in: frame)
  }

  @inline(never)
  private func anyValue(in frame: Frame) -> Value? {
    switch self {
    case .slot(let slot): frame.slots[slot]
    case .slotElse(let slot, let outer): frame.slots[slot] ?? outer.value(in: frame)
    case .capture(let index): frame.function?.captures[index]
    case .function: frame.function.map { .function(.user($0)) }
    case .global(let slot): frame.withEvaluator { $0.globals.slots[slot] }
    }
  }

  /// Whether the value is a function.
  @inline(__always)
  func isFunction(in frame: Frame) -> Bool {
    if case .global(let slot) = self {
      // Looked at where it is: each call of a command asks.
      guard case .function? = frame.withEvaluator({ $0.globals.slots })[slot] else { return false }
      return true
    }
    guard case .function? = value(in: frame) else { return false }
    return true
  }
}
