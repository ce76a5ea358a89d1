import Execution
import RandomStreams

/// What tells one training from another: the same network learns the same task by the same rule, with the same random numbers.
///
/// How many epochs there are is no part of it, so a longer training is the same one.
package struct TrainingIdentity: Sendable {
  /// A name ("rate") and a text that is equal where the part is, to be read ("0.01") or, behind a sign, a fingerprint.
  private let parts: [(name: String, text: String)]
  /// What may be given for every epoch, from the first on.
  private let schedule: (name: String, values: [Double]?)
  private static let fingerprintSign: Character = "#"
  private static let prefix = "training.identity."

  init(
    network: SavedNetwork, task: Fingerprint, stream: RandomStream, options: [(name: String, text: String)],
    schedule: (name: String, values: [Double]?) = ("schedule", nil)
  ) {
    // Causes before what follows from them. Statements count from 1 where people see them.
    parts =
      [
        ("seed", "\(stream.key.seed)"), ("statement", "\(stream.key.statement &+ 1)"),
        ("sweep point", "\(Self.fingerprintSign)\(stream.key.path)"), ("draw", "\(stream.draw)"),
        ("network", Self.text(network.tensors.fingerprint)), ("task", Self.text(task)),
      ] + options
    self.schedule = schedule
  }

  /// A text for what cannot be read.
  static func text(_ fingerprint: Fingerprint) -> String { "\(fingerprintSign)\(fingerprint.text)" }

  private func parts(through epoch: Int) -> [(name: String, text: String)] {
    parts + [(schedule.name, schedule.values.map { Self.text(Fingerprint($0.prefix(epoch))) } ?? "none")]
  }

  /// The texts that a checkpoint after that epoch has of it.
  func texts(through epoch: Int) -> [String: String] {
    Dictionary(
      parts(through: epoch).map { (Self.prefix + $0.name, $0.text) }, uniquingKeysWith: { first, _ in first })
  }

  /// What is otherwise in the training that those texts of a checkpoint are of: "rate 0.02 instead of 0.01", "another network".
  func differences(from texts: [String: String], epoch: Int) -> [String] {
    parts(through: epoch).compactMap { name, text in
      let other = texts[Self.prefix + name]
      if other == text { return nil }
      guard let other, other.first != Self.fingerprintSign, text.first != Self.fingerprintSign else {
        return "another \(name)"
      }
      return "\(name) \(other) instead of \(text)"
    }
  }
}
