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

/// An operation whose result decides.
protocol NumberComparison: NumberOperation {
  static func holds(_ x: Double, _ y: Double) -> Bool
}

extension NumberComparison {
  static func value(_ x: Double, _ y: Double) -> Value { .boolean(holds(x, y)) }
}

enum Equal: NumberComparison { static func holds(_ x: Double, _ y: Double) -> Bool { x == y } }
enum NotEqual: NumberComparison { static func holds(_ x: Double, _ y: Double) -> Bool { x != y } }
enum Less: NumberComparison { static func holds(_ x: Double, _ y: Double) -> Bool { x < y } }
enum LessOrEqual: NumberComparison { static func holds(_ x: Double, _ y: Double) -> Bool { x <= y } }
enum Greater: NumberComparison { static func holds(_ x: Double, _ y: Double) -> Bool { x > y } }
enum GreaterOrEqual: NumberComparison { static func holds(_ x: Double, _ y: Double) -> Bool { x >= y } }
