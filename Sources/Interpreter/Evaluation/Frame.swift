import Language

/// The running instance of a function body (a sweep's is one), or of top-level code.
///
/// The slots are plain memory because loops live in them: an array's checks would cost more than the
/// arithmetic. Slot numbers come from `Scope`, which counted them.
package final class Frame {
  let evaluator: Evaluator
  /// The function that runs; `nil` in top-level code.
  let function: UserFunction?
  /// The variables of this body; those of the session in top-level code.
  let slots: UnsafeMutablePointer<Value?>
  /// What a `return` gave.
  var returned = Value.nothing

  /// Top-level code.
  init(evaluator: Evaluator) {
    self.evaluator = evaluator
    function = nil
    slots = evaluator.globals.slots
  }

  /// A function's body, with variables of its own, which have no values yet.
  init(evaluator: Evaluator, function: UserFunction) {
    self.evaluator = evaluator
    self.function = function
    slots = .allocate(capacity: function.code.frameSize)
    slots.initialize(repeating: nil, count: function.code.frameSize)
  }

  deinit {
    guard let function else { return }
    for slot in 0..<function.code.frameSize { (slots + slot).deinitialize(count: 1) }
    slots.deallocate()
  }

  /// Takes a variable's value out of its slot.
  func take(_ slot: Int) -> Value? {
    let value = (slots + slot).move()
    (slots + slot).initialize(to: nil)
    return value
  }

  /// Gives a variable a value. Where it held a number, there is nothing to free.
  @inline(__always)
  func set(_ slot: Int, _ value: Value) {
    if case .number? = slots[slot] {
      (slots + slot).initialize(to: value)
    } else {
      slots[slot] = value
    }
  }
}
