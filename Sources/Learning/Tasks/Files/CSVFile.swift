import Execution

/// A table of numbers in a text: a line for each example, its label first or last, the numbers separated by commas.
///
/// A first line without any number is a heading. Spaces around numbers, and a carriage return at a line's end, are skipped.
package struct CSVFile {
  package enum LabelColumn: String, Sendable { case first, last }

  private(set) var inputs: [Float] = []
  private(set) var labels: [Int] = []
  private(set) var inputCount = 0
  /// What the inputs were divided by.
  let divisor: Double

  /// Reads inputs from 0 to `scale`, divided by it; without a scale by 255, or by 1 where no input is above 1.
  ///
  /// Throws `DataFileError` where a line has more or fewer numbers than the first, an input is no number or out of range, or
  /// a label no class; and `MemoryShortage`.
  init(_ file: DataFile, label: LabelColumn, scale: Double?, in work: Work) throws {
    var scale = try InputScale(scale)
    var reader = CSVReader(bytes: file.bytes, path: file.path, work: work)
    // A number takes two bytes of text at the least.
    try Memory.require(bytes: file.bytes.count / 2, each: MemoryLayout<Float>.stride)
    try reader.skipHeading()
    while let fields = try reader.nextLine() {
      if labels.isEmpty { inputCount = fields.count - 1 }
      guard inputCount >= 1 else {
        throw reader.error("expected inputs and a label, found \(fields.count) number")
      }
      guard fields.count == inputCount + 1 else {
        throw reader.error("expected \(inputCount + 1) numbers as in the first line, found \(fields.count)")
      }
      let labelColumn = label == .first ? 0 : inputCount
      for (column, field) in fields.enumerated() where column != labelColumn {
        try work.checkpoint()
        if let fault = scale.fault(of: field) { throw reader.error(column: column, fault) }
        inputs.append(Float(field))
      }
      guard let label = ClassLabel.label(fields[labelColumn]) else {
        throw reader.error(column: labelColumn, ClassLabel.fault(of: fields[labelColumn]))
      }
      labels.append(label)
    }
    guard !labels.isEmpty else { throw file.error(0, "there are no numbers in the file") }
    divisor = scale.divisor
    try scale.apply(to: &inputs, in: work)
  }
}

extension CSVFile {
  var examples: LabelledExamples {
    LabelledExamples(inputs: inputs, inputCount: inputCount, labels: labels)
  }
}

/// Numbers of a text, line by line.
private struct CSVReader {
  let bytes: [UInt8]
  let path: String
  private let work: Work
  private var next = 0
  private var line = 0
  private var fields: [Double] = []

  /// No network has more inputs.
  private static let mostFields = 1 << 24 + 1
  private static let longestField = 400

  init(bytes: [UInt8], path: String, work: Work) {
    (self.bytes, self.path, self.work) = (bytes, path, work)
  }

  func error(column: Int? = nil, _ fact: String) -> DataFileError {
    DataFileError(
      path: path, place: column.map { .column($0 + 1, line: line) } ?? .line(line), fact: fact)
  }

  /// Skips a first line without any number.
  mutating func skipHeading() throws {
    while try number(nextField()) == nil {
      guard next < bytes.count, bytes[next] == UInt8(ascii: ",") else {
        next = min(next + 1, bytes.count)
        line = 1
        return
      }
      next += 1
    }
    next = 0
  }

  /// What stands up to the next comma or the end of the line.
  private mutating func nextField() throws -> ArraySlice<UInt8> {
    let start = next
    while next < bytes.count, bytes[next] != UInt8(ascii: ","), bytes[next] != UInt8(ascii: "\n") {
      if next % (1 << 16) == 0 { try work.checkpoint() }
      next += 1
    }
    return bytes[start..<next]
  }

  /// Whether only blanks are left.
  private func isAtEnd() throws -> Bool {
    for place in next..<bytes.count {
      if bytes[place] > UInt8(ascii: " ") { return false }
      if place % (1 << 16) == 0 { try work.checkpoint() }
    }
    return true
  }

  /// The numbers of the next line; `nil` when only blank lines are left.
  mutating func nextLine() throws -> [Double]? {
    if try isAtEnd() { return nil }
    line += 1
    fields.removeAll(keepingCapacity: true)
    while true {
      try work.checkpoint()
      let field = try nextField()
      guard fields.count < Self.mostFields else {
        throw error("expected at most \(Self.mostFields) numbers in a line")
      }
      guard let number = number(field) else {
        let text = String(decoding: Self.trimmed(field).prefix(20), as: UTF8.self)
        throw error(
          column: fields.count, "expected a number, found \(text.isEmpty ? "nothing" : "\"\(text)\"")")
      }
      fields.append(number)
      let isLast = next >= bytes.count || bytes[next] == UInt8(ascii: "\n")
      next = min(next + 1, bytes.count)
      if isLast { return fields }
    }
  }

  /// The number that a field is, but not "nan"; digits alone, as pixels are, take a shorter way.
  private func number(_ field: ArraySlice<UInt8>) -> Double? {
    let field = Self.trimmed(field)
    if (1...15).contains(field.count) {
      var digits = 0
      for byte in field {
        guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return decimal(field) }
        digits = 10 * digits + Int(byte - UInt8(ascii: "0"))
      }
      return Double(digits)
    }
    return decimal(field)
  }

  private func decimal(_ field: ArraySlice<UInt8>) -> Double? {
    guard field.count <= Self.longestField else { return nil }
    return Double(String(decoding: field, as: UTF8.self)).flatMap { $0.isNaN ? nil : $0 }
  }

  /// Without blanks at both ends, a carriage return among them.
  private static func trimmed(_ field: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var field = field.drop { $0 <= UInt8(ascii: " ") }
    while let last = field.last, last <= UInt8(ascii: " ") { field.removeLast() }
    return field
  }
}
