import Display
import Foundation
import Interpreter
import Language
import Synchronization

/// Standard output and standard error: results in the first, everything else in the second. Any thread may write; a line of
/// progress makes way.
package final class Console: Sendable {
  package static let standard = Console(environment: ProcessInfo.processInfo.environment)

  package let environment: [String: String]
  /// Whether a line of progress stands on the screen.
  private let showsProgress = Mutex(false)

  init(environment: [String: String]) { self.environment = environment }

  package func output() -> TerminalTraits { TerminalTraits(of: STDOUT_FILENO, environment: environment) }

  func errors() -> TerminalTraits { TerminalTraits(of: STDERR_FILENO, environment: environment) }

  /// Writes results.
  package func show(_ blocks: [DisplayBlock], indent: Int = 0) {
    let traits = output()
    write(layout(traits, indent).lines(of: blocks), traits, indent, to: STDOUT_FILENO)
  }

  /// Writes what is no result.
  package func note(_ blocks: [DisplayBlock], indent: Int = 0) {
    let traits = errors()
    write(layout(traits, indent).lines(of: blocks), traits, indent, to: STDERR_FILENO)
  }

  package func note(_ line: StyledText, indent: Int = 0) { note([.line(line)], indent: indent) }

  /// Writes a mistake. Its lines are not wrapped, which would take the carets from what they point at.
  package func note(_ diagnostic: Diagnostic, indent: Int = 0) {
    let traits = errors()
    let layout = layout(traits, indent)
    write(diagnostic.rendered().map { layout.spelled($0) }, traits, indent, to: STDERR_FILENO)
  }

  /// Writes text as it is, in UTF-8 whatever the terminal: data, such as JSON.
  package func write(_ text: String) { write(text, to: STDOUT_FILENO) }

  private func layout(_ traits: TerminalTraits, _ indent: Int) -> Layout {
    Layout(
      columns: traits.isTerminal ? max(20, traits.columns - indent) : nil, rows: traits.rows,
      isUnicode: traits.isUnicode, isColoured: traits.colours != .none)
  }

  private func write(_ lines: [StyledText], _ traits: TerminalTraits, _ indent: Int, to descriptor: Int32) {
    let painter = Painter(colours: traits.colours)
    let margin = String(repeating: " ", count: indent)
    write(lines.map { ($0.isEmpty ? "" : margin) + painter.paint($0) + "\n" }.joined(), to: descriptor)
  }

  private func write(_ text: String, to descriptor: Int32) {
    showsProgress.withLock { isShown in
      if isShown { Self.send("\r\u{1B}[K", to: STDERR_FILENO) }
      isShown = false
      Self.send(text, to: descriptor)
    }
  }

  /// Shows a line of progress in place of the last one, or takes it away; only where someone is looking.
  func progress(_ line: StyledText?) {
    let traits = errors()
    guard traits.isTerminal, TerminalTraits.canMoveCursor(environment) else { return }
    showsProgress.withLock { isShown in
      guard isShown || line != nil else { return }
      var text = "\r\u{1B}[K"
      if let line {
        let layout = layout(traits, 1)
        text += Painter(colours: traits.colours).paint(
          layout.spelled(line).truncated(to: layout.columns ?? 79, ellipsis: layout.spelled("…")))
      }
      isShown = line != nil
      Self.send(text, to: STDERR_FILENO)
    }
  }

  /// Writes everything. Results that cannot be written end the program: quietly when nobody reads any more, with a message
  /// when a disk is full.
  private static func send(_ text: String, to descriptor: Int32) {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
      if count >= 0 {
        bytes = bytes.dropFirst(count)
      } else if errno == EAGAIN {
        // Someone made the stream non-blocking; wait until it takes more.
        var waiting = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        _ = poll(&waiting, 1, -1)
      } else if errno != EINTR {
        if descriptor == STDERR_FILENO { return }
        if errno == EPIPE { _exit(ExitStatus.done.rawValue) }
        send("standard output: \(String(cString: strerror(errno)).lowercased())\n", to: STDERR_FILENO)
        _exit(ExitStatus.failed.rawValue)
      }
    }
  }
}
