import Tensors

/// An operator on two numbers, as a type: code that is generic over it is compiled once for each, with the
/// operation inside.
protocol NumberOperation: SendableMetatype {
  static func value(_ x: Double, _ y: Double) -> Value
}

enum Sum: NumberOperation { static func value(_ x: Double, _ y: Double) -> Value { .number(x + y) } }
enum Difference: NumberOperation { static func value(_ x: Double, _ y: Double) -> Value { .number(x - y) } }
enum Product: NumberOperation { static func value(_ x: Double, _ y: Double) -> Value { .number(x * y) } }
enum Quotient: NumberOperation { static func value(_ x: Double, _ y: Double) -> Value { .number(x / y) } }
enum Remainder: NumberOperation {
  static func value(_ x: Double, _ y: Double) -> Value { .number(flooredRemainder(x, y)) }
}
enum Power: NumberOperation {
  static func value(_ x: Double, _ y: Double) -> Value { .number(raised(x, to: y)) }
}

enum Equal: NumberOperation { static func value(_ x: Double, _ y: Double) -> Value { .boolean(x == y) } }
enum NotEqual: NumberOperation { static func value(_ x: Double, _ y: Double) -> Value { .boolean(x != y) } }
enum Less: NumberOperation { static func value(_ x: Double, _ y: Double) -> Value { .boolean(x < y) } }
enum LessOrEqual: NumberOperation {
  static func value(_ x: Double, _ y: Double) -> Value { .boolean(x <= y) }
}
enum Greater: NumberOperation { static func value(_ x: Double, _ y: Double) -> Value { .boolean(x > y) } }
enum GreaterOrEqual: NumberOperation {
  static func value(_ x: Double, _ y: Double) -> Value { .boolean(x >= y) }
}
