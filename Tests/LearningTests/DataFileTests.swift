import Execution
import Foundation
import Testing

@testable import Learning

@Suite struct DataFileTests {
  private let folder: DataFolder

  init() throws { folder = try DataFolder() }

  /// What is wrong, without the path; nothing is given of a file with an error.
  private func reason(_ read: () throws -> ClassificationTask) -> String {
    do {
      _ = try read()
      return "nothing"
    } catch let error as DataFileError {
      return error.reason.replacing(folder.path + "/", with: "")
    } catch { return "\(error)" }
  }

  // MARK: IDX

  @Test(
    "a folder is read under all the names there are",
    arguments: [
      ("", "-", ""), ("", "-", ".gz"), ("", ".", ""), ("", ".", ".gz"), ("raw/", "-", ""),
      ("MNIST/raw/", "-", ".gz"),
    ])
  func names(place: String, separator: String, ending: String) throws {
    let pack = ending.isEmpty ? { $0 } : gzipped
    try folder.writeMNIST(
      images: pack(idxImages()), labels: pack(idxLabels()), in: place, separator: separator, ending: ending)
    try folder.writeMNIST(
      "t10k", images: pack(idxImages(1)), labels: pack(idxLabels([2])), in: place, separator: separator,
      ending: ending)
    let task = try ClassificationTask.idx(folder.path)
    #expect(task.train.labels == [0, 1, 0, 1] && task.test.labels == [2] && task.classCount == 3)
    #expect(rows(task.train)[2] == [20, 21, 22, 23, 24, 25].map { $0 / 255 } && task.inputShape == [2, 3])
  }

  @Test("a file of images finds its labels, and is split where there is no test part")
  func single() throws {
    try folder.writeMNIST()
    let path = folder.path + "/train-images-idx3-ubyte"
    let task = try ClassificationTask.idx(path)
    #expect(task.train.classCounts(of: 2) == [1, 1] && task.test.classCounts(of: 2) == [1, 1])
    let other = try folder.write(idxLabels([3, 3, 3, 3]), to: "other")
    #expect(try ClassificationTask.idx(path, labels: other).classCount == 4)
    #expect(try ClassificationTask.idx(folder.path).train.count == 2)
  }

  @Test("concatenated members of gzip data are read on")
  func members() throws {
    let images = idxImages()
    try folder.writeMNIST(images: gzipped(Array(images[..<20])) + gzipped(Array(images[20...])))
    #expect(try ClassificationTask.idx(folder.path).train.count == 2)
  }

  private static let damagedImagesCases: [([UInt8], String)] = [
    (idxLabels(), "byte 0: expected the magic number 0x00000803 of images, found 0x00000801 of labels"),
    ([1, 2, 3, 4], "byte 0: expected the magic number 0x00000803 of images, found 0x01020304"),
    ([0, 0], "byte 2: the file ends within its header"),
    (cut(idxImages(), to: 14), "byte 14: the file ends within its header"),
    ([], "the file is empty"),
    (gzipped([]), "byte 0 after unpacking: there is nothing in the file"),
    (
      cut(idxImages(), to: 39),
      "byte 39: the header says 4 × 2 × 3 elements of a byte each, but 23 bytes follow it"
    ),
    (
      idxImages() + [0],
      "byte 40: the header says 4 × 2 × 3 elements of a byte each, but 25 bytes follow it"
    ),
    (
      gzipped(idxImages() + [0]),
      "byte 40 after unpacking: the header says 4 × 2 × 3 elements of a byte each, but 25 bytes follow it"
    ),
    (
      idx(0x803, 0xFFFF_FFFF, 0xFFFF_FFFF, 0xFFFF_FFFF),
      "byte 16: the header says 4294967295 × 4294967295 × 4294967295 elements of a byte each, but 0 bytes follow it"
    ),
    (
      idx(0x803, 0, 2, 3),
      "byte 4: expected a size of at least 1, found 0"
    ),
    (
      cut(gzipped(idxImages()), to: 43),
      "byte 43: the gzip data end in their midst: the file is truncated"
    ),
    (
      cut(gzipped(idxImages()), to: 62),
      "byte 62: the gzip data end in their midst: the file is truncated"
    ),
    (gzipped(idxImages()) + [7], "byte 63: something that is not gzip data follows their end"),
  ]

  @Test(
    "damaged images are refused, with the byte",
    arguments: damagedImagesCases)
  func damagedImages(bytes: [UInt8], message: String) throws {
    try folder.writeMNIST(images: bytes)
    #expect(reason { try .idx(folder.path) } == message)
  }

  /// A megabyte of one pixel takes a kilobyte; more than one piece is unpacked, and the last is not whole.
  @Test("data that gzip packs a thousandfold are read")
  func compressible() throws {
    let path = try folder.write(
      idx(0x803, 1000, 32, 32, elements: Array(repeating: 9, count: 1000 << 10)), to: "images")
    let gzip = Process()
    gzip.executableURL = URL(filePath: "/usr/bin/env")
    gzip.arguments = ["gzip", path]
    try gzip.run()
    gzip.waitUntilExit()
    let labels = try folder.write(idxLabels(Array(repeating: 0, count: 1000)), to: "labels")
    #expect(try ClassificationTask.idx(path + ".gz", labels: labels).train.count == 500)
  }

  @Test("gzip data that were changed are refused")
  func changed() throws {
    var packed = gzipped(idxImages())
    packed[40] ^= 1
    try folder.writeMNIST(images: packed)
    #expect(reason { try .idx(folder.path) } == "byte 59: the gzip data are damaged: incorrect data check")
    packed[10] = 7
    try folder.writeMNIST(images: packed)
    #expect(reason { try .idx(folder.path) } == "byte 11: the gzip data are damaged: invalid block type")
  }

  @Test("labels that do not fit the images are refused, with the byte")
  func labels() throws {
    try folder.writeMNIST(labels: idxLabels([0, 1, 0]))
    #expect(
      reason { try .idx(folder.path) }
        == "byte 4: expected 4 labels, one for each image of train-images-idx3-ubyte, found 3")
    try folder.writeMNIST(labels: idxLabels([0, 1, 10, 1]))
    #expect(
      reason { try .idx(folder.path, classCount: 10) } == "byte 10: expected a label from 0 to 9, found 10")
    try folder.writeMNIST(labels: idxImages())
    #expect(
      reason { try .idx(folder.path) }
        == "byte 0: expected the magic number 0x00000801 of labels, found 0x00000803 of images")
  }

  @Test("a pixel above the scale is refused, with its byte")
  func pixels() throws {
    try folder.writeMNIST()
    #expect(reason { try .idx(folder.path, scale: 34) } == "byte 39: expected a pixel from 0 to 34, found 35")
    #expect(rows(try ClassificationTask.idx(folder.path, scale: 35).train).joined().max() ?? 0 <= 1)
  }

  @Test("files that are missing or no files are said to be so")
  func missing() throws {
    let names = "train-images-idx3-ubyte or train-images.idx3-ubyte"
    #expect(reason { try .idx(folder.path) } == "there is no \(names) in it, with or without .gz")
    #expect(reason { try .idx("/nowhere/images") } == "no such file or directory")
    #expect(reason { try .idx("a\0b") } == "no such file")
    #expect(reason { try .csv(folder.path) } == "this is a folder, not a file")
    #expect(reason { try .csv("/dev/zero") } == "this is not an ordinary file")
    let unnamed = try folder.write(idxImages(), to: "pictures")
    #expect(
      reason { try .idx(unnamed) } == "expected \"images\" in the file's name, or the path of its labels")
    try folder.writeMNIST()
    try folder.write(idxImages(1), to: "t10k-images-idx3-ubyte")
    #expect(
      reason { try .idx(folder.path) }
        == "there is no t10k-labels-idx1-ubyte or t10k-labels.idx1-ubyte in it, with or without .gz")
    try folder.writeMNIST(
      "t10k", images: idx(0x803, 1, 1, 1, elements: [0]),
      labels: idxLabels([0]))
    #expect(
      reason { try .idx(folder.path) } == "training images have the shape [2, 3], test images [1, 1]")
  }

  // MARK: CSV

  @Test("a table is read with its label last or first, with a heading, blanks and a final blank line")
  func table() throws {
    let last = try folder.write("x,y,label\r\n 0,255,1\r\n51, 1e2 ,0\r\n\r\n", to: "last.csv")
    let task = try ClassificationTask.csv(last, test: last)
    #expect(rows(task.train) == [[0, 1], [0.2, 100.0 / 255]] && task.train.labels == [1, 0])
    #expect(task.inputShape == [2] && task.classCount == 2 && task.test.count == 2)
    let first = try folder.write(gzipped(Array("1,0,255\n0,51,100".utf8)), to: "first.csv.gz")
    let other = try ClassificationTask.csv(first, test: first, label: .first, shape: [1, 2])
    #expect(
      rows(other.train) == rows(task.train) && other.train.labels == [1, 0] && other.inputShape == [1, 2])
  }

  @Test(
    "inputs are divided by the scale; without one by 255, or by 1 where none is above 1",
    arguments: [("0,1,0", nil, 1), ("0,2,0", nil, 2.0 / 255), ("0,2,0", 4, 0.5)] as [(String, Double?, Float)]
  )
  func scale(line: String, scale: Double?, largest: Float) throws {
    let path = try folder.write(line, to: "table.csv")
    #expect(rows(try ClassificationTask.csv(path, test: path, scale: scale).train) == [[0, largest]])
  }

  @Test("the test part is scaled as the training part")
  func testScale() throws {
    let (train, test) = try (folder.write("0,1,0", to: "train.csv"), folder.write("0,2,0", to: "test.csv"))
    #expect(
      reason { try .csv(train, test: test) } == "line 1, column 2: expected a number from 0 to 1, found 2")
    let wide = try folder.write("0,0,1,0", to: "wide.csv")
    #expect(reason { try .csv(train, test: wide) } == "expected 2 inputs as in train.csv, found 3")
  }

  private static let damagedTableCases: [(String, String)] = [
    ("1,2,0\n1,2\n", "line 2: expected 3 numbers as in the first line, found 2"),
    ("1,2,0\n1,2,3,0\n", "line 2: expected 3 numbers as in the first line, found 4"),
    ("1,2,0\n\n1,2,0\n", "line 2, column 1: expected a number, found nothing"),
    ("1,2,0\n1,nan,0\n", "line 2, column 2: expected a number, found \"nan\""),
    ("1,2,0\n1,two,0\n", "line 2, column 2: expected a number, found \"two\""),
    ("1,2,0\n1,,0\n", "line 2, column 2: expected a number, found nothing"),
    ("1,2,0\n1,256,0\n", "line 2, column 2: expected a number from 0 to 255, found 256"),
    ("1,2,0\n-1,2,0\n", "line 2, column 1: expected a number from 0 to 255, found -1"),
    ("1,2,0\ninf,2,0\n", "line 2, column 1: expected a number from 0 to 255, found inf"),
    (
      "1,2,0\n1,2,0.5\n",
      "line 2, column 3: expected a label, a whole number from 0 to 65535, found 0.5"
    ),
    (
      "1,2,0\n1,2,1e9\n",
      "line 2, column 3: expected a label, a whole number from 0 to 65535, found 1e+09"
    ),
    ("1\n2\n", "line 1: expected inputs and a label, found 1 number"),
    ("x,y,label\n", "byte 0: there are no numbers in the file"),
    ("\n\n", "byte 0: there are no numbers in the file"),
  ]

  @Test(
    "a damaged table is refused, with the line",
    arguments: damagedTableCases)
  func damagedTable(text: String, message: String) throws {
    let path = try folder.write(text, to: "table.csv")
    #expect(reason { try .csv(path) } == message)
  }

  @Test("a shape must hold the inputs", arguments: [[3], [2, 2], [0], [], [-1, -2], [Int.max, 2]])
  func shapes(shape: [Int]) throws {
    let path = try folder.write("1,2,0\n1,2,0", to: "table.csv")
    #expect(throws: LearningError.self) { try ClassificationTask.csv(path, shape: shape) }
  }

  // MARK: NumPy

  @Test("arrays that NumPy wrote are read, of each type", arguments: ["<f4", "<f8", "|u1", "<i8"])
  func arrays(type: String) throws {
    let file = try #require(try GoldenData.read().npy[type])
    let inputs = try folder.write(Array(file), to: "inputs.npy")
    let labels = try folder.write(npy("|u1", "(2,)", [1, 1]), to: "labels.npy")
    let task = try ClassificationTask.npy(inputs, labels: labels)
    // numpy.arange(12).reshape(2, 2, 3): two images of 2 × 3.
    let expected = [0..<6, 6..<12].map { $0.map { Float($0) / 255 } }
    #expect(Set(rows(task.train) + rows(task.test)) == Set(expected) && task.inputShape == [2, 3])
    #expect(task.classCount == 2)
  }

  private static let damagedArraysCases: [([UInt8], String)] = [
    (Array("NUMPY".utf8), "byte 0: expected the magic string of a .npy file, \\x93NUMPY"),
    (cut(npy("|u1", "(2,)", [1, 1]), to: 9), "byte 9: the file ends within its header"),
    (cut(npy("|u1", "(2,)", [1, 1]), to: 40), "byte 40: the file ends within its header"),
    (
      npy("<f8", "(2, 1)", bytes(of: [0])),
      "byte 78: the header says (2, 1) elements of float64, but 8 bytes follow it"
    ),
    (npy("<f8", "(2, 1)", bytes(of: [0, .nan])), "byte 78: expected a number from 0 to 255, found nan"),
    (npy("<f8", "(2, 1)", bytes(of: [0, -0.5])), "byte 78: expected a number from 0 to 255, found -0.5"),
    (
      npy("|u1", "(2, 1)", [0, 1], order: "True"),
      "byte 10: expected C order; save numpy.ascontiguousarray(x)"
    ),
    (npy("|u1", "()", [0]), "byte 10: expected an axis or more, none of them empty, found the shape ()"),
    (
      npy("|u1", "(0, 3)", []),
      "byte 10: expected an axis or more, none of them empty, found the shape (0, 3)"
    ),
    (
      npy("|u1", "(99999999999, 99999999999)", []),
      "byte 90: the header says (99999999999, 99999999999) elements of uint8, but 0 bytes follow it"
    ),
  ]

  @Test(
    "damaged arrays are refused, with the byte",
    arguments: damagedArraysCases)
  func damagedArrays(bytes: [UInt8], message: String) throws {
    let inputs = try folder.write(bytes, to: "inputs.npy")
    let labels = try folder.write(npy("|u1", "(2,)", [1, 1]), to: "labels.npy")
    #expect(reason { try .npy(inputs, labels: labels) } == message)
  }

  @Test("labels of an array must be classes, one for each row")
  func arrayLabels() throws {
    let inputs = try folder.write(npy("|u1", "(2, 1)", [0, 1]), to: "inputs.npy")
    let three = try folder.write(npy("|u1", "(3,)", [0, 1, 2]), to: "three.npy")
    #expect(
      reason { try .npy(inputs, labels: three) }
        == "byte 68: expected 2 labels, one for each row of inputs, found the shape [3]")
    let halves = try folder.write(npy("<f8", "(2,)", bytes(of: [0, 0.5])), to: "halves.npy")
    #expect(
      reason { try .npy(inputs, labels: halves) }
        == "byte 76: expected a label, a whole number from 0 to 65535, found 0.5")
    let complex = try folder.write(npy("<c16", "(2,)", bytes(of: [0, 0, 0, 0])), to: "complex.npy")
    #expect(
      reason { try .npy(inputs, labels: complex) }.hasPrefix("byte 10: expected elements of type <f4, "))
  }

  // MARK: Interruption

  @Test("reading can be interrupted")
  func interruption() throws {
    try folder.writeMNIST()
    let cancellation = Cancellation()
    cancellation.request()
    #expect(throws: Interruption.self) {
      try ClassificationTask.idx(
        folder.path, labels: nil, scale: 255, classCount: nil, options: SplitOptions(),
        in: Work(cancellation: cancellation))
    }
  }
}
