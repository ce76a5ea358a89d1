import Execution

extension ClassificationTask {
  /// A CSV file, with a test part in another or without.
  ///
  /// `shape` says that the inputs are images of so many rows and columns. Throws `DataFileError` for whatever is wrong with
  /// a file, `MemoryShortage`, and `LearningError.invalid` for a shape that does not hold the inputs, or where there are
  /// too few examples to be split.
  package static func csv(
    _ path: String, test testPath: String?, label: CSVFile.LabelColumn, scale: Double?, shape: [Int]?,
    options: SplitOptions, in work: Work
  ) throws -> ClassificationTask {
    let file = try CSVFile(DataFile(reading: path, in: work), label: label, scale: scale, in: work)
    var data = LabelledData(
      name: DataFile.name(of: path), origin: Origin(source: path, licence: nil), examples: file.examples,
      inputShape: try checked(shape ?? [file.inputCount], inputCount: file.inputCount))
    if let testPath {
      let test = try CSVFile(
        DataFile(reading: testPath, in: work), label: label, scale: file.divisor, in: work)
      guard test.inputCount == file.inputCount else {
        throw DataFileError(
          path: testPath, place: .file,
          fact: "expected \(file.inputCount) inputs as in \(path), found \(test.inputCount)")
      }
      data.test = test.examples
    }
    return try ClassificationTask(data, options: options, in: work)
  }

  /// Two .npy files: inputs, a row or an image for each example, and labels. Throws as `csv`.
  package static func npy(
    inputs path: String, labels labelPath: String, scale: Double?, shape: [Int]?, options: SplitOptions,
    in work: Work
  ) throws -> ClassificationTask {
    let file = try NumPyFile(DataFile(reading: path, in: work))
    let labelFile = try NumPyFile(DataFile(reading: labelPath, in: work))
    let labels = try labelFile.labels(expected: file.extents[0], in: work)
    let ownShape = file.extents.count > 1 ? Array(file.extents.dropFirst()) : [1]
    let inputCount = ownShape.reduce(1, *)
    let shape = try checked(shape ?? ownShape, inputCount: inputCount)
    let examples = LabelledExamples(
      inputs: try file.inputs(scale: scale, in: work), inputCount: inputCount, labels: labels)
    return try ClassificationTask(
      LabelledData(
        name: DataFile.name(of: path), origin: Origin(source: path, licence: nil), examples: examples,
        inputShape: shape), options: options, in: work)
  }

  private static func checked(_ shape: [Int], inputCount: Int) throws -> [Int] {
    var rest = inputCount
    for extent in shape {
      let (quotient, remainder) = rest.quotientAndRemainder(dividingBy: max(extent, 1))
      rest = extent >= 1 && remainder == 0 ? quotient : 0
    }
    guard rest == 1, !shape.isEmpty else {
      throw LearningError.invalid("the shape \(shape) does not hold the \(inputCount) inputs of an example")
    }
    return shape
  }
}
