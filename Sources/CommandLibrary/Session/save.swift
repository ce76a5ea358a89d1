import Display
import Execution
import Figures
import Files
import Foundation
import Interpreter
import Language

extension Command {
  static let save = Command(
    "save", group: .session,
    summary: "Saves the session as a script, or a figure, table, tensor or network as a file",
    details: """
      save "lecture.rpl" writes the session so far as a script; running it gives the same numbers. A figure becomes .svg, .png or
      .pdf, a table .csv, a tensor .npy, a network .safetensors, which Python reads, too. A folder that is missing is made. The old file
      stays until the new one is complete.
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
    infer: { (arguments) throws(Diagnostic) in
      guard let path = arguments["to"]?.text, let kinds = arguments["value"]?.kinds, kinds.count == 1,
        let kind = kinds.first, let endings = fileEndings[kind],
        !endings.contains(where: { path.lowercased().hasSuffix($0) })
      else { return nil }
      throw arguments.diagnostic("to", wrongEnding(of: path, kind, endings))
    }
  ) { arguments, context in
    let value = arguments.value("value") ?? .nothing
    guard let path = arguments.savedPath else {
      let ending = fileEndings[value.kind]?.first ?? ".svg"
      throw arguments.diagnostic(
        "value", "save: the file to write is missing", help: "give it with to: \"name\(ending)\"")
    }
    if context.keepsFiles, FileManager.default.fileExists(atPath: path) {
      context.note([.line(StyledText("\(path) is kept as it is", .muted))])
      return .nothing
    }
    if value.kind == .nothing || !arguments.has("to") {
      let outcome = try arguments.located(arguments.has("to") ? "to" : "value") {
        try write(to: path, in: context.work) { try $0.write(SavedScript.text(of: context.session)) }
      }
      context.noteWritten(path, outcome)
      return .nothing
    }
    guard let endings = fileEndings[value.kind] else {
      throw arguments.diagnostic("value", "save: there is no file format for \(value.described)")
    }
    guard let ending = endings.first(where: path.lowercased().hasSuffix) else {
      throw arguments.diagnostic("to", wrongEnding(of: path, value.kind, endings))
    }
    let outcome = try arguments.located("to") {
      try write(to: path, in: context.work) { file in
        try write(value, to: &file, ending: ending, in: context.work)
      }
    }
    context.noteWritten(path, outcome)
    return .nothing
  }

  private static let fileEndings: [Kind: [String]] = [
    .figure: [".svg", ".png", ".pdf"], .table: [".csv"], .tensor: [".npy"], .network: [".safetensors"],
  ]

  private static func wrongEnding(of path: String, _ kind: Kind, _ endings: [String]) -> String {
    "\(kind.phrase) is saved as \(endings.joinedAsAlternatives()), not as \(path)"
  }

  private static func write(
    to path: String, in work: Work, _ body: (inout FileOutput) throws -> Void
  ) throws -> FileReplacement.Outcome {
    try TextFile.located {
      try FileReplacement.makeFolder(PathName.folder(of: path), in: work)
      return try FileReplacement.write(to: path, in: work, body)
    }
  }

  private static func write(
    _ value: Value, to file: inout FileOutput, ending: String, in work: Work
  ) throws {
    switch value {
    case .table(let table): try table.writeCSV { try file.write($0) }
    case .tensor(let tensor): try tensor.writeNPY { try file.write($0) }
    case .object(let object as FigureObject):
      guard let format = FigureFile.Format(rawValue: String(ending.dropFirst())) else { return }
      try FigureFile.write(object.figure, to: &file, format: format, in: work)
    case .object(let object as any NetworkObject): try object.saved.tensors.write { try file.write($0) }
    default: break
    }
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
  /// Says what was written, how large it is, and whether something else was there.
  fileprivate func noteWritten(_ path: String, _ outcome: FileReplacement.Outcome) {
    let words = "\(path) · \(Memory.words(Double(outcome.byteCount)))"
    note([.line(StyledText(words + (outcome.kind == .replaced ? " · replaced" : ""), .muted))])
  }
}
