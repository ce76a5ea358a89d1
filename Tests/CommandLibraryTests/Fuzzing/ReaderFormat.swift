import Execution
import Foundation
import Language
import RandomStreams
import Tensors
import Testing

@testable import CommandLibrary
@testable import Documents
@testable import Interpreter
@testable import Learning
@testable import TerminalUI

/// A kind of file that comes from outside: some as they should be, and how they are read.
struct ReaderFormat: Sendable, CustomTestStringConvertible {
  let testDescription: String
  let samples: [[UInt8]]
  /// A damaged one may be sealed again, so that more of the reader is reached than what looks at its seal.
  var sealed: @Sendable ([UInt8], inout SplitMix) -> [UInt8] = { bytes, _ in bytes }
  /// Reads it and uses what it gives; says what is wrong with that. Throws what the reader does.
  let read: @Sendable ([UInt8], Work) throws -> String?

  static let all = [
    network, checkpoint, numpy, data, table, images, packed, journal, keptResult, lesson, markdown, history,
  ]
}

private struct Sentence: Error {}

private func text(_ bytes: [UInt8]) throws -> String {
  guard let text = String(validating: bytes, as: UTF8.self) else { throw Sentence() }
  return text
}

// MARK: Networks

extension ReaderFormat {
  private static func stream(_ number: UInt64) -> RandomStream {
    StreamKey(seed: 5, statement: number).stream(draw: 0)
  }

  private static let examples = LabelledExamples(
    inputs: (0..<40).map { Float($0 % 7) / 7 }, inputCount: 4, labels: (0..<10).map { $0 % 2 })

  private static func teacher(_ number: UInt64) throws -> TeacherTask {
    try TeacherTask.random(inputs: 9, load: 2, stream: stream(number), in: .alone)
  }

  /// The length of a header may be what it is in a file that was cut or lengthened.
  private static let withLength: @Sendable ([UInt8], inout SplitMix) -> [UInt8] = { bytes, chance in
    guard bytes.count > 8, chance.happens(0.7) else { return bytes }
    let end = bytes.lastIndex(of: UInt8(ascii: "}")).map { $0 - 7 } ?? 0
    return (0..<8).map { UInt8(truncatingIfNeeded: max(0, end) >> (8 * $0)) } + bytes.dropFirst(8)
  }

  private static let networks: [SavedNetwork] = {
    let work = Work.alone
    var networks: [SavedNetwork] = []
    if let network = try? VariationalNetwork(widths: [4, 3, 2], gain: 1, stream: stream(1), in: work),
      let trained = try? network.trained(
        on: examples, options: VariationalOptions(epochs: 1), stream: stream(2), in: work)
    {
      networks.append(.variational(trained.network))
    }
    let protection = Protection.elasticWeights(strength: 3, labels: .true)
    if let network = try? BinaryNetwork(widths: [4, 3, 2], stream: stream(3), in: work),
      let trained = try? network.trained(
        on: examples, options: BinaryOptions(epochs: 1, protection: protection), stream: stream(4), in: work)
    {
      networks.append(.binary(trained.network, protection))
    }
    var start = stream(5)
    let perceptron = BinaryPerceptron(n: 9, gain: 1, stream: &start)
    if let trained = try? perceptron.trained(
      on: teacher(6), options: TrainingOptions(epochs: 1), stream: stream(7), in: work)
    {
      networks.append(.perceptron(trained.network))
    }
    return networks
  }()

  static let network = ReaderFormat(
    testDescription: "safetensors", samples: networks.compactMap { try? $0.tensors.bytes }, sealed: withLength
  ) { bytes, work in
    let tensors = try SafeTensors(DataFile(path: "", contents: bytes, in: work), in: work)
    guard case .object(let object as any NetworkObject) = Value.network(try SavedNetwork(tensors)) else {
      return "no network"
    }
    _ = (object.summary, object.show(), object.json, object.fieldNames.map { object.field($0)?.summary })
    let variances = object.variances ?? []
    guard variances.allSatisfy({ $0.allSatisfy { (0...1).contains($0) } }) else {
      return "a variance is none"
    }
    _ = Table(variances.map(VarianceHistogram.init))
    // What is read can be written, and is the same.
    let again = try SafeTensors(bytes: object.saved.tensors.bytes)
    guard Digest(of: .network(try SavedNetwork(again))).bits == Digest(of: .object(object)).bits else {
      return "another network"
    }
    return accuracy(of: try SavedNetwork(tensors)).flatMap { (0...1).contains($0) ? nil : "accuracy \($0)" }
  }

  private static func accuracy(of network: SavedNetwork) -> Double? {
    switch network {
    case .perceptron(let network): try? network.accuracy(on: teacher(6))
    case .binary(let network, _): try? network.evaluation(on: examples, in: .alone).accuracy
    case .variational(let network):
      try? network.evaluation(on: examples, reading: .meanField, stream: stream(8), in: .alone).accuracy
    }
  }

  /// One epoch more than it has.
  static let checkpoint = ReaderFormat(
    testDescription: "checkpoint",
    samples: networks.compactMap { network in
      switch network {
      case .variational(let network): try? VariationalCheckpoint(beginning: network).tensors.bytes
      case .binary(let network, let protection):
        try? BinaryCheckpoint(beginning: network, protection).tensors.bytes
      case .perceptron(let network):
        try? PerceptronCheckpoint(beginning: network, .adam).tensors.bytes
      }
    }, sealed: withLength
  ) { bytes, work in
    let tensors = try SafeTensors(DataFile(path: "", contents: bytes, in: work), in: work)
    switch try SavedNetwork(tensors) {
    case .variational:
      let checkpoint = try VariationalCheckpoint(tensors)
      let options = VariationalOptions(epochs: min(checkpoint.epoch, 5) + 1)
      let end = try checkpoint.resumed(on: examples, options: options, stream: stream(9), in: work)
      return end.network.fields.allSatisfy { $0.allSatisfy(\.isFinite) } ? nil : "a field is none"
    case .binary(_, let protection):
      let checkpoint = try BinaryCheckpoint(tensors)
      let options = BinaryOptions(epochs: min(checkpoint.epoch, 5) + 1, protection: protection)
      let end = try checkpoint.resumed(on: examples, options: options, stream: stream(9), in: work)
      return end.network.weights.allSatisfy { $0.allSatisfy(\.isFinite) } ? nil : "a weight is none"
    case .perceptron:
      let checkpoint = try PerceptronCheckpoint(tensors)
      let options = TrainingOptions(epochs: min(checkpoint.epoch, 5) + 1, optimizer: .adam)
      let end = try checkpoint.resumed(on: teacher(6), options: options, stream: stream(9), in: work)
      return end.network.fields.allSatisfy(\.isFinite) ? nil : "a field is none"
    }
  }
}

// MARK: Sessions

extension ReaderFormat {
  static let journal = ReaderFormat(
    testDescription: "journal",
    samples: [
      Journal.heading("a test", folder: "/tmp/a")
        + Journal.text(of: "x = 1\n\ny = 2", number: 1, time: "12:00:00")
        + "#> done in 0.1 s\n#> x: number value=1.0 bits=0123456789abcdef\n"
        + Journal.text(of: "missing", number: 3, time: "12:00:01") + "#> failed after 0.1 s: unknown name\n"
        + Journal.text(of: "z", number: 3, time: "12:00:02") + Journal.closingLine,
      Journal.heading("another") + Journal.text(of: "# %% [2] no\r\nx", number: 1, time: "1"),
    ].map { Array($0.utf8) }
  ) { bytes, work in
    let text = try text(bytes)
    if let lenient = try? Journal(text, name: "journal", isLenient: true) {
      _ = (lenient.script, lenient.doneCells.count, lenient.unfinished?.text)
    }
    let journal = try Journal(text, name: "journal")
    let numbers = journal.cells.flatMap { $0.record?.entries ?? [] }.flatMap { $0.digest?.numbers ?? [] }
    _ = (numbers.count, try? Journal.runnable(text, name: "journal"))
    return journal.cells.allSatisfy { $0.record?.seconds.isFinite ?? true } ? nil : "a time is none"
  }

  /// Values of every kind that is kept.
  private static let values: [Value] = {
    let table = Table([
      .init(name: "x", numbers: [1, .nan]), .init(name: "t", values: [.text("a"), .nothing]),
    ])
    let tensor = Tensor<Double>(shape: Shape([2, 2]), elements: [1, 2, 3, 4])
    var values: [Value] = [
      .nothing, .number(1.5), .boolean(true), .text("a\"b"), .list([.number(1), .text("b"), .list([])]),
      .list([.number(1), .number(2)]), .tensor(tensor), .table(table),
      .record(Record([("a", .table(table))])),
    ]
    if let range = NumberRange(lower: 0, upper: 3, step: 0.5) { values.append(.range(range)) }
    values += networks.map(Value.network)
    guard let history = try? TrainingHistory([(name: "epoch", values: [0, 1])]) else { return values }
    values.append(.object(HistoryObject(history: history)))
    if let accuracies = try? AccuracyMatrix(accuracies: [[1, 0], [0.5, 1]], untrained: [0.1, 0.2]),
      case .object(let network as any NetworkObject)? = networks.first.map(Value.network)
    {
      let course = TaskCourse(
        accuracies: accuracies, history: history, seconds: [1, 2],
        uncertainties: [[VarianceHistogram(of: [0, 1])], [VarianceHistogram(of: [0.5])]])
      values.append(
        .object(
          LearnedObject(label: "a", taskNames: ["b", "c"], epochs: 1, course: course, network: network)))
    }
    return values
  }()

  static let keptResult = ReaderFormat(
    testDescription: "kept result",
    samples: values.compactMap { value in
      try? ResultStore.Entry(label: "a", seconds: 1, draws: 2, result: value, variable: .text("b")).bytes()
    }
  ) { bytes, work in
    let entry = try ResultStore.Entry(bytes, objects: storableObjects)
    // What is read can be written, and is the same.
    let again = try entry.bytes()
    guard try ResultStore.Entry(again, objects: storableObjects).bytes() == again else { return "another" }
    let value = entry.result
    _ = (value.show(), value.summary, value.described, value.json.text, value.literal)
    if case .object(let object) = value { _ = object.fieldNames.map { object.field($0)?.show() } }
    return nil
  }

  static let history = ReaderFormat(
    testDescription: "history of what was typed",
    samples: [Array("x = 1\nfor i in 1...3 {\\n  print(i)\\n}\n\"a\\\\nb\"\n".utf8)]
  ) { bytes, work in
    for line in bytes.split(separator: UInt8(ascii: "\n")) {
      let entry = String(decoding: line, as: UTF8.self).unescapedLine
      guard entry.escapedLine.unescapedLine.utf8.elementsEqual(entry.utf8) else { return "another entry" }
    }
    return nil
  }
}

// MARK: Prose

extension ReaderFormat {
  private static let page = """
    # Title *a*

    Words with `code`, **strong _nested_**, [a link](https://x.org/a_(b) "t") and ![an image](a.png).

    - one
      - two
        1. three

      more
    > quoted
    > - list

    | a | b |
    |:--|--:|
    | 1 \\| 2 | 3 |

    ```text
    code
    ```

        indented
    ***
    Heading
    =======
    &lt; <https://x.org> a  \nb\\\nc
    """

  static let markdown = ReaderFormat(testDescription: "Markdown", samples: [Array(page.utf8)]) {
    bytes, work in
    let text = try text(bytes)
    let markdown = Markdown(text)
    _ = (markdown.title, markdown.imageSources, Prose.lines(of: text, width: 40).count)
    var document = Document(name: "a.rpl", program: "replica")
    document.parts = [.prose(text)]
    let html = HTMLPage.text(of: document)
    _ = (MarkdownPage.text(of: document), NotebookFile.text(of: document))
    return html.lowercased().contains("<script") || html.contains("href=\"javascript:") ? "a script" : nil
  }

  static let lesson = ReaderFormat(
    testDescription: "lesson",
    samples: [
      Array(
        ("# %% [markdown]\n" + page.lines.map { "# \($0)\n" }.joined()
          + "# %% A cell\nx = ask \"how many?\", is: 3\n# %%\nplot [1, 2]\n").utf8)
    ]
  ) { bytes, work in
    let text = try text(bytes)
    let (script, errors) = Parser.parseAll(SourceText(text, name: "lesson.rpl"))
    _ = errors.map { $0.rendered() }
    guard let script else { throw Sentence() }
    let lesson = Lesson(script)
    _ = lesson.steps.map { ($0.heading, $0.prose.map { Prose.lines(of: $0, width: 60).count }) }
    return nil
  }
}
