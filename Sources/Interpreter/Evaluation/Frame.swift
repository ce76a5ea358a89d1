import Language

/// The running instance of a function body (a sweep's is one), or of top-level code: three words, which copies share.
///
/// The slots are plain memory because loops live in them: an array's checks would cost more than the
/// arithmetic. Slot numbers come from `Scope`, which counted them. Whoever makes a frame keeps the evaluator and the function
/// for as long as it runs, so that a call counts no references to them.
package struct Frame {
  private let owner: Unmanaged<Evaluator>
  /// The function that runs; `nil` in top-level code.
  unowned(unsafe) let function: UserFunction?
  /// The variables of this body; those of the session in top-level code.
  let slots: UnsafeMutablePointer<Value?>

  /// Top-level code.
  init(evaluator: Evaluator) {
    owner = .passUnretained(evaluator)
    function = nil
    slots = evaluator.globals.slots
  }

  /// The body of a function, with variables that have no values yet. Ends with `end`.
  @inline(__always)
  init(of function: UserFunction, calledFrom caller: Frame) {
    owner = caller.owner
    self.function = function
    slots = owner._withUnsafeGuaranteedRef { $0.stack.push(function.frameSize) }
  }

  /// Frees the variables of a function's body; given what it was made with.
  @inline(__always)
  func end(of function: UserFunction) {
    withExtendedLifetime(function) { withEvaluator { $0.stack.pop(slots, function.frameSize) } }
  }

  var evaluator: Evaluator { owner.takeUnretainedValue() }

  /// Lends the evaluator without counting a reference to it: half of a call's time went into counting.
  @inline(__always)
  func withEvaluator<Result>(_ body: (Evaluator) throws -> Result) rethrows -> Result {
    try owner._withUnsafeGuaranteedRef(body)
  }

  /// Takes a variable's value out of its slot.
  @inline(__always)
  func take(_ slot: Int) -> Value? {
    let value = (slots + slot).move()
    (slots + slot).initialize(to: nil)
    return value
  }

  /// Gives a variable a value whose own was taken out of its slot.
  @inline(__always)
  func put(_ value: Value, into slot: Int) { (slots + slot).initialize(to: value) }

  /// Puts a value into a variable's, in place where nothing else holds it; `false` where the variable has
  /// none.
  ///
  /// After an error it has its old value or a part of the new one, and the cell is undone. To bound how deeply values nest only what is
  /// new has to be looked at: loops add to lists a million times.
  func add(_ new: Value, to slot: Int, by addition: Command.Addition) throws -> Bool {
    try Nesting.check(new, addedTo: 1)
    guard var value = take(slot) else { return false }
    defer { put(value, into: slot) }
    try addition(&value, new)
    return true
  }

  /// Gives a variable a value. Where it held a number, there is nothing to free.
  @inline(__always)
  func set(_ slot: Int, _ value: Value) {
    if case .number? = slots[slot] {
      put(value, into: slot)
    } else {
      slots[slot] = value
    }
  }
}
