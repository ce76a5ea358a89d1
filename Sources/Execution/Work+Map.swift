import Synchronization

/// What the threads of one parallel map share: the next index to take and the results so far.
private final class SharedMap<Element: Sendable>: Sendable {
  struct State {
    var results: [Element?]
    var done = 0
    /// The failure of the smallest index, so that the error shown does not depend on timing.
    var failure: (index: Int, error: any Error)?
  }
  let next = Atomic<Int>(0)
  let state: Mutex<State>

  init(count: Int) { state = Mutex(State(results: Array(repeating: nil, count: count))) }
}

extension Work {
  /// `body(0) … body(count − 1)`, computed on all the threads this work may use.
  ///
  /// Elements are handed out in order and collected by index, so the result does not depend on the number of
  /// threads. After a failure no later element starts; of several failures the one with the smallest index is
  /// thrown. `body` gets a serial `Work`.
  package func map<Element: Sendable>(
    _ count: Int, label: String, _ body: @escaping @Sendable (Int, Work) throws -> Element
  ) throws -> [Element] {
    let inner = serial
    let workers = min(threads, count)
    guard workers > 1 else {
      return try (0..<count).map { index in
        try checkpoint()
        defer { report(Progress(label: label, done: index + 1, total: count)) }
        return try body(index, inner)
      }
    }
    let shared = SharedMap<Element>(count: count)
    let loop: @Sendable () -> Void = {
      while true {
        let index = shared.next.wrappingAdd(1, ordering: .relaxed).oldValue
        guard index < count, shared.state.withLock({ $0.failure == nil }) else { return }
        do {
          try self.checkpoint()
          let element = try body(index, inner)
          let done = shared.state.withLock { state in
            state.results[index] = element
            state.done += 1
            return state.done
          }
          self.report(Progress(label: label, done: done, total: count))
        } catch {
          shared.state.withLock { state in
            if index < state.failure?.index ?? .max { state.failure = (index, error) }
          }
          return
        }
      }
    }
    let helpers = (1..<workers).compactMap { _ in Thread(loop) }
    loop()
    for helper in helpers { helper.join() }
    let state = shared.state.withLock { $0 }
    if let failure = state.failure { throw failure.error }
    return state.results.compactMap { $0 }
  }
}
