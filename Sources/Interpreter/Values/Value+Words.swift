import Display

extension Value {
  /// The value in one short phrase, as error messages say what they found.
  package var described: String {
    switch self {
    case .number(let number): "the number \(NumberFormat.text(number))"
    case .boolean(let boolean): "\(boolean)"
    case .text(let text): "the text \"\(Self.shortened(text))\""
    default: kind.phrase
    }
  }

  /// The value inside a text: `"α = \(α)"`.
  package var interpolated: String {
    if case .text(let text) = self { text } else { summary }
  }

  /// The value as the language writes it, for numbers, booleans, texts, nothing, and ranges, lists, tensors,
  /// masks and records of them; other kinds as their summary.
  package var literal: String {
    switch self {
    case .nothing: "nothing"
    case .number(let number): number.isFinite ? Self.digits(number) : NumberFormat.text(number)
    case .boolean(let boolean): "\(boolean)"
    case .text(let text): "\"\(Self.escaped(text))\""
    case .range(let range):
      "\(Self.digits(range.lower))\(range.isClosed ? "..." : "..<")\(Self.digits(range.upper))"
        + (range.step == 1 ? "" : " by \(Self.digits(range.step))")
    case .list(let values): "[" + values.map(\.literal).joined(separator: ", ") + "]"
    case .tensor(let tensor):
      Self.nested(tensor.elements[...], tensor.shape.extents[...]) { Value.number($0).literal }
    case .mask(let mask): Self.nested(mask.elements[...], mask.shape.extents[...]) { "\($0)" }
    case .record(let record):
      "record(" + record.fields.map { "\($0.name): \($0.value.literal)" }.joined(separator: ", ") + ")"
    case .table, .function, .object: summary
    }
  }

  /// What stands between the quotes of a text in a script.
  package static func escaped(_ text: String) -> String {
    text.spelled { scalar in
      switch scalar {
      case "\\": "\\\\"
      case "\"": "\\\""
      case "\n": "\\n"
      case "\t": "\\t"
      default: nil
      }
    }
  }

  /// What a text in a script says that has such escapes and may not be at its end.
  package static func unescaped(_ text: String) -> String {
    var isEscaped = false
    return text.spelled { scalar in
      guard isEscaped else {
        isEscaped = scalar == "\\"
        return isEscaped ? "" : nil
      }
      isEscaped = false
      return scalar == "n" ? "\n" : scalar == "t" ? "\t" : nil
    }
  }

  /// One line for lists of variables and cells of tables.
  package var summary: String {
    switch self {
    case .nothing: "nothing"
    case .number(let number): NumberFormat.text(number)
    case .boolean(let boolean): "\(boolean)"
    case .text(let text): "\"\(Self.shortened(text))\""
    case .range(let range):
      "\(NumberFormat.text(range.lower))\(range.isClosed ? "..." : "..<")\(NumberFormat.text(range.upper))"
        + (range.step == 1 ? "" : " by \(NumberFormat.text(range.step))")
    case .list(let values):
      "["
        + values.prefix(8).map { $0.isScalar ? $0.summary : $0.kind.rawValue }.joined(separator: ", ")
        + (values.count > 8 ? ", … \(values.count - 8) more]" : "]")
    case .tensor(let tensor):
      tensor.shape.rank == 1 && tensor.shape.count <= 8
        ? "[" + tensor.elements.map { NumberFormat.text($0) }.joined(separator: ", ") + "]"
        : "tensor \(tensor.shape.words)"
    case .mask(let mask):
      mask.shape.rank == 1 && mask.shape.count <= 8
        ? "[" + mask.elements.map { "\($0)" }.joined(separator: ", ") + "]" : "mask \(mask.shape.words)"
    case .table(let table): "table, \(table.rowCount) rows: \(table.names.joined(separator: ", "))"
    case .record(let record):
      "record("
        + record.fields.map { "\($0.name): \($0.value.isScalar ? $0.value.summary : $0.value.kind.rawValue)" }
        .joined(separator: ", ") + ")"
    case .function(let function): function.signature
    case .object(let object): object.summary
    }
  }

  private static func nested<Scalar>(
    _ elements: ArraySlice<Scalar>, _ extents: ArraySlice<Int>, _ literal: (Scalar) -> String
  ) -> String {
    guard let extent = extents.first else { return elements.first.map(literal) ?? "nan" }
    let stride = extent > 0 ? elements.count / extent : 0
    let items = (0..<extent).map { index in
      nested(elements.dropFirst(index * stride).prefix(stride), extents.dropFirst(), literal)
    }
    return "[" + items.joined(separator: ", ") + "]"
  }

  /// The shortest digits that read back as the same number, integers without a point.
  private static func digits(_ number: Double) -> String {
    if abs(number) <= 0x1p53, let integer = Int(exactly: number) { return String(integer) }
    return "\(number)"
  }

  private static func shortened(_ text: String) -> String {
    // Only the beginning is read, however long the text is.
    let line = String(text.prefix(61)).spelled { $0 == "\r" ? "" : $0.endsLine ? "⏎" : nil }
    return line.count <= 60 ? line : String(line.prefix(59)) + "…"
  }
}
