import Foundation

/// Why a task could not be made or a network not be trained or measured, as a lower-case fact.
package enum LearningError: Error, Sendable, Hashable, CustomStringConvertible {
  case invalid(String)
  case tooLarge(bytes: Double, limit: Double)
  case noPatterns
  case sizesDiffer(network: Int, task: Int)
  case classesDiffer(network: Int, task: Int)
  case widthsDiffer(network: [Int], anchor: [Int])
  case anchorSize(network: Int, anchor: Int)
  case noPreviousTask
  case diverged(epoch: Int, batch: Int)
  case outputsNotFinite

  package var description: String {
    switch self {
    case .invalid(let fact): fact
    case .tooLarge(let bytes, let limit):
      String(format: "the patterns take %.3g GB, more than the %.3g GB they may", bytes / 1e9, limit / 1e9)
    case .noPatterns: "the task has no patterns"
    case .sizesDiffer(let network, let task): "the network has \(network) inputs, the task \(task)"
    case .classesDiffer(let network, let task): "the network has \(network) classes, the task \(task)"
    case .widthsDiffer(let network, let anchor): "the network has widths \(network), the anchor \(anchor)"
    case .anchorSize(let network, let anchor): "the network has \(network) fields, the anchor \(anchor)"
    case .noPreviousTask: "there is no previous task: the network was never trained on another one"
    case .diverged(let epoch, let batch):
      "training diverged in epoch \(epoch), batch \(batch); a smaller rate, or adam, may help"
    case .outputsNotFinite: "the network's outputs are too large for numbers of single precision"
    }
  }
}
