/// What tells one task from another: the data and all that was done to them.
package struct TaskIdentity: Sendable, Hashable {
  private let steps: [String]

  package init(_ origin: String) { steps = [Self.onOneLine(origin)] }

  /// The data of several tasks as one.
  init(joining tasks: [TaskIdentity]) { steps = ["joint"] + tasks.flatMap { ["of"] + $0.steps } }

  private init(steps: [String]) { self.steps = steps }

  func followed(by step: String) -> TaskIdentity { TaskIdentity(steps: steps + [step]) }
}

extension TaskIdentity {
  /// As a text that tells it from others, a line for each step.
  var text: String { steps.joined(separator: "\n") }

  init(text: String) {
    // Bytes: to a `String` a carriage return and the line feed behind it are one character, which is no line feed.
    let lines = text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    self.init(steps: lines.map { String(decoding: $0, as: UTF8.self) })
  }

  /// On one line: the names of files may have several.
  private static func onOneLine(_ origin: String) -> String {
    let bytes = origin.utf8.flatMap { byte in
      switch byte {
      case UInt8(ascii: "\n"): Array("\\n".utf8)
      case UInt8(ascii: "\\"): Array("\\\\".utf8)
      default: [byte]
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
