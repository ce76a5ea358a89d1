import Execution

/// A file in the format of MNIST: a magic number, a size for each axis, all of 32 bits with the most significant byte first,
/// then a byte for each element (http://yann.lecun.com/exdb/mnist).
struct IDXFile {
  enum Content: Int {
    case labels = 0x801
    case images = 0x803

    /// The sizes in the header.
    var rank: Int { rawValue & 0xFF }
  }

  private let file: DataFile
  private let start: Int
  let extents: [Int]

  var path: String { file.path }

  /// Rows and columns.
  var imageShape: [Int] { Array(extents.dropFirst()) }

  /// Checks the header against what is expected and against the file's length. Throws `DataFileError`.
  init(_ file: DataFile, holding content: Content) throws(DataFileError) {
    let magic = try file.bigEndian32(at: 0)
    guard magic == content.rawValue else {
      let found =
        Content(rawValue: magic).map { "\(Self.hexadecimal(magic)) of \($0)" } ?? Self.hexadecimal(magic)
      throw file.error(
        0, "expected the magic number \(Self.hexadecimal(content.rawValue)) of \(content), found \(found)")
    }
    self.file = file
    var extents: [Int] = []
    for axis in 0..<content.rank { extents.append(try file.bigEndian32(at: 4 + 4 * axis)) }
    self.extents = extents
    start = 4 + 4 * content.rank
    if let axis = extents.firstIndex(of: 0) {
      throw file.error(4 + 4 * axis, "expected a size of at least 1, found 0")
    }
    let (expected, found) = (extents.product, file.bytes.count - start)
    guard expected == found else {
      let sizes = extents.map(String.init).joined(separator: " × ")
      throw file.error(
        start + min(expected ?? found, found),
        "the header says \(sizes) elements of a byte each, but \(found) bytes follow it")
    }
  }

  /// The elements as they are divided by `scale`; throws `DataFileError` where one is larger, and `MemoryShortage`.
  func inputs(scale: Double, in work: Work) throws -> [Float] {
    let elements = file.bytes[start...]
    if scale < 255, let place = try elements.firstPlace(in: work, where: { Double($0) > scale }) {
      throw file.error(place, "expected a pixel from 0 to \(Int(scale)), found \(elements[place])")
    }
    try Memory.require(bytes: elements.count, each: MemoryLayout<Float>.stride)
    let scaled = (0..<256).map { Float($0) / Float(scale) }
    return try [Float](unsafeUninitializedCapacity: elements.count) { inputs, count in
      try elements.withUnsafeBufferPointer { elements in
        try work.blocks(in: elements.count) { block in
          for place in block { inputs.initializeElement(at: place, to: scaled[Int(elements[place])]) }
          count = block.upperBound
        }
      }
    }
  }

  /// The elements as classes; throws `DataFileError` where one is not below `classCount`.
  func labels(below classCount: Int?, in work: Work) throws -> [Int] {
    let elements = file.bytes[start...]
    if let classCount, let place = try elements.firstPlace(in: work, where: { $0 >= classCount }) {
      throw file.error(place, "expected a label from 0 to \(classCount - 1), found \(elements[place])")
    }
    return try file.numbers(elements.count, at: start, in: work) { (byte: UInt8) in Int(byte) }
  }

  /// An error about the size of an axis.
  func error(axis: Int, _ fact: String) -> DataFileError { file.error(4 + 4 * axis, fact) }

  private static func hexadecimal(_ number: Int) -> String {
    let digits = String(number, radix: 16)
    return "0x" + String(repeating: "0", count: max(0, 8 - digits.count)) + digits
  }
}

extension ArraySlice<UInt8> {
  /// The first place of a byte that is so.
  fileprivate func firstPlace(in work: Work, where isSo: (UInt8) -> Bool) throws(Interruption) -> Int? {
    var place: Int?
    try work.blocks(in: count) { block in
      if place == nil { place = block.first { isSo(self[startIndex + $0]) }.map { startIndex + $0 } }
    }
    return place
  }
}

extension LabelledExamples {
  /// The images of one file with the labels of another; throws `DataFileError` where their numbers differ.
  init(images: IDXFile, labels: IDXFile, scale: Double, classCount: Int?, in work: Work) throws {
    guard images.extents[0] == labels.extents[0] else {
      throw labels.error(
        axis: 0,
        "expected \(images.extents[0]) labels, one for each image of \(images.path), found \(labels.extents[0])"
      )
    }
    let classes = try labels.labels(below: classCount, in: work)
    self.init(
      inputs: try images.inputs(scale: scale, in: work), inputCount: images.extents[1] * images.extents[2],
      labels: classes)
  }
}
