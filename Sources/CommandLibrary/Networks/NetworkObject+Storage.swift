import Interpreter
import Learning

/// On disk a network is what `save` writes.
extension NetworkObject {
  func write(to file: inout StoredWriter) throws { try file.write(elements: saved.tensors.bytes) }

  init(from file: inout StoredReader) throws {
    let tensors = try SafeTensors(bytes: file.elements())
    guard case .object(let object as Self) = Value.network(try SavedNetwork(tensors)) else {
      throw StoredReader.Damaged()
    }
    self = object
  }
}
