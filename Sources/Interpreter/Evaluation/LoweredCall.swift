import Language

/// One argument of a call, lowered.
struct LoweredArgument: Sendable {
  let label: Name?
  let span: Span
  var evaluate: Evaluate
  /// The name, where the argument is nothing else: a word or a place if the command wants one.
  let word: String?
  /// The slot an assignment to that name goes to; `nil` where it cannot be assigned.
  let target: Int?
  let text: String
}

/// A call of whatever its callee turns out to be when it runs.
///
/// It is an object because a closure passes all that it captures to its body, one by one, and calls capture
/// much.
final class LoweredCall: Sendable {
  let context: SourceContext
  /// The name of what is called, or the expression that gives it.
  let callee: String
  let arguments: [LoweredArgument]
  let calleeSpan: Span
  /// The whole call.
  let span: Span
  private let placing: ArgumentPlacing?
  private let count: Int

  init(_ call: Call, _ arguments: [LoweredArgument], _ span: Span, at context: SourceContext) {
    (self.context, self.arguments, self.span) = (context, arguments, span)
    calleeSpan = call.callee.span
    if case .name(let name) = call.callee.kind { callee = name } else { callee = context.source[calleeSpan] }
    placing = ArgumentPlacing(arguments[...], at: context)
    count = arguments.count
  }

  @inline(__always)
  func run(_ callee: Value, in frame: Frame) throws -> Value {
    if case .function(.user(let function)) = callee { return try run(function, in: frame) }
    return try runOther(callee, in: frame)
  }

  @inline(__always)
  private func run(_ function: UserFunction, in frame: Frame) throws -> Value {
    let inner = Frame(of: function, calledFrom: frame)
    do { try placing?.place(of: function, in: inner, from: frame) } catch {
      abandon(inner, of: function)
      throw error
    }
    do {
      let value = try inner.withEvaluator { try $0.run(function, inner, given: count) }
      inner.end(of: function)
      return value
    } catch {
      abandon(inner, of: function)
      throw frame.evaluator.noting(error, callOf: function.name, at: span, in: context.source)
    }
  }

  /// Ends a frame after an error, out of the way of calls that go well.
  @inline(never)
  private func abandon(_ frame: Frame, of function: UserFunction) { frame.end(of: function) }

  @inline(never)
  private func runOther(_ callee: Value, in frame: Frame) throws -> Value {
    guard case .function(.command(let command)) = callee else {
      let index = arguments.count == 1 ? arguments[0].text : ""
      let help = index.hasPrefix("[") ? "an element is written \(self.callee)\(index), without a blank" : nil
      throw context.diagnostic(.notCallable(self.callee, found: callee.described, help: help), calleeSpan)
    }
    let matched: [(LoweredArgument, Parameter)]
    do { matched = try ArgumentMatcher.match(arguments, to: command) } catch {
      throw placed(error)
    }
    return try context.run(command, matched, span, frame)
  }

  /// What the call itself throws, with its place.
  @inline(never)
  func placed(_ error: any Error) -> any Error { SourceContext.placed(error, span, context.source) }

  @inline(never)
  func unknown(in frame: Frame) -> Diagnostic { context.unknown(callee, calleeSpan, frame, isCallee: true) }
}

/// Evaluates the arguments of a call, from one on, into the slots of their parameters.
///
/// They form a chain because references to what an array holds are counted at each use.
private final class ArgumentPlacing: Sendable {
  private let context: SourceContext
  private let evaluate: Evaluate
  private let label: Name?
  private let span: Span
  private let index: Int
  /// The first slot that may be free: that of its own number, unless an argument before it has a label.
  private let firstFree: Int
  private let rest: ArgumentPlacing?

  /// `nil` where there are none.
  init?(_ arguments: ArraySlice<LoweredArgument>, at context: SourceContext, followsLabel: Bool = false) {
    guard let argument = arguments.first else { return nil }
    self.context = context
    (evaluate, label, span) = (argument.evaluate, argument.label, argument.span)
    index = arguments.startIndex
    firstFree = followsLabel ? 0 : index
    rest = ArgumentPlacing(
      arguments.dropFirst(), at: context, followsLabel: followsLabel || argument.label != nil)
  }

  func place(of function: UserFunction, in inner: Frame, from frame: Frame) throws {
    let slot = label == nil ? nextSlot(of: function, in: inner) : labelledSlot(of: function, in: inner)
    guard let slot else { throw misplaced(in: function) }
    (inner.slots + slot).initialize(to: try evaluate(frame))
    try rest?.place(of: function, in: inner, from: frame)
  }

  /// The slot of the first parameter without an argument.
  @inline(__always)
  private func nextSlot(of function: UserFunction, in inner: Frame) -> Int? {
    var slot = firstFree
    while slot < function.parameterCount {
      if case nil = inner.slots[slot] { return slot }
      slot += 1
    }
    return nil
  }

  /// The slot of the parameter that the label names, unless it has an argument.
  @inline(__always)
  private func labelledSlot(of function: UserFunction, in inner: Frame) -> Int? {
    guard let label, let slot = function.slot(labelled: label.text, perhaps: index),
      case nil = inner.slots[slot]
    else { return nil }
    return slot
  }

  /// Why there is no slot for it.
  @inline(never)
  private func misplaced(in function: UserFunction) -> Diagnostic {
    let names = function.parameters.map(\.name)
    guard let label else {
      return context.diagnostic(.tooManyArguments(of: function.name, takes: names.count), span)
    }
    guard let slot = function.slot(labelled: label.text, perhaps: index) else {
      let suggestion = Suggestion.closest(to: label.text, among: names)
      return context.diagnostic(
        .unknownLabel(label.text, of: function.name, labels: names, suggestion: suggestion), label.span)
    }
    return context.diagnostic(.repeatedArgument(names[slot], of: function.name), span)
  }
}
