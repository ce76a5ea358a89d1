import Language

/// Where names live while code is lowered: top level, or the body of a function, lambda or sweep.
final class Scope {
  /// What a name turned out to be.
  enum Resolution {
    /// A variable of this body; `outer` is what it means before its first assignment here.
    case local(slot: Int)
    case capture(index: Int)
    case itself
    case global(slot: Int)
  }
  let parent: Scope?
  /// The name of the nested function whose body this is.
  let ownName: String?
  private(set) var locals: [String: Int] = [:]
  private(set) var captures: [String] = []
  /// The slots that hold parameters, which always have a value.
  let parameters: Set<String>
  private let globalSlot: (String) -> Int

  /// Top level.
  init(globalSlot: @escaping (String) -> Int) {
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

  var frameSize: Int { locals.count }

  func resolve(_ name: String) -> Resolution {
    if let slot = locals[name] { return .local(slot: slot) }
    return resolveOutside(name)
  }

  /// What the name means outside this body.
  func resolveOutside(_ name: String) -> Resolution {
    guard let parent, !parent.isTopLevel else { return .global(slot: globalSlot(name)) }
    if let index = captures.firstIndex(of: name) { return .capture(index: index) }
    if name == ownName { return .itself }
    guard parent.binds(name) else { return .global(slot: globalSlot(name)) }
    captures.append(name)
    return .capture(index: captures.count - 1)
  }

  private func binds(_ name: String) -> Bool {
    guard let parent else { return false }
    return locals[name] != nil || name == ownName || parent.binds(name)
  }
}
