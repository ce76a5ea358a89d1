import Execution
import Foundation
import Interpreter
import Tensors

@testable import CommandLibrary
@testable import Learning

extension Tensor<Double> {
  /// The file, whole.
  fileprivate var npy: [UInt8] {
    var bytes: [UInt8] = []
    writeNPY { bytes += $0 }
    return bytes
  }
}

extension ReaderFormat {
  private static func array(_ type: String, _ shape: String, _ elements: [UInt8]) -> [UInt8] {
    let header = "{'descr': '\(type)', 'fortran_order': False, 'shape': \(shape), }\n".utf8
    return [0x93] + Array("NUMPY".utf8) + [1, 0, UInt8(header.count), 0] + Array(header) + elements
  }

  static let numpy = ReaderFormat(
    testDescription: "npy",
    samples: [
      Tensor(shape: Shape([2, 3]), elements: [1, -2.5, 0, 7, 1e300, 3]).npy, Tensor([1.0, 2]).npy,
      array("|u1", "(4, 2, 3)", Array(0..<24)), array("<i8", "(2,)", Array(repeating: 0, count: 16)),
      array("<f4", "(1, 1)", [0, 0, 0x80, 0x3F]),
    ],
    sealed: { bytes, chance in
      guard bytes.count > 10, chance.happens(0.7), let end = bytes.firstIndex(of: UInt8(ascii: "\n")),
        end > 10
      else { return bytes }
      let length = end - 9
      return bytes[..<8] + [UInt8(length & 0xFF), UInt8(length >> 8 & 0xFF)] + bytes[10...]
    }
  ) { bytes, work in
    let file = try NumPyFile(DataFile(path: "", contents: bytes, in: work))
    let tensor = try file.tensor(in: work)
    guard tensor.shape.count == tensor.elements.count else { return "\(tensor.shape)" }
    _ = (Value.tensor(tensor).show(), Value.tensor(tensor).summary)
    _ = try? file.labels(expected: file.extents[0], in: work)
    guard let inputs = try? file.inputs(scale: nil, in: work) else { return nil }
    return inputs.allSatisfy { (0...1).contains($0) } ? nil : "an input is none"
  }

  static let data = ReaderFormat(
    testDescription: "csv of a task",
    samples: ["x,y,label\r\n 0,255,1\r\n51, 1e2 ,0\r\n", "1,0,0.5\n0,1,0.25\n", "0,0\n1,1\n"].map {
      Array($0.utf8)
    }
  ) { bytes, work in
    var (failure, isRead): ((any Error)?, Bool) = (nil, false)
    for label in [CSVFile.LabelColumn.first, .last] {
      for scale in [nil, 1e30, 1e-30] {
        do {
          let file = try CSVFile(
            DataFile(path: "", contents: bytes, in: work), label: label, scale: scale, in: work)
          let examples = file.examples
          let inputs = examples.inputs(of: Array(0..<examples.count)[...]).elements
          guard inputs.allSatisfy({ (0...1).contains($0) }) else { return "an input is none" }
          guard examples.labels.allSatisfy({ (0...65535).contains($0) }) else { return "a label is none" }
          isRead = true
        } catch { failure = error }
      }
    }
    if let failure, !isRead { throw failure }
    return nil
  }

  static let table = ReaderFormat(
    testDescription: "csv of a table",
    samples: [
      "n,q\n1,0.5\n2,0.25\n", "a,\"b \"\"c\"\"\"\r\n1,\"two\nlines\"\r\n,true\r\n",
      "\u{FEFF}α,β\n1,nan\n-0.0,\"\"\n",
      "1,2\n3,4\n",
    ].map { Array($0.utf8) }
  ) { bytes, work in
    let table = try Table(csv: bytes, of: "table", in: work)
    guard table.columns.allSatisfy({ $0.values.count == table.rowCount }) else { return "ragged columns" }
    guard Set(table.names).count == table.names.count else { return "a name stands there twice" }
    _ = (Value.table(table).show(), Value.table(table).summary, Value.table(table).json.text)
    let again = try Table(csv: Array(table.csv.utf8), of: "table", in: work)
    return Digest(of: .table(again)).bits == Digest(of: .table(table)).bits
      ? nil : "another table: \(table.csv)"
  }

  private static func idx(_ header: [Int], _ elements: [UInt8]) -> [UInt8] {
    header.flatMap { number in (0..<4).map { UInt8(truncatingIfNeeded: number >> (24 - 8 * $0)) } } + elements
  }

  private static let pictures = idx([0x803, 4, 2, 3], Array(0..<24))

  private static func readImages(_ bytes: [UInt8], _ work: Work) throws -> String? {
    let file = try DataFile(path: "", contents: bytes, in: work)
    if let labels = try? IDXFile(file, holding: .labels) {
      return try labels.labels(below: nil, in: work).count == labels.extents[0] ? nil : "labels are missing"
    }
    let images = try IDXFile(file, holding: .images)
    let labels = try IDXFile(
      DataFile(path: "", contents: idx([0x801, 4], [0, 1, 2, 1]), in: work), holding: .labels)
    let examples = try LabelledExamples(images: images, labels: labels, scale: 255, classCount: nil, in: work)
    let inputs = examples.inputs(of: Array(0..<examples.count)[...]).elements
    return inputs.allSatisfy { (0...1).contains($0) } ? nil : "an input is none"
  }

  static let images = ReaderFormat(
    testDescription: "idx", samples: [pictures, idx([0x801, 4], [0, 1, 2, 1])], read: readImages)

  /// The bytes as gzip would write them without compressing: RFC 1952 around one stored block of RFC 1951.
  private static func gzipped(_ bytes: [UInt8]) -> [UInt8] {
    func littleEndian(_ number: Int, _ count: Int) -> [UInt8] {
      (0..<count).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
    }
    var remainder: UInt32 = .max
    for byte in bytes {
      remainder ^= UInt32(byte)
      for _ in 0..<8 { remainder = remainder & 1 == 1 ? remainder >> 1 ^ 0xEDB8_8320 : remainder >> 1 }
    }
    return [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255, 1] + littleEndian(bytes.count, 2)
      + littleEndian(~bytes.count, 2) + bytes + littleEndian(Int(~remainder), 4)
      + littleEndian(bytes.count, 4)
  }

  static let packed = ReaderFormat(
    testDescription: "idx packed by gzip", samples: [gzipped(pictures), pictures],
    sealed: { bytes, chance in
      bytes.first == 0x1F || bytes.count > 60_000 || !chance.happens(0.9) ? bytes : gzipped(bytes)
    }, read: readImages)
}
