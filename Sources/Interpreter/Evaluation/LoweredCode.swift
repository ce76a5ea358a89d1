/// A lowered expression: names resolved to slots, ready to run any number of times.
///
/// It is a structure around a closure because an array of bare closures would call each through a thunk.
struct Evaluate: Sendable {
  private let body: @Sendable (Frame) throws -> Value

  init(_ body: @escaping @Sendable (Frame) throws -> Value) { self.body = body }

  @inline(__always)
  func callAsFunction(_ frame: Frame) throws -> Value { try body(frame) }
}

/// A lowered condition: of `if` and `while`, or a side of `and` and `or`.
struct Decide: Sendable {
  private let body: @Sendable (Frame) throws -> Bool

  init(_ body: @escaping @Sendable (Frame) throws -> Bool) { self.body = body }

  @inline(__always)
  func callAsFunction(_ frame: Frame) throws -> Bool { try body(frame) }
}

/// A lowered statement whose value nobody wants.
struct Execute: Sendable {
  private let body: @Sendable (Frame) throws -> Flow

  init(_ body: @escaping @Sendable (Frame) throws -> Flow) { self.body = body }

  @inline(__always)
  func callAsFunction(_ frame: Frame) throws -> Flow { try body(frame) }
}

/// Where the run goes after a statement.
enum Flow {
  /// To the next one.
  case onward
  case breaking
  case continuing
  /// Out of the function, with the value for `Evaluator.takeReturned`.
  case returning
}

extension Flow {
  /// How the loop ends whose body ended like this; `nil` where it goes on.
  @inline(__always)
  var ofLoop: Flow? {
    switch self {
    case .onward, .continuing: nil
    case .breaking: .onward
    case .returning: .returning
    }
  }
}
