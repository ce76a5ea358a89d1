import Display
import Interpreter
import Learning
import Tensors

/// A network as a value of the language, whatever sort it is.
protocol NetworkObject: StorableObject {
  /// The variances of each layer's weights, from 0 to 1; `nil` for weights that have none.
  var variances: [[Float]]? { get }

  /// What a cell shows behind the summary.
  var remark: String { get }

  /// As it is written to a file.
  var saved: SavedNetwork { get }

  /// The network after training as the arguments of `train` say, and the course of it.
  func trained(by arguments: Arguments, in context: CommandContext) throws -> (Self, TrainingHistory)

  /// The fraction of right answers, as the arguments of `accuracy` say.
  func accuracy(by arguments: Arguments, in context: CommandContext) throws -> Double
}

extension NetworkObject {
  var kind: Kind { .network }

  func show() -> [DisplayBlock] {
    [.line(StyledText("network", .heading) + StyledText(" · \(summary) · \(remark)", .muted))]
  }

  /// With what it remembers of earlier tasks.
  func hash(into sink: inout some ContentSink) { saved.tensors.hash(into: &sink) }
}

extension Value {
  /// A network that was saved.
  static func network(_ saved: SavedNetwork) -> Value {
    switch saved {
    case .perceptron(let network): .object(PerceptronObject(network: network))
    case .variational(let network): .object(VariationalObject(network: network))
    case .binary(let network, let protection): .object(BinaryObject(network: network, protection: protection))
    }
  }
}

extension Arguments {
  /// The network that a parameter is.
  func network(_ name: String) throws -> any NetworkObject {
    guard case .object(let object as any NetworkObject) = value(name) else {
      throw diagnostic(name, "expected a network")
    }
    return object
  }

  /// Throws where an argument was given that this sort of network has no use for.
  func refuse(_ names: String..., for sort: String) throws {
    for name in names where has(name) { throw diagnostic(name, "\(sort) has no use for \(name)") }
  }
}
