import Foundation

/// The lines of standard input where nobody is typing. They are shown no prompt.
final class PlainLines: LineReader {
  private var waiting: [UInt8] = []
  private var isAtEnd = false

  func read(prompt: String, draft: String) -> LineEditor.Input {
    while true {
      if let end = waiting.firstIndex(of: UInt8(ascii: "\n")) {
        defer { waiting.removeSubrange(...end) }
        return .line(String(decoding: waiting[..<end], as: UTF8.self))
      }
      if isAtEnd {
        defer { waiting = [] }
        return waiting.isEmpty ? .end : .line(String(decoding: waiting, as: UTF8.self))
      }
      if let signal = receive() { return .terminated(signal) }
    }
  }

  /// Waits for more, or for a signal.
  private func receive() -> Int32? {
    var sources = [STDIN_FILENO, SelfPipe.descriptor].map {
      pollfd(fd: $0, events: Int16(POLLIN), revents: 0)
    }
    guard poll(&sources, nfds_t(sources.count), -1) > 0 else { return nil }
    if sources[1].revents != 0, case .signal(let number)? = SelfPipe.next(), number != SIGWINCH {
      return number
    }
    guard sources[0].revents != 0 else { return nil }
    var bytes = [UInt8](repeating: 0, count: 4096)
    let count = Foundation.read(STDIN_FILENO, &bytes, bytes.count)
    if count > 0 { waiting += bytes[..<count] } else if count == 0 || errno != EINTR { isAtEnd = true }
    return nil
  }
}
