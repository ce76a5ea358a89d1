/// Where lines come from: a keyboard or a pipe.
protocol LineReader: AnyObject {
  /// One line, or what came instead of it. At a keyboard it begins as `draft`.
  func read(prompt: String, draft: String) -> LineEditor.Input
}

extension LineEditor: LineReader {}
