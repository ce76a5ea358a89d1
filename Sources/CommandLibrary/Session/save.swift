import Display
import Execution
import Figures
import Foundation
import Interpreter
import Language

extension Command {
  static let save = Command(
    "save", group: .session,
    summary: "Saves the session as a script, or a figure, table, tensor or network as a file",
    details: """
      save "lecture.rpl" writes the session so far as a script; running it gives the same numbers. A figure becomes .svg, .png or
      .pdf, a table .csv, a tensor .npy, a network .safetensors, which Python reads, too. The old file stays until the new one is
      complete.
      """,
    parameters: [
      Parameter(
        "value", .figure, .table, .tensor, .network, .text,
        summary: "a figure, table, tensor or network; or the script's path",
        default: .absent, file: .written),
      Parameter("to", .text, summary: "the file to write", default: .absent, file: .written),
    ],
    result: "nothing",
    effects: [.files],
    examples: [
      Example("save \"session.rpl\""),
      Example("save table(x: [1, 2], y: [3, 4]), to: \"points.csv\""),
      Example("save plot(x: [1, 2, 3], y: [1, 4, 9]), to: \"squares.svg\""),
      Example("save [[1, 2], [3, 4]], to: \"matrix.npy\""),
      Example("save perceptron(n: 100), to: \"perceptron.safetensors\""),
    ],
    seeAlso: ["load", "run", "plot", "table"],
    outline: { (arguments) throws(Diagnostic) in
      guard let path = arguments["to"]?.text, let kinds = arguments["value"]?.kinds, kinds.count == 1,
        let kind = kinds.first, let endings = fileEndings[kind],
        !endings.contains(where: { path.lowercased().hasSuffix($0) })
      else { return nil }
      throw arguments.mistake(
        "to", "\(kind.phrase) is saved as \(endings.joinedAsAlternatives()), not as \(path)")
    }
  ) { arguments, context in
    let value = arguments.value("value") ?? .nothing
    if context.keepsFiles, let path = arguments.savedPath, FileManager.default.fileExists(atPath: path) {
      context.note([.line(StyledText("\(path) is kept as it is", .muted))])
      return .nothing
    }
    if case .text(let path) = value, !arguments.has("to") {
      let script = SavedScript.text(of: context.session)
      try arguments.located("value") { try TextFile.write(script, to: path) }
      context.noteWritten(path)
      return .nothing
    }
    guard arguments.has("to") else {
      let ending =
        switch value.kind {
        case .table: "csv"
        case .tensor: "npy"
        case .network: "safetensors"
        default: "svg"
        }
      throw arguments.mistake(
        "value", "save: the file to write is missing", help: "give it with to: \"name.\(ending)\"")
    }
    let path = try arguments.text("to")
    switch value {
    case .nothing:
      let script = SavedScript.text(of: context.session)
      try arguments.located("to") { try TextFile.write(script, to: path) }
    case .table(let table):
      try requireEnding(".csv", of: path, "a table", arguments)
      try arguments.located("to") { try TextFile.write(table.csv, to: path) }
    case .tensor(let tensor):
      try requireEnding(".npy", of: path, "a tensor", arguments)
      try arguments.located("to") { try TextFile.write(tensor.npy, to: path) }
    case .object(let object as FigureObject):
      do { try write(object.figure, to: path, arguments) } catch {
        // Ctrl-C reaches gnuplot, too, which then fails.
        try context.work.checkpoint()
        throw error
      }
    case .object(let object as any NetworkObject):
      try requireEnding(".safetensors", of: path, "a network", arguments)
      try arguments.located("to") { try TextFile.write(object.saved.tensors.bytes, to: path) }
    default: throw arguments.mistake("value", "save: there is no file format for \(value.described)")
    }
    context.noteWritten(path)
    return .nothing
  }

  private static let fileEndings: [Kind: [String]] = [
    .figure: [".svg", ".png", ".pdf"], .table: [".csv"], .tensor: [".npy"], .network: [".safetensors"],
  ]

  private static func requireEnding(
    _ ending: String, of path: String, _ what: String, _ arguments: Arguments
  ) throws {
    guard path.hasSuffix(ending) else {
      throw arguments.mistake("to", "\(what) is saved as \(ending), not as \(path)")
    }
  }

  private static func write(_ figure: Figure, to path: String, _ arguments: Arguments) throws {
    let ending = path.split(separator: ".").last.map(String.init) ?? ""
    guard let format = FigureFile.Format(rawValue: ending.lowercased()) else {
      throw arguments.mistake("to", "a figure is saved as .svg, .png or .pdf, not as \(path)")
    }
    try arguments.located("to") { try FigureFile.write(figure, to: path, format: format) }
  }
}

extension Arguments {
  /// The file that a call of `save` writes.
  fileprivate var savedPath: String? {
    switch (value("to"), value("value")) {
    case (.text(let path), _), (nil, .text(let path)): path
    default: nil
    }
  }
}

extension CommandContext {
  /// Says what was written, and how large it is.
  fileprivate func noteWritten(_ path: String) {
    let size = (try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int) ?? 0
    note([.line(StyledText("\(path) · \(Memory.words(Double(size)))", .muted))])
  }
}
