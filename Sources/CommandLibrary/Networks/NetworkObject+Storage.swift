import Foundation
import Interpreter
import Learning

/// On disk a network is what `save` writes.
extension NetworkObject {
  func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(Data(saved.tensors.bytes))
  }

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let tensors = try SafeTensors(bytes: Array(container.decode(Data.self)))
    guard case .object(let object as Self) = Value.network(try SavedNetwork(tensors)) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "another sort of network")
    }
    self = object
  }
}
