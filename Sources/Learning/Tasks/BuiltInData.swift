import CDatasets
import Execution

/// The data inside the program, unpacked when they are first asked for and then shared by all tasks made of them.
private enum BuiltInData {
  static let digits = Result { try examples("digits", digits_images(), digits_labels(), scale: 16) }
  static let mnist5k = Result { try examples("mnist5k", mnist5k_images(), mnist5k_labels(), scale: 255) }

  private static func examples(
    _ name: String, _ images: dataset_file, _ labels: dataset_file, scale: Double
  ) throws -> LabelledExamples {
    func file(_ packed: dataset_file, _ part: String) throws -> DataFile {
      try DataFile(
        path: "\(part) of \(name)",
        contents: Array(UnsafeBufferPointer(start: packed.bytes, count: packed.count)),
        in: .alone)
    }
    return try LabelledExamples(
      images: IDXFile(file(images, "images"), holding: .images),
      labels: IDXFile(file(labels, "labels"), holding: .labels), scale: scale, classCount: 10, in: .alone)
  }
}

extension ClassificationTask {
  /// Handwritten digits, 1797 images of 8 × 8 with 17 shades: the test set of UCI's optdigits. Throws
  /// `LearningError.invalid` for a test fraction that leaves a part empty.
  package static func digits(_ options: SplitOptions) throws -> ClassificationTask {
    let origin = Origin(source: "E. Alpaydin and C. Kaynak, UCI optdigits, 1998", licence: "CC BY 4.0")
    return try ClassificationTask(
      LabelledData(
        name: "digits", origin: origin, examples: BuiltInData.digits.get(), classCount: 10,
        inputShape: [8, 8]), options: options, in: .alone)
  }

  /// 5000 images of MNIST's training set, 500 of each class, 28 × 28. Throws as `digits`.
  package static func mnist5k(_ options: SplitOptions) throws -> ClassificationTask {
    let origin = Origin(
      source: "Y. LeCun, C. Cortes and C. J. C. Burges, MNIST, 1998", licence: "CC BY-SA 3.0")
    return try ClassificationTask(
      LabelledData(
        name: "mnist5k", origin: origin, examples: BuiltInData.mnist5k.get(), classCount: 10,
        inputShape: [28, 28]), options: options, in: .alone)
  }
}
