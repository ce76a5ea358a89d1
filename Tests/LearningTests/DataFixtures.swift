import Execution
import Foundation
import Testing

@testable import Learning

/// A folder for one test, gone with it.
final class DataFolder {
  let path = FileManager.default.temporaryDirectory.appending(path: "replica-data-\(UUID().uuidString)").path

  init() throws { try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true) }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// Writes a file, its folders too, and gives its path.
  @discardableResult
  func write(_ bytes: [UInt8], to name: String) throws -> String {
    let url = URL(filePath: path).appending(path: name)
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: url)
    return url.path
  }

  @discardableResult
  func write(_ text: String, to name: String) throws -> String { try write(Array(text.utf8), to: name) }

  /// Writes images and labels under MNIST's names.
  func writeMNIST(
    _ part: String = "train", images: [UInt8]? = nil, labels: [UInt8]? = nil, in folder: String = "",
    separator: String = "-", ending: String = ""
  ) throws {
    try write(images ?? idxImages(), to: "\(folder)\(part)-images\(separator)idx3-ubyte\(ending)")
    try write(labels ?? idxLabels(), to: "\(folder)\(part)-labels\(separator)idx1-ubyte\(ending)")
  }
}

/// The four bytes of a number, the most significant first.
func bigEndian(_ number: Int) -> [UInt8] {
  (0..<4).map { UInt8(truncatingIfNeeded: number >> (24 - 8 * $0)) }
}

/// An IDX file of that magic number, those sizes and elements.
func idx(_ header: Int..., elements: [UInt8] = []) -> [UInt8] { header.flatMap(bigEndian) + elements }

/// The first bytes.
func cut(_ bytes: [UInt8], to count: Int) -> [UInt8] { Array(bytes.prefix(count)) }

/// An IDX file of `count` images of 2 × 3, pixel j of image k being 10 k + j.
func idxImages(_ count: Int = 4) -> [UInt8] {
  let pixels = (0..<count).flatMap { image in (0..<6).map { UInt8(10 * image + $0) } }
  return idx(0x803, count, 2, 3, elements: pixels)
}

/// An IDX file of labels, by default 0 and 1 in turns.
func idxLabels(_ labels: [UInt8] = [0, 1, 0, 1]) -> [UInt8] { idx(0x801, labels.count, elements: labels) }

/// The bytes as gzip would write them without compressing: RFC 1952 around one stored block of RFC 1951.
func gzipped(_ bytes: [UInt8]) -> [UInt8] {
  func littleEndian(_ number: Int, _ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
  }
  var remainder: UInt32 = .max
  for byte in bytes {
    remainder ^= UInt32(byte)
    for _ in 0..<8 { remainder = remainder & 1 == 1 ? remainder >> 1 ^ 0xEDB8_8320 : remainder >> 1 }
  }
  return [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255, 1] + littleEndian(bytes.count, 2)
    + littleEndian(~bytes.count, 2) + bytes + littleEndian(Int(~remainder), 4) + littleEndian(bytes.count, 4)
}

/// An .npy file of that header and those elements.
func npy(_ type: String, _ shape: String, _ elements: [UInt8], order: String = "False") -> [UInt8] {
  let header = Array("{'descr': '\(type)', 'fortran_order': \(order), 'shape': \(shape), }\n".utf8)
  return [0x93] + Array("NUMPY".utf8) + [1, 0, UInt8(header.count), 0] + header + elements
}

func bytes(of numbers: [Double]) -> [UInt8] {
  numbers.flatMap { number in (0..<8).map { UInt8(truncatingIfNeeded: number.bitPattern >> (8 * $0)) } }
}

/// All inputs, row by row.
func rows(_ examples: LabelledExamples) -> [[Float]] {
  (0..<examples.count).map { examples.inputs(of: [$0]).elements }
}

extension ClassificationTask {
  static func idx(_ path: String, labels: String? = nil, scale: Double = 255, classCount: Int? = nil) throws
    -> ClassificationTask
  {
    try idx(
      path, labels: labels, scale: scale, classCount: classCount, options: SplitOptions(testFraction: 0.5),
      in: Work())
  }

  static func csv(
    _ path: String, test: String? = nil, label: CSVFile.LabelColumn = .last, scale: Double? = nil,
    shape: [Int]? = nil
  ) throws -> ClassificationTask {
    try csv(
      path, test: test, label: label, scale: scale, shape: shape, options: SplitOptions(testFraction: 0.5),
      in: Work())
  }

  static func npy(_ inputs: String, labels: String, scale: Double? = nil) throws -> ClassificationTask {
    try npy(
      inputs: inputs, labels: labels, scale: scale, shape: nil, options: SplitOptions(testFraction: 0.5),
      in: Work())
  }
}

/// Golden/data.json, made by scripts/golden-values/data.py.
struct GoldenData: Decodable {
  struct Sums: Decodable, Equatable {
    let counts: [Int]
    let pixels, weighted: Int
  }
  struct Rotation: Decodable {
    let height, width: Int
    let degrees: Double
    let image, turned: [Double]
  }
  let sums: [String: Sums]
  let npy: [String: Data]
  let rotations: [Rotation]

  static func read() throws -> GoldenData {
    let url = try #require(
      Bundle.module.url(forResource: "data", withExtension: "json", subdirectory: "Golden"))
    return try JSONDecoder().decode(GoldenData.self, from: Data(contentsOf: url))
  }
}

extension GoldenData.Sums {
  /// The sums of those examples, whose inputs are whole numbers divided by `scale`.
  init(_ parts: LabelledExamples..., scale: Float) {
    var (counts, pixels, weighted) = (Array(repeating: 0, count: 10), 0, 0)
    for part in parts {
      for (row, label) in zip(rows(part), part.labels) {
        counts[label] += 1
        for (position, input) in row.enumerated() {
          let pixel = Int((input * scale).rounded())
          pixels += pixel
          weighted += pixel * (position + 1) * (label + 1)
        }
      }
    }
    self.init(counts: counts, pixels: pixels, weighted: weighted)
  }
}
