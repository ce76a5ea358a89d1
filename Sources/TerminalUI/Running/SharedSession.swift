import Execution
import Interpreter
import Language
import Synchronization

/// The session that the prompt and the thread of a computation take turns with. It never leaves its place, so
/// what a cell replaces is freed on the computation's thread, whose stack is deep enough for any value.
final class SharedSession: Sendable {
  private let session: Mutex<Session>
  /// As it was before the cell that runs.
  private let before = Mutex<Session?>(nil)

  init(_ session: Session) { self.session = Mutex(session) }

  /// Not while a computation runs.
  func read<Result: Sendable>(_ body: (Session) -> Result) -> Result { session.withLock { body($0) } }

  func change<Result: Sendable>(_ body: (inout Session) -> Result) -> Result {
    session.withLock { session in
      before.withLock { [session] in $0 = session }
      defer { before.withLock { $0 = nil } }
      return body(&session)
    }
  }

  /// Another one in the state before the cell that runs, for the case that nobody waits for it any more.
  func withoutRunningCell() -> SharedSession? { before.withLock { $0 }.map(SharedSession.init) }
}
