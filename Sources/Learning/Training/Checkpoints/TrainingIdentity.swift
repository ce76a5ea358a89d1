import RandomStreams
import Tensors

/// What tells one training from another: the same network learns the same task by the same rule, with the same random numbers.
///
/// How many epochs there are is no part of it, so a longer training is the same one.
package struct TrainingIdentity: Sendable {
  /// A name ("rate") and a text that is equal where the part is, to be read ("0.01") or, behind a sign, a hash.
  private let parts: [(name: String, text: String)]
  /// What may be given for every epoch, from the first on.
  private let schedule: (name: String, values: [Double]?)
  private static let hashSign: Character = "#"
  private static let prefix = "training.identity."

  init(
    network: SavedNetwork, task: (inout BitHasher) -> Void, stream: RandomStream,
    options: [(name: String, text: String)],
    schedule: (name: String, values: [Double]?) = ("schedule", nil)
  ) {
    // Causes before what follows from them. Statements count from 1 where people see them.
    parts =
      [
        ("seed", "\(stream.key.seed)"), ("statement", "\(stream.key.statement &+ 1)"),
        ("sweep point", "\(Self.hashSign)\(stream.key.path)"), ("draw", "\(stream.draw)"),
        ("network", Self.text(hashing: network.tensors.hash(into:))), ("task", Self.text(hashing: task)),
      ] + options
    self.schedule = schedule
  }

  /// A text for what cannot be read.
  static func text(hashing hash: (inout BitHasher) -> Void) -> String {
    var hasher = BitHasher()
    hash(&hasher)
    return "\(hashSign)\(String(hasher.hash, radix: 16))"
  }

  private func parts(through epoch: Int) -> [(name: String, text: String)] {
    let text = schedule.values.map { values in
      Self.text { $0.combine(elements: Array(values.prefix(epoch))) }
    }
    return parts + [(schedule.name, text ?? "none")]
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
      guard let other, other.first != Self.hashSign, text.first != Self.hashSign else {
        return "another \(name)"
      }
      return "\(name) \(other) instead of \(text)"
    }
  }
}
