/// The states a session has been in: what `undo` goes back to. States are values, so that keeping one costs only what later ones
/// no longer hold.
package struct SessionHistory: Sendable {
  /// A state that was left, and by which cell.
  private struct Entry {
    let state: SessionState
    let cell: String
    /// What is held by this state and not by the one after it, in bytes.
    let byteCount: Int
  }
  private var past: [Entry] = []
  private var future: [Entry] = []
  private var checkpoints: [(name: String, state: SessionState)] = []
  /// How much the states that were left may hold, in bytes.
  package private(set) var limit = 1 << 30
  /// How much they do hold.
  private var heldByteCount = 0

  package init() {}

  /// What a step through the states did.
  package enum Report: Sendable {
    /// Cells undone or done again, the last first.
    case undone([String])
    case redone([String])
    case marked(String)
    case reached(String)
    case limited(byteCount: Int, dropped: Int)
    case list([Line])
    /// Fewer states than asked for could be gone back to, or forward; none was.
    case tooFar(asked: Int, available: Int, isUndo: Bool)
    case noCheckpoint(String, [String])
  }

  /// A line of the list: a cell, whether it is still ahead, or a mark.
  package struct Line: Sendable {
    package enum Kind: Sendable { case done, undone, checkpoint }
    package let kind: Kind
    package let text: String
    package let byteCount: Int
  }

  /// Notes that a cell has led from one state to another; what had been undone is given up. Gives how many old states were dropped to
  /// stay within the limit.
  mutating func note(_ cell: String, from old: SessionState, to new: SessionState) -> Int {
    future = []
    push(cell, leaving: old, for: new)
    return trim()
  }

  private mutating func push(_ cell: String, leaving old: SessionState, for new: SessionState) {
    let entry = Entry(state: old, cell: cell, byteCount: old.globals.bytesHeld(beyond: new.globals))
    past.append(entry)
    heldByteCount += entry.byteCount
  }

  private mutating func trim() -> Int {
    var count = 0
    while heldByteCount > limit, count < past.count {
      heldByteCount -= past[count].byteCount
      count += 1
    }
    past.removeFirst(count)
    return count
  }

  /// How many cells can be undone.
  var depth: Int { past.count }

  /// Does what a command asked for; the state is the present one and becomes another.
  mutating func perform(_ request: HistoryRequest, on state: inout SessionState) -> Report {
    switch request {
    case .undo(let count):
      guard count <= past.count else {
        return .tooFar(asked: count, available: past.count, isUndo: true)
      }
      return .undone((0..<count).map { _ in back(&state) })
    case .redo(let count):
      guard count <= future.count else {
        return .tooFar(asked: count, available: future.count, isUndo: false)
      }
      return .redone((0..<count).map { _ in forward(&state) })
    case .checkpoint(let name):
      checkpoints.removeAll { $0.name == name }
      checkpoints.append((name, state))
      return .marked(name)
    case .goto(let name):
      guard let checkpoint = checkpoints.last(where: { $0.name == name }) else {
        return .noCheckpoint(name, checkpoints.map(\.name))
      }
      future = []
      push("goto \"\(name)\"", leaving: state, for: checkpoint.state)
      state = checkpoint.state
      return .reached(name)
    case .limit(let byteCount):
      limit = byteCount
      return .limited(byteCount: byteCount, dropped: trim())
    case .list: return .list(lines(state))
    }
  }

  private mutating func back(_ state: inout SessionState) -> String {
    let entry = past.removeLast()
    heldByteCount -= entry.byteCount
    future.append(
      Entry(
        state: state, cell: entry.cell, byteCount: state.globals.bytesHeld(beyond: entry.state.globals)))
    state = entry.state
    return entry.cell
  }

  private mutating func forward(_ state: inout SessionState) -> String {
    let entry = future.removeLast()
    push(entry.cell, leaving: state, for: entry.state)
    state = entry.state
    return entry.cell
  }

  private func lines(_ state: SessionState) -> [Line] {
    var lines: [Line] = []
    func addMarks(at statementCount: Int) {
      lines += checkpoints.filter { $0.state.statementCount == statementCount }
        .map { Line(kind: .checkpoint, text: $0.name, byteCount: 0) }
    }
    for entry in past {
      addMarks(at: entry.state.statementCount)
      lines.append(Line(kind: .done, text: entry.cell, byteCount: entry.byteCount))
    }
    addMarks(at: state.statementCount)
    lines += future.reversed().map { Line(kind: .undone, text: $0.cell, byteCount: $0.byteCount) }
    return lines
  }
}

/// What a command asks of the session's history.
package enum HistoryRequest: Sendable {
  case undo(Int)
  case redo(Int)
  case checkpoint(String)
  case goto(String)
  case limit(byteCount: Int)
  case list

  /// The command that asks for it.
  var commandName: String {
    switch self {
    case .undo: "undo"
    case .redo: "redo"
    case .checkpoint: "checkpoint"
    case .goto: "goto"
    case .limit, .list: "history"
    }
  }
}

extension Globals {
  /// The size of the values that these variables have and the others' do not, and of what holds them, in bytes.
  fileprivate func bytesHeld(beyond other: Globals) -> Int {
    assigned.reduce(256) { sum, variable in
      if let same = other[variable.name], same.isIdentical(to: variable.value) {
        return sum + MemoryLayout<Value>.stride
      }
      return sum + variable.value.byteCount
    }
  }
}
