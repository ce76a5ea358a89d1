import Foundation

/// Stack of every thread that evaluates the user's code: room for tens of thousands of calls in each other,
/// and then for the error message.
package let evaluationStackBytes = 128 << 20

private final class ThreadBody: Sendable {
  let run: @Sendable () -> Void
  init(_ run: @escaping @Sendable () -> Void) { self.run = run }
}

/// A thread with a stack of a chosen size; `nil` from `init` when the system has no more threads to give.
package struct Thread: Sendable {
  private let handle: pthread_t

  package init?(stackBytes: Int = evaluationStackBytes, _ body: @escaping @Sendable () -> Void) {
    var attributes = pthread_attr_t()
    pthread_attr_init(&attributes)
    defer { pthread_attr_destroy(&attributes) }
    pthread_attr_setstacksize(&attributes, stackBytes)
    let box = Unmanaged.passRetained(
      ThreadBody {
        ThreadStack.begin(bytes: stackBytes)
        body()
      })
    var handle = pthread_t()
    let failure = pthread_create(
      &handle, &attributes,
      { pointer in
        if let pointer { Unmanaged<ThreadBody>.fromOpaque(pointer).takeRetainedValue().run() }
        return nil
      }, box.toOpaque())
    if failure != 0 {
      box.release()
      return nil
    }
    self.handle = handle
  }

  package func join() { pthread_join(handle, nil) }

  /// Lets the thread come to its end alone.
  package func detach() { pthread_detach(handle) }
}

extension Work {
  /// The number of cores this process may use, or `REPLICA_THREADS` where that is smaller.
  package static func availableThreads(environment: [String: String]) -> Int {
    let cores = ProcessInfo.processInfo.activeProcessorCount
    guard let text = environment["REPLICA_THREADS"], let limit = Int(text), limit >= 1 else { return cores }
    return min(limit, cores)
  }
}
