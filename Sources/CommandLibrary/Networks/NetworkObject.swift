import Display
import Interpreter
import Learning
import Tensors

/// A network as a value of the language.
struct NetworkObject: SessionObject {
  let network: BinaryPerceptron

  var kind: Kind { .network }

  var fieldNames: [String] { ["n", "gain", "fields", "means"] }

  func field(_ name: String) -> Value? {
    switch name {
    case "n": .number(Double(network.n))
    case "gain": .number(network.gain)
    case "fields": .tensor(Tensor(network.fields))
    case "means": .tensor(Tensor(network.means))
    default: nil
    }
  }

  /// The fields, and those before the last other task.
  var byteCount: Int { 16 * network.n + 256 }

  var summary: String { "binary perceptron · n \(network.n)" }

  func show() -> [DisplayBlock] {
    [
      .line(
        StyledText("network", .heading)
          + StyledText(" · \(summary) · gain \(NumberFormat.text(network.gain))", .muted))
    ]
  }

  /// A summary, not the weights.
  var json: JSONValue {
    .object([
      ("kind", .text("binary perceptron")), ("n", .number(Double(network.n))),
      ("gain", .number(network.gain)),
    ])
  }
}
