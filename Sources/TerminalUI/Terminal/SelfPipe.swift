import Foundation

/// Signals, and the end of a computation, as bytes in a pipe: things that `poll` can wait for together with
/// the keyboard.
///
/// A signal handler may do next to nothing, and whichever thread it interrupts may hold a lock; this one
/// writes a number. A thread in `sigwait` would do without a handler, but needs every other thread to block
/// the signals, and OpenBLAS starts its threads before `main`.
package enum SelfPipe {
  enum Event: Equatable {
    /// A computation has ended.
    case finished
    case signal(Int32)
  }

  private static let ends: (read: Int32, write: Int32) = {
    var descriptors: [Int32] = [-1, -1]
    pipe(&descriptors)
    for descriptor in descriptors {
      _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
      _ = fcntl(descriptor, F_SETFL, O_NONBLOCK)
    }
    return (descriptors[0], descriptors[1])
  }()

  /// Where `poll` waits for an event.
  static var descriptor: Int32 { ends.read }

  /// Receives these signals from now on.
  static func receive(_ signals: [Int32]) {
    // Made now, because a handler must not be the first to ask for it.
    _ = ends
    for number in signals { signal(number) { SelfPipe.post(UInt8(truncatingIfNeeded: $0)) } }
  }

  /// Says that a computation has ended; from any thread.
  static func postFinished() { post(0) }

  private static func post(_ number: UInt8) {
    let saved = errno
    var byte = number
    _ = write(ends.write, &byte, 1)
    errno = saved
  }

  /// The next event, if one is there.
  static func next() -> Event? {
    var byte: UInt8 = 0
    guard read(ends.read, &byte, 1) == 1 else { return nil }
    guard byte != 0 else { return .finished }
    // The terminal first sends the signal and then throws away what waits to be shown: a prompt must not be among it.
    if Int32(byte) == SIGINT { usleep(1000) }
    return .signal(Int32(byte))
  }

  /// Waits for an event; `nil` when none came in time.
  static func wait(milliseconds: Int32) -> Event? {
    var descriptors = pollfd(fd: ends.read, events: Int16(POLLIN), revents: 0)
    _ = poll(&descriptors, 1, milliseconds)
    return next()
  }
}
