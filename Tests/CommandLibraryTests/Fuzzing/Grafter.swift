import CommandLibrary
import Interpreter
import Language

/// Changes scripts into others that are as grammatical: parts of one take the place of parts of another.
struct Grafter {
  private var pieces: [SyntaxPart.Role: [String]] = [:]
  /// The arguments that calls of a name are written with.
  private var arguments: [String: [String]] = [:]
  private let callees: [String]

  private static let numbers = [
    "0", "-1", "1", "2", "3", "0.5", "1e-12", "1e-300", "-1e-9", "1e3", "1e12", "1e300", "inf", "(-inf)",
    "nan",
    "2^53", "9e18", "(-0.0)",
  ]
  private static let texts = ["\"\"", "\"α\\u{0}\"", "\"\\(x)\"", "\"a b\"", "\"no such thing\"", "\"../x\""]
  private static let operators = [
    "+", "-", "*", "/", "%", "^", "@", "==", "!=", "<", "<=", ">", ">=", "and", "or",
  ]

  private static let slices = [
    "...", "1...", "..<-1", "... by -1", "-2... by 2", "..., 0", "0, 1...", "5...",
  ]

  /// From the parts of scripts and further values. Calls are of those commands only.
  init(parts: [SyntaxPart], values: [String], commands: [Command]) {
    let names = Set(commands.map(\.name))
    for role in SyntaxPart.Role.allCases {
      pieces[role] = Set(parts.lazy.filter { $0.role == role }.map(\.text)).sorted()
    }
    pieces[.number]?.append(contentsOf: Self.numbers)
    pieces[.text]?.append(contentsOf: Self.texts)
    pieces[.expression]?.append(contentsOf: values)
    for part in parts where part.role == .call && names.contains(part.callee) {
      arguments[part.callee, default: []] += part.arguments
    }
    callees = names.sorted()
  }

  /// The text with a few changes. Most names in what is new are of those given.
  func grafted(_ text: String, names: [String], _ chance: inout SplitMix) -> String {
    var text = text
    for _ in 0..<Int.random(in: 1...3, using: &chance) {
      guard let part = randomPart(of: text, &chance) else { break }
      let new = renamed(replacement(of: part, &chance), names, &chance)
      text = Self.text(text, replacing: part.span, with: new)
    }
    return text
  }

  /// The text with other names in the place of its own: each everywhere by the same.
  private func renamed(_ text: String, _ names: [String], _ chance: inout SplitMix) -> String {
    guard !names.isEmpty, chance.happens(0.8) else { return text }
    let old = parts(of: text).filter { $0.role == .name && commandLibrary[$0.text] == nil }
    var others: [String: String] = [:]
    for name in old { others[name.text] = others[name.text] ?? names.randomElement(using: &chance) }
    return old.sorted { $0.span.start > $1.span.start }.reduce(text) { text, name in
      Self.text(text, replacing: name.span, with: others[name.text] ?? name.text)
    }
  }

  private func parts(of text: String) -> [SyntaxPart] {
    (try? Parser.parse(SourceText(text, name: "graft"))).map { SyntaxParts(of: $0).parts } ?? []
  }

  /// A part of any role, the roles alike.
  private func randomPart(of text: String, _ chance: inout SplitMix) -> SyntaxPart? {
    let parts = parts(of: text)
    let role = SyntaxPart.Role.allCases.filter { role in parts.contains { $0.role == role } }
      .randomElement(using: &chance)
    return parts.filter { $0.role == role }.randomElement(using: &chance)
  }

  private static func text(_ text: String, replacing span: Span, with replacement: String) -> String {
    let bytes = Array(text.utf8)
    return String(
      decoding: bytes[..<span.start] + Array(replacement.utf8) + bytes[span.end...], as: UTF8.self)
  }

  private func piece(_ role: SyntaxPart.Role, _ chance: inout SplitMix) -> String {
    pieces[role]?.randomElement(using: &chance) ?? "1"
  }

  private func replacement(of part: SyntaxPart, _ chance: inout SplitMix) -> String {
    switch part.role {
    case .statement: statement(instead: part.text, &chance)
    case .expression: expression(instead: part.text, &chance)
    case .call: call(instead: part, &chance)
    case .operation: Self.operators.randomElement(using: &chance) ?? "+"
    case .number:
      chance.happens(0.5) ? Self.numbers.randomElement(using: &chance) ?? "0" : piece(.number, &chance)
    case .block, .text, .name, .subscripted: piece(part.role, &chance)
    }
  }

  private func statement(instead old: String, _ chance: inout SplitMix) -> String {
    switch Int.random(in: 0..<12, using: &chance) {
    case 0: ""
    case 1: "\(old)\n\(old)"
    case 2: "for i in 1...3 {\n\(old)\n}"
    case 3: "sweep i in 1...3 {\n\(old)\n}"
    case 4: "func f(x) {\n\(old)\n}\nf(2)"
    case 5: "if \(piece(.expression, &chance)) {\n\(old)\n} else {\n\(piece(.statement, &chance))\n}"
    case 6: "while true {\n\(old)\nbreak\n}"
    case 7: "\(piece(.statement, &chance))\n\(old)"
    case 8: "try {\n\(old)\n\(piece(.statement, &chance))\n} else e {\nprint e\n}"
    default: piece(.statement, &chance)
    }
  }

  private func expression(instead old: String, _ chance: inout SplitMix) -> String {
    switch Int.random(in: 0..<16, using: &chance) {
    case 0: "[\(old), \(piece(.expression, &chance))]"
    case 1: "\(callees.randomElement(using: &chance) ?? "abs")(\(old))"
    case 2: "(-\(old))"
    case 3: "\(old)[\(piece(.number, &chance))]"
    case 4: "(x -> \(old))"
    case 5:
      "(\(old) \(Self.operators.randomElement(using: &chance) ?? "+") \(piece(.expression, &chance)))"
    case 6: "record(a: \(old), b: 2)"
    case 7: "(sweep i in 1...2 { \(old) })"
    case 8: "\(old)[\(Self.slices.randomElement(using: &chance) ?? "...")]"
    case 9: "\(old)[\(piece(.expression, &chance))]"
    case 10: "(try { \(old) } else { \(piece(.expression, &chance)) })"
    default: piece(.expression, &chance)
    }
  }

  /// A call with arguments that are fewer, more, others, or in another order; or of another command.
  private func call(instead part: SyntaxPart, _ chance: inout SplitMix) -> String {
    var (callee, list) = (part.callee, part.arguments)
    let index = list.indices.randomElement(using: &chance)
    switch Int.random(in: 0..<7, using: &chance) {
    case 0: index.map { _ = list.remove(at: $0) }
    case 1: index.map { list.append(list[$0]) }
    case 2: list.shuffle(using: &chance)
    case 3: callee = callees.randomElement(using: &chance) ?? callee
    case 4: list.append(piece(.expression, &chance))
    default:
      guard let other = arguments[callee]?.randomElement(using: &chance) else { break }
      if let index, chance.happens(0.5) { list[index] = other } else { list.append(other) }
    }
    return "\(callee)(\(list.joined(separator: ", ")))"
  }
}

extension Grafter {
  /// The text with its large numbers, most of them, made small, so that it does not take long.
  func hastened(_ text: String, _ chance: inout SplitMix) -> String {
    let numbers = parts(of: text).filter { $0.role == .number && (Double($0.text) ?? 0) > 40 }
    // From the end, so that the places of those before stay what they are.
    return numbers.sorted { $0.span.start > $1.span.start }.reduce(text) { text, number in
      guard chance.happens(0.95) else { return text }
      return Self.text(text, replacing: number.span, with: "\(Int.random(in: 2...12, using: &chance))")
    }
  }
}
