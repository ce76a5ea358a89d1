import Tensors

/// JSON with ordered fields and full precision; numbers that JSON cannot say become null.
package indirect enum JSONValue: Sendable {
  case null
  case boolean(Bool)
  case number(Double)
  case text(String)
  case array([JSONValue])
  case object([(String, JSONValue)])

  /// The shortest text that reads back as the same value.
  package var text: String {
    var output = ""
    write(to: &output, level: nil)
    return output
  }

  /// The same over lines, a field or item to each, indented as deep as it is nested: what a file of notebooks holds.
  package var indentedText: String {
    var output = ""
    write(to: &output, level: 0)
    return output + "\n"
  }

  /// On one line where there is no level.
  private func write(to output: inout String, level: Int?) {
    let inner = level.map { $0 + 1 }
    switch self {
    case .null: output += "null"
    case .boolean(let value): output += value ? "true" : "false"
    case .number(let value): output += Self.digits(of: value)
    case .text(let value): Self.quote(value, to: &output)
    case .array(let items):
      output += "["
      for (index, item) in items.enumerated() {
        Self.separate(index, &output, inner)
        item.write(to: &output, level: inner)
      }
      output += Self.end(level, isEmpty: items.isEmpty) + "]"
    case .object(let fields):
      output += "{"
      for (index, (name, value)) in fields.enumerated() {
        Self.separate(index, &output, inner)
        Self.quote(name, to: &output)
        output += ": "
        value.write(to: &output, level: inner)
      }
      output += Self.end(level, isEmpty: fields.isEmpty) + "}"
    }
  }

  /// What stands before an item.
  private static func separate(_ index: Int, _ output: inout String, _ level: Int?) {
    if index > 0 { output += level == nil ? ", " : "," }
    output += line(level)
  }

  private static func end(_ level: Int?, isEmpty: Bool) -> String { isEmpty ? "" : line(level) }

  private static func line(_ level: Int?) -> String {
    level.map { "\n" + String(repeating: " ", count: $0) } ?? ""
  }

  private static func digits(of value: Double) -> String {
    guard value.isFinite else { return "null" }
    if abs(value) <= 0x1p53, let integer = Int(exactly: value) { return String(integer) }
    return "\(value)"
  }

  private static func quote(_ text: String, to output: inout String) {
    output += "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": output += "\\\""
      case "\\": output += "\\\\"
      case "\n": output += "\\n"
      case "\t": output += "\\t"
      case "\r": output += "\\r"
      case _ where scalar.value < 0x20:
        let digits = String(scalar.value, radix: 16)
        output += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: output.unicodeScalars.append(scalar)
      }
    }
    output += "\""
  }
}

extension Value {
  /// What `--json` prints.
  package var json: JSONValue {
    switch self {
    case .nothing: .null
    case .number(let number): .number(number)
    case .boolean(let boolean): .boolean(boolean)
    case .text(let text): .text(text)
    case .range(let range):
      .object([
        ("first", .number(range.lower)), ("step", .number(range.step)),
        ("count", .number(Double(range.count))),
      ])
    case .list(let values): .array(values.map(\.json))
    case .tensor(let tensor): Self.nested(tensor) { .number($0) }
    case .mask(let mask): Self.nested(mask) { .boolean($0) }
    case .table(let table): .object(table.columns.map { ($0.name, .array($0.values.map(\.json))) })
    case .record(let record): .object(record.fields.map { ($0.name, $0.value.json) })
    case .function(let function): .object([("function", .text(function.signature))])
    case .object(let object): object.json
    }
  }

  private static func nested<Scalar>(
    _ tensor: Tensor<Scalar>, _ json: (Scalar) -> JSONValue
  ) -> JSONValue {
    func part(_ elements: ArraySlice<Scalar>, extents: ArraySlice<Int>) -> JSONValue {
      guard let extent = extents.first else { return elements.first.map(json) ?? .null }
      let stride = extent > 0 ? elements.count / extent : 0
      return .array(
        (0..<extent).map { index in
          part(elements.dropFirst(index * stride).prefix(stride), extents: extents.dropFirst())
        })
    }
    return part(tensor.elements[...], extents: tensor.shape.extents[...])
  }
}
