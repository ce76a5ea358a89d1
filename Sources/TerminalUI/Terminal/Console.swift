import Display
import Execution
import Foundation
import Interpreter
import Language
import Synchronization

/// Standard output and standard error: results in the first, everything else in the second. Any thread may
/// write; a line of progress makes way.
package final class Console: Sendable {
  package static let standard = Console(environment: ProcessInfo.processInfo.environment)

  let environment: [String: String]
  private let outputTraits: TerminalTraits
  private let errorTraits: TerminalTraits
  private let state = Mutex(State())

  private struct State {
    /// Results that wait, while a computation runs, to be written together.
    var waiting: [UInt8] = []
    var isBuffered = false
    /// Whether a line of progress stands on the screen.
    var showsProgress = false
  }
  private static let largestBuffer = 1 << 16
  private static let clearLine = "\r\u{1B}[K"

  init(environment: [String: String]) {
    self.environment = environment
    outputTraits = TerminalTraits(of: STDOUT_FILENO, environment: environment)
    errorTraits = TerminalTraits(of: STDERR_FILENO, environment: environment)
  }

  /// What standard output can show, at the size it has now.
  var output: TerminalTraits { outputTraits.resized(to: STDOUT_FILENO) }

  private var errors: TerminalTraits { errorTraits.resized(to: STDERR_FILENO) }

  /// Writes results. Figures are drawn as long as the work goes on that they are a part of.
  package func show(_ blocks: [DisplayBlock], indent: Int = 0, in work: Work = .alone) {
    send(text(of: blocks, indent: indent, in: work), to: STDOUT_FILENO)
  }

  /// Writes what is no result.
  package func note(_ blocks: [DisplayBlock], indent: Int = 0) {
    let traits = errors
    send(painted(Layout(traits, indent: indent).lines(of: blocks), traits, indent), to: STDERR_FILENO)
  }

  package func note(_ line: StyledText, indent: Int = 0) { note([.line(line)], indent: indent) }

  /// Writes an error, with as much of the source line as fits, so that the carets stay under what they point
  /// at.
  package func note(_ diagnostic: Diagnostic, indent: Int = 0) {
    // The line's number, the rule and two ellipses stand beside it.
    let room = (Layout(errors, indent: indent).columns ?? .max) - 12
    note(diagnostic.rendered(width: min(100, room)).map { .line($0) }, indent: indent)
  }

  /// Results as the characters that `show` would write.
  func text(of blocks: [DisplayBlock], indent: Int, in work: Work = .alone) -> String {
    let traits = output
    var layout = Layout(traits, indent: indent)
    layout.work = work
    return painted(layout.lines(of: blocks), traits, indent)
  }

  /// Writes text as it is, in UTF-8 whatever the terminal: data, such as JSON.
  package func write(_ text: String) { send(text, to: STDOUT_FILENO) }

  private func painted(_ lines: [StyledText], _ traits: TerminalTraits, _ indent: Int) -> String {
    let painter = traits.painter
    let margin = String(repeating: " ", count: indent)
    return lines.map { ($0.isEmpty ? "" : margin) + painter.paint($0) + "\n" }.joined()
  }

  private func send(_ text: String, to descriptor: Int32) {
    state.withLock { state in
      if descriptor == STDOUT_FILENO {
        state.waiting += text.utf8
        if !state.isBuffered || state.waiting.count > Self.largestBuffer { Self.flush(&state) }
      } else {
        Self.flush(&state)
        Self.takeProgressAway(&state)
        Self.send(Array(text.utf8), to: descriptor)
      }
    }
  }
}

// MARK: While a computation runs

extension Console {
  /// Collects results from here on; whoever waits for the computation flushes them now and then.
  func beginBuffering() { state.withLock { $0.isBuffered = true } }

  /// Writes what has been collected, and goes back to writing at once.
  func endBuffering() {
    state.withLock { state in
      Self.flush(&state)
      Self.takeProgressAway(&state)
      state.isBuffered = false
    }
  }

  /// Writes what has been collected, and a line of progress in place of the last one where someone is
  /// looking.
  func update(progress line: StyledText?) {
    let traits = errors
    let layout = Layout(traits, indent: 1)
    state.withLock { state in
      Self.flush(&state)
      guard let line, traits.isTerminal, TerminalTraits.canMoveCursor(environment) else { return }
      let text = layout.spelled(line).truncated(to: layout.columns ?? 79, ellipsis: layout.spelled("…"))
      Self.send(
        Array((Self.clearLine + traits.painter.paint(text)).utf8), to: STDERR_FILENO)
      state.showsProgress = true
    }
  }

  private static func takeProgressAway(_ state: inout State) {
    guard state.showsProgress else { return }
    send(Array(clearLine.utf8), to: STDERR_FILENO)
    state.showsProgress = false
  }

  private static func flush(_ state: inout State) {
    guard !state.waiting.isEmpty else { return }
    takeProgressAway(&state)
    send(state.waiting, to: STDOUT_FILENO)
    state.waiting.removeAll(keepingCapacity: true)
  }

  /// Writes everything. Results that cannot be written end the program: quietly when nobody reads any more,
  /// with a message when a disk is full.
  private static func send(_ bytes: [UInt8], to descriptor: Int32) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
      if count >= 0 {
        rest = rest.dropFirst(count)
      } else if errno == EAGAIN {
        // Someone made the stream non-blocking; wait until it takes more.
        var waiting = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        _ = poll(&waiting, 1, -1)
      } else if errno != EINTR {
        if descriptor == STDERR_FILENO { return }
        if errno == EPIPE { _exit(ExitStatus.done.rawValue) }
        send(
          Array("standard output: \(String(cString: strerror(errno)).lowercased())\n".utf8), to: STDERR_FILENO
        )
        _exit(ExitStatus.failed.rawValue)
      }
    }
  }
}

extension Layout {
  /// The page that a stream is, to the right of an indentation.
  init(_ traits: TerminalTraits, indent: Int) {
    self.init(
      columns: traits.isTerminal ? max(20, traits.columns - indent) : nil, rows: traits.rows,
      isUnicode: traits.isUnicode, isColoured: traits.colours != .none,
      hasHeatColours: [.twoHundredFiftySix, .all].contains(traits.colours))
    isLarge = traits.isProjector
  }
}
