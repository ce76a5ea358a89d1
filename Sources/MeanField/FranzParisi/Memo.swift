import Synchronization

/// A value computed when it is first asked for. It is the same for all who ask, so that who holds a memo holds a value.
final class Memo<Value: Sendable>: Sendable {
  private let stored = Mutex<Value?>(nil)

  func value(orElse compute: () throws -> Value) rethrows -> Value {
    if let value = stored.withLock({ $0 }) { return value }
    let value = try compute()
    stored.withLock { $0 = value }
    return value
  }
}
