import Execution
import Faults
import Files
import Foundation
import Tensors
import Testing

@testable import Interpreter

/// What a `StoredWriter` writes as its bits.
typealias Part = Numeric & BitwiseCopyable & Sendable

@Suite struct ResultStoreTests {
  @Test(
    "Whichever call fails while a result is kept, it is found whole or not at all, and nothing else is said")
  func faults() throws {
    let count = try Faults.forEach { faults in
      let scratch = try ScratchFolder()
      let store = ResultStore(
        folder: scratch.file("results"), build: "a build", leastSeconds: 0, objects: [])
      let entry = ResultStore.Entry(
        label: "compute", seconds: 1, draws: 3, result: .list([.number(1), .text("x")]), variable: nil)
      store.keep(entry, 7, in: .alone)
      faults.endProcess()
      let found = store.entry(7)
      #expect(found == nil || found?.draws == 3 && found?.result.literal == "[1, \"x\"]", "\(faults)")
      if faults.failed == nil { #expect(found != nil) }
      // A damaged one is written again.
      SystemCalls.$current.withValue(.system) { store.keep(entry, 7, in: .alone) }
      #expect(store.entry(7)?.draws == 3, "\(faults)")
    }
    #expect(count > 100)
  }

  @Test("An abandoned computation keeps nothing and removes nothing")
  func abandoned() throws {
    let scratch = try ScratchFolder()
    let store = ResultStore(folder: scratch.file("results"), build: "a build", leastSeconds: 0, objects: [])
    let entry = ResultStore.Entry(
      label: "compute", seconds: 1, draws: 0, result: .number(1), variable: nil)
    store.keep(entry, 1, in: .alone)
    let cancellation = Cancellation()
    #expect(cancellation.abandon())
    store.keep(entry, 2, in: Work(cancellation: cancellation))
    store.remove(in: Work(cancellation: cancellation))
    #expect(store.entry(1) != nil && store.entry(2) == nil)
  }

  // MARK: What the file holds

  private static let values: [Value] = [
    .nothing, .number(-0.0), .number(Double(nan: 7, signaling: false)), .boolean(true), .boolean(false),
    .text(""), .text("a\u{0}α\u{301}"), .list([]), .list([.number(-.infinity), .number(0x1p-1074)]),
    .list([.number(1), .list([.nothing])]),
    .tensor(Tensor(shape: Shape([2, 0, 3]), elements: [])), .tensor(Tensor(shape: Shape([]), elements: [2])),
    .mask(Tensor(shape: Shape([2, 2]), elements: [true, false, false, true])), .mask(Tensor([])),
    .table(Table([.init(name: "x", numbers: [1, .nan]), .init(name: "", values: [.text("a"), .nothing])])),
    .table(Table([])), .record(Record([("a", .record(Record())), ("β", .number(1))])),
  ]

  @Test("A value of every kind is read back to the last bit", arguments: values)
  func kinds(value: Value) throws {
    let read = try ResultStore.Entry(entry(value).bytes(), objects: [])
    #expect(read.result.kind == value.kind && read.result.literal == value.literal)
    #expect(Digest(of: read.result).bits == Digest(of: value).bits)
    #expect(read.variable == nil && (read.label, read.seconds, read.draws) == ("a label", 0.5, .max))
  }

  private func entry(_ value: Value) -> ResultStore.Entry {
    ResultStore.Entry(label: "a label", seconds: 0.5, draws: .max, result: value, variable: nil)
  }

  @Test("Values that nest as deeply as values may are kept")
  func deepest() throws {
    let value = (0..<Nesting.limit).reduce(Value.text("a")) { value, _ in .list([value]) }
    let bytes = try entry(value).bytes()
    let read = onEvaluationThread { (try? ResultStore.Entry(bytes, objects: []))?.result.literal }
    #expect(read == String(repeating: "[", count: 1000) + "\"a\"" + String(repeating: "]", count: 1000))
  }

  @Test("A value that holds others 2ⁿ times is not kept, nor is one without a form on disk")
  func unstorable() throws {
    let scratch = try ScratchFolder()
    let store = ResultStore(
      folder: scratch.file("results"), build: "a build", limit: 1 << 20, leastSeconds: 0, objects: [])
    let laughs = (0..<64).reduce(Value.text("ha")) { value, _ in .list([value, value]) }
    store.keep(entry(laughs), 1, in: .alone)
    #expect(store.entry(1) == nil && !store.hasFolder)
  }

  // MARK: Forged files

  /// What a store finds under the key 1 where the file has these bytes behind a valid seal.
  private func found(_ bytes: [UInt8]) throws -> ResultStore.Entry? {
    let scratch = try ScratchFolder()
    let store = ResultStore(folder: scratch.file("results"), build: "a build", leastSeconds: 0, objects: [])
    var seal = BitHasher()
    for word in [0, 1, bytes.count] { seal.combine(word) }
    bytes.withUnsafeBytes { seal.combine(bytes: $0) }
    try FileManager.default.createDirectory(atPath: store.folder, withIntermediateDirectories: true)
    let file = withUnsafeBytes(of: seal.hash.littleEndian) { Data($0) } + bytes
    try file.write(to: URL(filePath: store.folder + "/1.kept"))
    return onEvaluationThread { store.entry(1) } ?? nil
  }

  @Test("A file is found as it was written, and not when it was cut anywhere or goes on")
  func lengths() throws {
    let whole = try entry(.list([.text("abc"), .number(1), .list([.number(2)])])).bytes()
    #expect(try found(whole)?.result.literal == "[\"abc\", 1, [2]]")
    #expect(try found(whole + [0]) == nil)
    for count in whole.indices { #expect(try found(Array(whole.prefix(count))) == nil, "\(count) bytes") }
  }

  /// A property list, the form of earlier versions: a list of lists, so many in each other. The innermost one
  /// holds nothing, or the outermost again; the others hold the next one so many times.
  private static func propertyList(depth: Int, copies: Int, isCyclic: Bool) -> [UInt8] {
    func text(_ text: String) -> [UInt8] { [0x50 | UInt8(text.utf8.count)] + text.utf8 }
    let head: [[UInt8]] = [
      [0xD4, 1, 2, 3, 4, 1, 5, 6, 10], text("label"), text("seconds"), text("draws"), text("result"),
      [0x23, 0x3F, 0xF0, 0, 0, 0, 0, 0, 0], [0x10, 1], text("kind"), text("value"), text("list"),
    ]
    let lists = (0..<depth).flatMap { level -> [[UInt8]] in
      let own = UInt8(head.count + 2 * level)
      let held: [UInt8] =
        level < depth - 1 ? Array(repeating: own + 2, count: copies) : isCyclic ? [UInt8(head.count)] : []
      return [[0xD2, 7, 8, 9, own + 1], [0xA0 | UInt8(held.count)] + held]
    }
    var (bytes, offsets): ([UInt8], [UInt8]) = (Array("bplist00".utf8), [])
    for object in head + lists {
      offsets += [UInt8(bytes.count >> 8), UInt8(bytes.count & 0xFF)]
      bytes += object
    }
    let words = [offsets.count / 2, 0, bytes.count].map { UInt64($0).bigEndian }
    return bytes + offsets + [0, 0, 0, 0, 0, 0, 2, 1] + words.withUnsafeBytes { Array($0) }
  }

  @Test(
    "A property list counts as not there, though it hold itself, or others 2ⁿ times",
    arguments: [
      propertyList(depth: 2, copies: 1, isCyclic: false), propertyList(depth: 1, copies: 1, isCyclic: true),
      propertyList(depth: 40, copies: 2, isCyclic: false),
    ])
  func propertyLists(bytes: [UInt8]) throws { #expect(try found(bytes) == nil) }

  /// An entry whose result has these parts.
  private static func file(_ parts: [any Part]) throws -> [UInt8] {
    var file = StoredWriter()
    try file.write(1)
    try file.write("a label")
    try file.write(0.5)
    try file.write(UInt64(3))
    for part in parts { try file.write(part) }
    for _ in 0..<2 { try file.write(0) }
    return file.bytes
  }

  /// What stands before a value, as files have it.
  private static let (nothing, text, range, list): (UInt8, UInt8, UInt8, UInt8) = (0, 4, 5, 6)
  private static let (numbers, tensor, table, record, object): (UInt8, UInt8, UInt8, UInt8, UInt8) =
    (1, 7, 8, 9, 10)
  private static let a = UInt8(ascii: "a")

  struct Forgery: CustomTestStringConvertible {
    let testDescription: String
    let parts: [any Part]

    init(_ testDescription: String, _ parts: [any Part]) {
      (self.testDescription, self.parts) = (testDescription, parts)
    }
  }

  private static let forgeries = [
    Forgery("an unknown kind", [UInt8(11)]),
    Forgery("more values than bytes", [list, list, Int.max]),
    Forgery("fewer values than none", [list, list, -1]),
    Forgery("more numbers than bytes", [list, numbers, 1 << 40]),
    Forgery("numbers whose bytes no integer counts", [list, numbers, Int.max / 8 + 2]),
    Forgery("lists in lists", (0..<100_000).flatMap { _ in [list, list, 1] as [any Part] } + [nothing]),
    Forgery("a text that is no UTF-8", [text, 1, UInt8(0xFF)]),
    Forgery("a range without a step", [range, 0.0, 1.0, 0.0, 1.0]),
    Forgery("a tensor of another shape", [tensor, 1, 2, 3, 1.0, 2.0, 3.0]),
    Forgery("a tensor whose elements no integer counts", [tensor, 2, 1 << 40, 1 << 40, 0]),
    Forgery("a tensor of fewer elements than none", [tensor, 1, -1, 0]),
    Forgery("a tensor of many axes", [tensor, 100_000] + (0..<100_000).map { _ in 1 } + [1, 1.0]),
    Forgery("a table of columns that differ", [table, 2, 1, a, numbers, 1, 1.0, 1, a, numbers, 0]),
    Forgery("a record of two fields of a name", [record, 2, 1, a, nothing, 1, a, nothing]),
    Forgery("an object that is not known", [object, 1, a]),
  ]

  @Test("A forged file counts as not there", arguments: forgeries)
  func forged(forgery: Forgery) throws { #expect(try found(Self.file(forgery.parts)) == nil) }

  @Test("The parts of forged files are those of whole ones")
  func parts() throws {
    let table: [any Part] = [Self.table, 1, 1, Self.a, Self.numbers, 1, 1.0]
    let parts: [any Part] =
      [Self.list, Self.list, 3] + table + [Self.record, 1, 1, Self.a, Self.nothing]
      + [Self.tensor, 1, 2, 2, 1.0, 2.0]
    #expect(
      try found(Self.file(parts))?.result.literal
        == Value.list([
          .table(Table([.init(name: "a", numbers: [1])])), .record(Record([("a", .nothing)])),
          .tensor(Tensor([1, 2])),
        ]).literal)
  }
}
