/// How fast this machine is now, beside the one that the commands' costs were measured on.
enum MachineSpeed {
  /// What the recurrence takes there.
  private static let referenceSeconds = 0.022
  private static let turns = 10_000_000

  /// More than 1 for a slower machine, or one that is busy; takes some hundredths of a second.
  static func slowness() -> Double {
    var end = 0.0
    let duration = ContinuousClock().measure { end = recurrence(from: 2, turns: turns) }
    // The end is 1 but for rounding; asked for, it has to be computed.
    return end.isNaN ? 1 : duration / .seconds(referenceSeconds)
  }

  /// Multiplications and additions that wait for each other.
  @inline(never)
  private static func recurrence(from start: Double, turns: Int) -> Double {
    var x = start
    for _ in 0..<turns { x = x * 0.999_999 + 1e-6 }
    return x
  }
}
