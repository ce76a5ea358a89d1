/// Memory for the variables of the functions that run, which end in the reverse order of their beginning.
///
/// A call in a loop takes its few slots here; what does not fit any more, deep in a recursion, comes from the heap. How far the stack is
/// filled stands in memory of its own: a variable of the class would be guarded against overlapping changes at every call.
struct SlotStack: ~Copyable {
  private let base: UnsafeMutablePointer<Value?>
  private let end: UnsafeMutablePointer<Value?>
  private let next: UnsafeMutablePointer<UnsafeMutablePointer<Value?>>

  private static let capacity = 512

  init() {
    base = .allocate(capacity: Self.capacity)
    end = base + Self.capacity
    next = .allocate(capacity: 1)
    next.initialize(to: base)
  }

  deinit {
    base.deallocate()
    next.deallocate()
  }

  /// Slots without values.
  @inline(__always)
  func push(_ count: Int) -> UnsafeMutablePointer<Value?> {
    let slots: UnsafeMutablePointer<Value?>
    if end - next.pointee > count {
      slots = next.pointee
      next.pointee = slots + count
    } else {
      slots = .allocate(capacity: count)
    }
    for slot in 0..<count { (slots + slot).initialize(to: nil) }
    return slots
  }

  /// Gives back what was taken last.
  @inline(__always)
  func pop(_ slots: UnsafeMutablePointer<Value?>, _ count: Int) {
    for slot in 0..<count {
      // Numbers have nothing to free. `deinitialize` would ask the type's table of functions for each slot.
      if case .number? = slots[slot] { continue }
      _ = (slots + slot).move()
    }
    if base <= slots, slots < end {
      next.pointee = slots
    } else {
      slots.deallocate()
    }
  }
}
