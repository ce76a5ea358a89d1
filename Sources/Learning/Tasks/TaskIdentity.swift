import Foundation

/// What tells one task from another: the data and all that was done to them.
package struct TaskIdentity: Sendable, Hashable {
  private let steps: [String]

  package init(_ origin: String) { steps = [origin] }

  /// The data of several tasks as one.
  init(joining tasks: [TaskIdentity]) { steps = ["joint"] + tasks.flatMap { ["of"] + $0.steps } }

  private init(steps: [String]) { self.steps = steps }

  func followed(by step: String) -> TaskIdentity { TaskIdentity(steps: steps + [step]) }
}

extension TaskIdentity {
  private static let separator = "\n"

  /// As a text that tells it from others; no step has more than one line.
  var text: String { steps.joined(separator: Self.separator) }

  init(text: String) { self.init(steps: text.components(separatedBy: Self.separator)) }
}
