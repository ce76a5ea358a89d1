/// What is wrong with a data file, and where: the byte, or the line of a text.
package struct DataFileError: Error, Sendable, Hashable, CustomStringConvertible {
  package enum Place: Sendable, Hashable {
    case file
    case byte(Int)
    /// A byte of what gzip unpacked.
    case unpackedByte(Int)
    /// Lines and columns count from 1.
    case line(Int)
    case column(Int, line: Int)
  }

  package let path: String
  package let place: Place
  /// Lower-case.
  package let fact: String

  init(path: String, place: Place, fact: String) {
    (self.path, self.place, self.fact) = (path, place, fact)
  }

  package var description: String { "\(path): \(reason)" }

  /// The place and the fact: "byte 4: expected 60000 labels, …".
  package var reason: String {
    switch place {
    case .file: fact
    case .byte(let byte): "byte \(byte): \(fact)"
    case .unpackedByte(let byte): "byte \(byte) after unpacking: \(fact)"
    case .line(let line): "line \(line): \(fact)"
    case .column(let column, let line): "line \(line), column \(column): \(fact)"
    }
  }
}
