import Interpreter
import Tensors

extension Value {
  /// The widths of a network as a list.
  static func layers(_ widths: [Int]) -> Value { .list(widths.map { .number(Double($0)) }) }

  /// The numbers of a network's layers as a list of matrices: a row per unit, a column per input.
  static func matrices(_ layers: [[Float]], widths: [Int]) -> Value {
    .list(
      layers.enumerated().map { layer, numbers in
        .tensor(Tensor(shape: Shape([widths[layer + 1], widths[layer]]), elements: numbers.map(Double.init)))
      })
  }
}

extension [Int] {
  /// "784–256–10".
  var joinedByDashes: String { map(String.init).joined(separator: "–") }
}
