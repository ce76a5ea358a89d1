import Language

/// The running instance of a function body, of a sweep point, or of top-level code.
///
/// The slots are plain memory because loops live in them: an array's checks would cost more than the arithmetic. Slot numbers come
/// from `Scope`, which counted them.
package final class Frame {
  let evaluator: Evaluator
  let function: UserFunction?
  let captures: [Value?]
  /// The variables of this body; those of the session in top-level code.
  let slots: UnsafeMutablePointer<Value?>
  /// How many slots are this frame's to free; `nil` for those of the session.
  private let ownedSlots: Int?
  /// What a `return` gave.
  var returned = Value.nothing

  /// Top-level code.
  init(evaluator: Evaluator) {
    self.evaluator = evaluator
    function = nil
    captures = []
    slots = evaluator.globals.slots
    ownedSlots = nil
  }

  /// A body with `size` variables of its own, which have no values yet.
  init(evaluator: Evaluator, function: UserFunction? = nil, captures: [Value?], size: Int) {
    self.evaluator = evaluator
    self.function = function
    self.captures = captures
    slots = .allocate(capacity: size)
    slots.initialize(repeating: nil, count: size)
    ownedSlots = size
  }

  deinit {
    guard let ownedSlots else { return }
    slots.deinitialize(count: ownedSlots)
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
