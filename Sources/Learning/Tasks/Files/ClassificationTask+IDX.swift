import Execution

extension ClassificationTask {
  /// The images and labels of a folder, or those of a file of images.
  ///
  /// In a folder, files have the names of MNIST, `train-images-idx3-ubyte` or `train-images.idx3-ubyte`, raw or packed, with
  /// a test part (`t10k`) or without; they may also lie in `raw` or `MNIST/raw`, where torchvision puts them. The labels of
  /// a file of images are in that of the same name, `labels` and `idx1` in the place of `images` and `idx3`, unless they
  /// are given.
  ///
  /// Throws `DataFileError` for whatever is wrong with a file, `MemoryShortage`, and `LearningError.invalid` where there are
  /// too few examples to be split.
  package static func idx(
    _ path: String, labels labelPath: String?, scale: Double, classCount: Int?, options: SplitOptions,
    in work: Work
  ) throws -> ClassificationTask {
    let origin = Origin(source: path, licence: nil)
    let name = DataFile.name(of: path)
    if labelPath == nil, DataFile.isFolder(path) {
      let folder = IDXFolder(path: path, scale: scale, classCount: classCount)
      return try ClassificationTask(
        folder.data(name: name, origin: origin, in: work), options: options, in: work)
    }
    let images = try IDXFile(DataFile(reading: path, in: work), holding: .images)
    let standardName = name.replacing("images", with: "labels").replacing("idx3", with: "idx1")
    guard labelPath != nil || standardName != name else {
      throw DataFileError(
        path: path, place: .file, fact: "expected \"images\" in the file's name, or the path of its labels")
    }
    let labels = try IDXFile(
      DataFile(reading: labelPath ?? path.dropLast(name.count) + standardName, in: work), holding: .labels)
    let examples = try LabelledExamples(
      images: images, labels: labels, scale: scale, classCount: classCount, in: work)
    return try ClassificationTask(
      LabelledData(
        name: name, origin: origin, examples: examples, classCount: classCount,
        inputShape: images.imageShape), options: options, in: work)
  }

  /// Fashion-MNIST from a folder of its four files: 60 000 + 10 000 images of 28 × 28, ten classes. Throws as `idx`.
  package static func fashion(folder path: String, limit: Int?, in work: Work) throws -> ClassificationTask {
    guard DataFile.isFolder(path) else {
      throw DataFileError(
        path: path, place: .file,
        fact: "no such folder; Fashion-MNIST comes with Debian's package dataset-fashion-mnist "
          + "(sudo apt-get install dataset-fashion-mnist)")
    }
    let folder = IDXFolder(path: path, scale: 255, classCount: 10)
    let origin = Origin(source: "Zalando SE, Fashion-MNIST, 2017", licence: "MIT")
    return try ClassificationTask(
      folder.data(name: "fashion", origin: origin, in: work), options: SplitOptions(trainingLimit: limit),
      in: work)
  }
}

/// The files of an MNIST-like folder, by their standard names.
private struct IDXFolder {
  let path: String
  let scale: Double
  let classCount: Int?

  func data(name: String, origin: ClassificationTask.Origin, in work: Work) throws -> LabelledData {
    let (examples, shape) = try part("train", in: work)
    var data = LabelledData(
      name: name, origin: origin, examples: examples, classCount: classCount, inputShape: shape)
    guard file("t10k-images", .images) != nil || file("t10k-labels", .labels) != nil else { return data }
    let (test, testShape) = try part("t10k", in: work)
    guard testShape == shape else {
      throw DataFileError(
        path: path, place: .file, fact: "training images have the shape \(shape), test images \(testShape)")
    }
    data.test = test
    return data
  }

  private func part(_ part: String, in work: Work) throws -> (examples: LabelledExamples, shape: [Int]) {
    func read(_ stem: String, _ content: IDXFile.Content) throws -> IDXFile {
      guard let path = file(stem, content) else {
        let names = Self.names(stem, content).joined(separator: " or ")
        throw DataFileError(
          path: self.path, place: .file, fact: "there is no \(names) in it, with or without .gz")
      }
      return try IDXFile(DataFile(reading: path, in: work), holding: content)
    }
    let images = try read("\(part)-images", .images)
    let labels = try read("\(part)-labels", .labels)
    let examples = try LabelledExamples(
      images: images, labels: labels, scale: scale, classCount: classCount, in: work)
    return (examples, images.imageShape)
  }

  /// The path of a file, if there is one of its names.
  private func file(_ stem: String, _ content: IDXFile.Content) -> String? {
    let folders = [path, path + "/raw", path + "/MNIST/raw"]
    let names = Self.names(stem, content).flatMap { [$0, $0 + ".gz"] }
    return folders.lazy.flatMap { folder in names.map { folder + "/" + $0 } }.first(where: DataFile.exists)
  }

  private static func names(_ stem: String, _ content: IDXFile.Content) -> [String] {
    ["-", "."].map { "\(stem)\($0)idx\(content.rank)-ubyte" }
  }
}
