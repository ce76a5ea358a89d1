/// The numbers that have names. A variable of the same name hides its constant.
package enum Constants {
  package static let all: [(name: String, value: Double, summary: String)] = [
    ("pi", .pi, "the ratio of a circle's circumference to its diameter"),
    ("π", .pi, "the ratio of a circle's circumference to its diameter"),
    ("inf", .infinity, "infinity, as in 1/0"),
    ("nan", .nan, "not a number, as in 0/0"),
  ]

  static func value(of name: String) -> Value? { all.first { $0.name == name }.map { .number($0.value) } }
}
