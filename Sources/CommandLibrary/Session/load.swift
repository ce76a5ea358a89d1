import Interpreter
import Language
import Learning
import Tensors

extension Command {
  static let load = Command(
    "load", group: .session,
    summary: "Loads a table, a tensor or a network from a file that save or Python wrote",
    details: """
      A file .csv is a table: its first line holds the names, or already numbers. Quoted cells are texts, empty ones nothing; numbers are
      the same to the last bit as those saved.
      A file .npy is a tensor: of float32, float64, uint8 or int64, in C order. A file .safetensors is a network as `save` writes it, with
      what it remembers of earlier tasks; one with a number that is nan or infinite is refused, and the error says where it stands.
      """,
    parameters: [Parameter("path", .text, summary: "the file, .csv, .npy or .safetensors", file: .read)],
    result: "a table, a tensor or a network",
    effects: [.files],
    examples: [
      Example(
        "t = table(n: [1, 2], q: [0.1, pi])\nsave t, to: \"points.csv\"\nequal(load(\"points.csv\"), t)",
        gives: "true"),
      Example("save [[1, 2], [3, 4]], to: \"matrix.npy\"\nload(\"matrix.npy\")[1, 0]", gives: "3"),
      Example(
        "net = network layers: [64, 32, 10], gain: 2\nsave net, to: \"net.safetensors\"\nequal(load(\"net.safetensors\").fields, net.fields)",
        gives: "true"),
    ],
    seeAlso: ["save", "table", "npy", "csv", "run"],
    infer: { (arguments) throws(Diagnostic) in
      guard let path = arguments["path"]?.text else { return nil }
      return endings.first { path.hasSuffix($0.ending) }.map { AbstractValue($0.kind) }
    }
  ) { arguments, context in
    let path = try arguments.text("path")
    return try arguments.located("path") {
      do {
        if path.hasSuffix(".csv") {
          let bytes = try DataFile.contents(of: path, in: context.work)
          return .table(try Table(csv: bytes, of: path, in: context.work))
        }
        if path.hasSuffix(".npy") { return .tensor(try Tensor(npy: path, in: context.work)) }
        if path.hasSuffix(".safetensors") {
          return .network(try SavedNetwork(SafeTensors(reading: path, in: context.work)))
        }
      } catch let error as DataFileError {
        throw Diagnostic.file(error.path, error.reason)
      }
      throw arguments.diagnostic(
        "path", "load: expected a file \(endings.map(\.ending).joinedAsAlternatives()), found \(path)")
    }
  }

  private static let endings: [(ending: String, kind: Kind)] = [
    (".csv", .table), (".npy", .tensor), (".safetensors", .network),
  ]
}
