import Interpreter
import Language
import Learning
import Tensors

extension Command {
  static let load = Command(
    "load", group: .session,
    summary: "Loads a tensor or a network from a file that save or Python wrote",
    details: """
      A file .npy is a tensor: of float32, float64, uint8 or int64, in C order. A file .safetensors is a network as `save` writes it, with
      what it remembers of earlier tasks.
      """,
    parameters: [Parameter("path", .text, summary: "the file, .npy or .safetensors", file: .read)],
    result: "a tensor or a network",
    effects: [.files],
    examples: [
      Example("save [[1, 2], [3, 4]], to: \"matrix.npy\"\nload(\"matrix.npy\")[1, 0]", gives: "3"),
      Example(
        "net = network layers: [64, 32, 10], gain: 2\nsave net, to: \"net.safetensors\"\nload(\"net.safetensors\").fields[0] == net.fields[0]",
        gives: "true"),
    ],
    seeAlso: ["save", "npy", "csv", "run"]
  ) { arguments, context in
    let path = try arguments.text("path")
    return try arguments.located("path") {
      do {
        if path.hasSuffix(".npy") { return .tensor(try Tensor(npy: path, in: context.work)) }
        if path.hasSuffix(".safetensors") {
          return .network(try SavedNetwork(SafeTensors(reading: path, in: context.work)))
        }
      } catch let error as DataFileError {
        throw Diagnostic.file(error.path, error.reason)
      }
      throw arguments.mistake("path", "load: expected a file .npy or .safetensors, found \(path)")
    }
  }
}
