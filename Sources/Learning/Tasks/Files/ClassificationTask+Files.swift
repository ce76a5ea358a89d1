import Execution
import Foundation

extension ClassificationTask {
  /// The images and labels of a folder, or those of a file of images.
  ///
  /// In a folder, files have the names of MNIST, `train-images-idx3-ubyte` or `train-images.idx3-ubyte`, raw or packed, with a
  /// test part (`t10k`) or without; they may also lie in `raw` or `MNIST/raw`, where torchvision puts them. The labels of a file
  /// of images are in that of the same name, `labels` and `idx1` in the place of `images` and `idx3`, unless they are given.
  ///
  /// Throws `DataFileError` for whatever is wrong with a file, `MemoryShortage`, and `LearningError.invalid` where there are
  /// too few examples to be split.
  package static func idx(
    _ path: String, labels: String?, scale: Double, classCount: Int?, options: SplitOptions, in work: Work
  ) throws -> ClassificationTask {
    if labels == nil, DataFile.isFolder(path) {
      return try idx(folder: path, scale: scale, classCount: classCount, options: options, in: work)
    }
    return try idx(
      images: path, labels: labels, scale: scale, classCount: classCount, options: options, in: work)
  }

  private static func idx(
    images path: String, labels labelPath: String?, scale: Double, classCount: Int?, options: SplitOptions,
    in work: Work
  ) throws -> ClassificationTask {
    let name = fileName(path)
    let standard = name.replacing("images", with: "labels").replacing("idx3", with: "idx1")
    guard let labels = labelPath ?? (standard == name ? nil : folder(path) + standard) else {
      throw DataFileError(
        path: path, place: .file, fact: "expected \"images\" in the file's name, or the path of its labels")
    }
    let images = try IDXFile(DataFile(reading: path, in: work), holding: .images)
    let examples = try LabelledExamples(
      images: images, labels: IDXFile(DataFile(reading: labels, in: work), holding: .labels), scale: scale,
      classCount: classCount, in: work)
    return try ClassificationTask(
      name: name, origin: Origin(source: path, licence: nil), examples: examples,
      classCount: classCount ?? examples.leastClassCount, inputShape: Array(images.extents.dropFirst()),
      options: options)
  }

  private static func idx(
    folder path: String, name: String? = nil, origin: Origin? = nil, scale: Double = 255, classCount: Int?,
    options: SplitOptions, in work: Work
  ) throws -> ClassificationTask {
    let folder = IDXFolder(path)
    let (name, origin) = (name ?? fileName(path), origin ?? Origin(source: path, licence: nil))
    func part(_ part: String) throws -> (examples: LabelledExamples, shape: [Int]) {
      let images = try IDXFile(folder.file("\(part)-images", .images, in: work), holding: .images)
      let labels = try IDXFile(folder.file("\(part)-labels", .labels, in: work), holding: .labels)
      let examples = try LabelledExamples(
        images: images, labels: labels, scale: scale, classCount: classCount, in: work)
      return (examples, Array(images.extents.dropFirst()))
    }
    let train = try part("train")
    guard folder.hasTestPart else {
      return try ClassificationTask(
        name: name, origin: origin, examples: train.examples,
        classCount: classCount ?? train.examples.leastClassCount,
        inputShape: train.shape, options: options)
    }
    let test = try part("t10k")
    guard train.shape == test.shape else {
      throw DataFileError(
        path: path, place: .file,
        fact: "training images have the shape \(train.shape), test images \(test.shape)")
    }
    return ClassificationTask(
      name: name, origin: origin, train: train.examples, test: test.examples,
      classCount: classCount ?? max(train.examples.leastClassCount, test.examples.leastClassCount),
      inputShape: train.shape, limit: options.trainingLimit)
  }

  /// Fashion-MNIST from a folder of its four files: 60 000 + 10 000 images of 28 × 28, ten classes. Throws as `idx`.
  package static func fashion(folder: String, limit: Int?, in work: Work) throws -> ClassificationTask {
    guard DataFile.isFolder(folder) else {
      throw DataFileError(
        path: folder, place: .file,
        fact: "no such folder; Fashion-MNIST comes with Debian's package dataset-fashion-mnist "
          + "(sudo apt-get install dataset-fashion-mnist)")
    }
    return try idx(
      folder: folder, name: "Fashion-MNIST", origin: Origin(source: "Zalando SE, 2017", licence: "MIT"),
      classCount: 10,
      options: SplitOptions(trainingLimit: limit), in: work)
  }

  /// A CSV file, with a test part in another or without. Throws as `idx`.
  package static func csv(
    _ path: String, test testPath: String?, label: CSVFile.LabelColumn, scale: Double?, shape: [Int]?,
    options: SplitOptions,
    in work: Work
  ) throws -> ClassificationTask {
    let train = try CSVFile(DataFile(reading: path, in: work), label: label, scale: scale, in: work)
    let shape = try checked(shape, inputCount: train.inputCount)
    let examples = LabelledExamples(inputs: train.inputs, inputCount: train.inputCount, labels: train.labels)
    let origin = Origin(source: path, licence: nil)
    guard let testPath else {
      return try ClassificationTask(
        name: fileName(path), origin: origin, examples: examples, classCount: examples.leastClassCount,
        inputShape: shape,
        options: options)
    }
    let test = try CSVFile(
      DataFile(reading: testPath, in: work), label: label, scale: train.divisor, in: work)
    guard test.inputCount == train.inputCount else {
      throw DataFileError(
        path: testPath, place: .line(1),
        fact: "expected \(train.inputCount) inputs as in \(path), found \(test.inputCount)")
    }
    let testExamples = LabelledExamples(inputs: test.inputs, inputCount: test.inputCount, labels: test.labels)
    return ClassificationTask(
      name: fileName(path), origin: origin, train: examples, test: testExamples,
      classCount: max(examples.leastClassCount, testExamples.leastClassCount), inputShape: shape,
      limit: options.trainingLimit)
  }

  /// Two .npy files: inputs, a row or an image for each example, and labels. Throws as `idx`.
  package static func npy(
    inputs path: String, labels labelPath: String, scale: Double?, shape: [Int]?, options: SplitOptions,
    in work: Work
  ) throws -> ClassificationTask {
    let file = try NumPyFile(DataFile(reading: path, in: work))
    let labels = try NumPyFile(DataFile(reading: labelPath, in: work)).labels(
      expected: file.extents[0], in: work)
    let ownShape = Array(file.extents.dropFirst())
    let inputCount = ownShape.reduce(1, *)
    let shape = shape == nil && !ownShape.isEmpty ? ownShape : try checked(shape, inputCount: inputCount)
    let examples = LabelledExamples(
      inputs: try file.inputs(scale: scale, in: work), inputCount: inputCount, labels: labels)
    return try ClassificationTask(
      name: fileName(path), origin: Origin(source: path, licence: nil), examples: examples,
      classCount: examples.leastClassCount, inputShape: shape, options: options)
  }

  private static func checked(_ shape: [Int]?, inputCount: Int) throws -> [Int] {
    guard let shape else { return [inputCount] }
    var rest = inputCount
    for extent in shape {
      guard extent >= 1, rest % extent == 0 else { rest = 0; break }
      rest /= extent
    }
    guard rest == 1 else {
      throw LearningError.invalid("the shape \(shape) does not hold the \(inputCount) inputs of an example")
    }
    return shape
  }

  private static func fileName(_ path: String) -> String {
    path.split(separator: "/").last.map(String.init) ?? path
  }

  private static func folder(_ path: String) -> String {
    path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
  }
}

/// The files of an MNIST-like folder, by their standard names.
private struct IDXFolder {
  private let path: String
  private let folders: [String]

  init(_ path: String) {
    self.path = path
    folders = ["", "/raw", "/MNIST/raw"].map { path + $0 }.filter(DataFile.isFolder)
  }

  var hasTestPart: Bool {
    self.path(of: "t10k-images", .images) != nil || self.path(of: "t10k-labels", .labels) != nil
  }

  func file(_ stem: String, _ content: IDXFile.Content, in work: Work) throws -> DataFile {
    guard let found = self.path(of: stem, content) else {
      let (first, second) = (Self.name(stem, "-", content), Self.name(stem, ".", content))
      throw DataFileError(
        path: path, place: .file, fact: "there is no \(first) or \(second) in it, with or without .gz")
    }
    return try DataFile(reading: found, in: work)
  }

  private func path(of stem: String, _ content: IDXFile.Content) -> String? {
    for folder in folders {
      for separator in ["-", "."] {
        for ending in ["", ".gz"] {
          let path = folder + "/" + Self.name(stem, separator, content) + ending
          if DataFile.exists(path) { return path }
        }
      }
    }
    return nil
  }

  private static func name(_ stem: String, _ separator: String, _ content: IDXFile.Content) -> String {
    "\(stem)\(separator)idx\(content.rank)-ubyte"
  }
}

extension LabelledExamples {
  /// The classes there must be for the labels that there are.
  fileprivate var leastClassCount: Int { (labels.max() ?? 0) + 1 }
}
