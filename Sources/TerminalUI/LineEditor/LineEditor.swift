import CReadline
import Foundation
import Interpreter

/// Lines from the keyboard, edited with GNU readline: its keys, its .inputrc, its history.
///
/// readline's callback interface leaves the waiting to us, so that signals are taken between two keys and
/// never within one. There is one readline to a process: use one editor, on the main thread.
final class LineEditor {
  enum Input {
    case line(String)
    /// Ctrl-C.
    case interrupted
    /// Ctrl-D on an empty line, or no more keyboard.
    case end
    /// A signal that ends the program.
    case terminated(Int32)
  }
  /// What Tab offers, given the line and the cursor's offset in it.
  var complete: (_ line: [UInt8], _ point: Int) -> LineCompletion? = { _, _ in nil }
  /// The lines that show what Tab offers, or what is wanted where it offers nothing; `nil` leaves it to readline.
  var display: (LineCompletion) -> String? = { _ in nil }

  /// The lines about the call that the cursor is in; Meta-h shows them.
  var hint: (_ line: [UInt8], _ point: Int) -> String? = { _, _ in nil }

  private var received: Input?
  private var completion: LineCompletion?
  /// What readline is offered, one after the other.
  private var names: [String] = []
  private var nextName = 0
  /// How far the cursor goes when readline has inserted what was completed.
  private var cursorShift = 0
  /// The byte before the word under completion, as readline wants it: a text of the characters that end
  /// words.
  private let wordBreaks = UnsafeMutablePointer<CChar>.allocate(capacity: 2)

  /// readline's callbacks bring no context with them.
  nonisolated(unsafe) private static weak var current: LineEditor?

  init(isUnicode: Bool) {
    Self.setCharacterSet(isUnicode: isUnicode)
    Self.current = self
    wordBreaks.initialize(repeating: 0, count: 2)
    readline_begin()
    readline_read_keys { _ in LineEditor.key() }
    readline_set_completion(
      { LineEditor.current?.findWord() },
      { text, start, end in LineEditor.current?.matches(text, start: Int(start), end: Int(end)) },
      { LineEditor.current?.show($0, count: $1, widest: $2) },
      { LineEditor.unescape($0) })
    readline_bind("\\eh") { _, _ in LineEditor.current?.showHint() ?? 0 }
  }

  deinit { wordBreaks.deallocate() }

  /// One line, or what came instead of it; it begins as `draft`.
  func read(prompt: String, draft: String = "") -> Input {
    received = nil
    // The window may have changed while a computation ran.
    rl_reset_screen_size()
    rl_callback_handler_install(prompt) { LineEditor.current?.accept($0) }
    if !draft.isEmpty {
      rl_insert_text(draft)
      rl_redisplay()
    }
    while true {
      if let received { return received }
      waitForInput()
    }
  }

  private func waitForInput() {
    var sources = [STDIN_FILENO, SelfPipe.descriptor].map {
      pollfd(fd: $0, events: Int16(POLLIN), revents: 0)
    }
    guard poll(&sources, nfds_t(sources.count), -1) > 0 else { return }
    if sources[1].revents != 0 {
      if case .signal(let number)? = SelfPipe.next() { take(number) }
    } else if sources[0].revents != 0 {
      rl_callback_read_char()
      if cursorShift != 0 { readline_move(CInt(clamping: cursorShift)) }
      cursorShift = 0
    }
  }

  /// The next byte from the keyboard, or NUL, which readline does little with, where a signal has come instead.
  ///
  /// readline asks for more keys while it sees some. Ctrl-C makes the terminal throw away what was typed, and readline's own way of
  /// reading would then wait for the next key.
  private static func key() -> CInt {
    while true {
      var sources = [keyboard, SelfPipe.descriptor].map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
      guard poll(&sources, nfds_t(sources.count), -1) > 0 else { continue }
      if sources[0].revents == 0 { return 0 }
      var byte: UInt8 = 0
      let count = Foundation.read(keyboard, &byte, 1)
      if count == 1 { return CInt(byte) }
      if count == 0 || errno != EINTR && errno != EAGAIN { return EOF }
    }
  }

  /// The terminal, opened once more so as not to wait in `read`: what `poll` has seen may be gone by then.
  private static let keyboard: CInt = {
    let again = ttyname(STDIN_FILENO).map { open($0, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC) } ?? -1
    return again >= 0 ? again : STDIN_FILENO
  }()

  private func take(_ signal: Int32) {
    switch signal {
    case SIGINT:
      readline_abandon(signal)
      received = .interrupted
    case SIGWINCH: rl_resize_terminal()
    case SIGTSTP: readline_suspend { kill(getpid(), SIGSTOP) }
    default:
      rl_callback_handler_remove()
      received = .terminated(signal)
    }
  }

  private func accept(_ line: UnsafeMutablePointer<CChar>?) {
    rl_callback_handler_remove()
    received = line.map { .line(String(cString: $0)) } ?? .end
    free(line)
  }

  /// readline counts columns by the C library's idea of characters. Numbers keep their decimal points.
  private static func setCharacterSet(isUnicode: Bool) {
    guard setlocale(LC_CTYPE, "") == nil, isUnicode else { return }
    // The environment names a locale that is not installed; any other of its encoding will do.
    for name in ["C.UTF-8", "en_US.UTF-8"] where setlocale(LC_CTYPE, name) != nil { return }
  }
}

// MARK: Completion

extension LineEditor {
  private var line: [UInt8] {
    let line = readline_line()
    return UnsafeBufferPointer(start: line, count: line.map(strlen) ?? 0).map { UInt8(bitPattern: $0) }
  }

  /// The character that ends the word before the cursor is whatever stands before what a candidate replaces.
  private func findWord() -> UnsafeMutablePointer<CChar>? {
    let line = line
    let start = complete(line, min(max(Int(readline_point()), 0), line.count))?.start ?? 0
    wordBreaks[0] = start > 0 ? CChar(bitPattern: line[start - 1]) : 0
    return wordBreaks
  }

  private func matches(
    _ text: UnsafePointer<CChar>?, start: Int, end: Int
  ) -> UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? {
    // Asked again, because at the beginning of a line readline looks for no word.
    completion = complete(line, end)
    guard let completion, completion.start == start else {
      readline_describe_matches(0, 0)
      return nil
    }
    if completion.candidates.isEmpty, !completion.isFile {
      readline_describe_matches(0, 0)
      if let hint = display(completion) { readline_print_below(hint) }
      return nil
    }
    readline_describe_matches(CChar(bitPattern: completion.suffix ?? 0), completion.isFile ? 1 : 0)
    cursorShift = completion.cursorShift
    names = completion.isFile ? Self.fileNames(from: text) : completion.candidates.map(\.text)
    nextName = 0
    return rl_completion_matches(text) { _, _ in LineEditor.current?.nextMatch() }
  }

  private func nextMatch() -> UnsafeMutablePointer<CChar>? {
    guard names.indices.contains(nextName) else { return nil }
    defer { nextName += 1 }
    return strdup(names[nextName])
  }

  /// The files whose names begin with what stands in a text of a script, as they are written in one: a quote
  /// in a name must not end the text, nor `\(` begin code. What a text cannot hold is not offered.
  private static func fileNames(from text: UnsafePointer<CChar>?) -> [String] {
    let beginning = Value.unescaped(text.map { String(cString: $0) } ?? "")
    var names: [String] = []
    while let name = rl_filename_completion_function(beginning, names.isEmpty ? 0 : 1) {
      defer { free(name) }
      names.append(String(validatingCString: name) ?? "\0")
    }
    return names.filter { !$0.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" && $0 != "\t" } }
      .map(Value.escaped)
  }

  /// Gives readline, which looks whether a name is a folder's, the name as the file system has it.
  private static func unescape(_ name: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?) -> CInt {
    guard let written = name?.pointee else { return 0 }
    name?.pointee = strdup(Value.unescaped(String(cString: written)))
    free(written)
    return 1
  }

  private func show(_ matches: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?, count: CInt, widest: CInt)
  {
    if let completion, let list = display(completion) {
      readline_print("\n" + list)
    } else {
      rl_display_match_list(matches, count, widest)
    }
    readline_show_again()
  }

  private func showHint() -> CInt {
    let line = line
    guard let hint = hint(line, min(max(Int(readline_point()), 0), line.count)) else { return rl_ding() }
    readline_print_below(hint)
    return 0
  }
}
