import Synchronization

/// The way a long computation is told to stop: thrown by `Work.checkpoint`, caught by the session.
package struct Interruption: Error, Sendable {
  package init() {}
}

/// How far a long computation has come.
package struct Progress: Sendable {
  /// What is being done, in a word or two ("train", "sweep").
  package var label: String
  package var done: Int
  package var total: Int
  /// One live number worth watching (a loss, a residual), with its name.
  package var live: (name: String, value: Double)?

  package init(label: String, done: Int, total: Int, live: (name: String, value: Double)? = nil) {
    self.label = label
    self.done = done
    self.total = total
    self.live = live
  }
}

/// A request to stop that any thread, or a signal handler's thread, may raise at any time.
package final class Cancellation: Sendable {
  package enum Reason: UInt8, Sendable {
    /// Someone asked for it.
    case wish = 1
    /// The computation has used up the memory.
    case memory
    /// Nobody waits for the computation any more.
    case abandonment
  }
  @usableFromInline let flag = Atomic<UInt8>(0)
  /// How many changes of files are under way.
  private let changes = Mutex(0)

  package init() {}

  @inlinable package var isRequested: Bool { flag.load(ordering: .relaxed) != 0 }

  /// Why it was raised; `nil` where it is not. The first reason stays.
  package var reason: Reason? { Reason(rawValue: flag.load(ordering: .relaxed)) }

  package func request(_ reason: Reason = .wish) {
    _ = flag.compareExchange(expected: 0, desired: reason.rawValue, ordering: .relaxed)
  }

  package func reset() { flag.store(0, ordering: .relaxed) }

  /// Requests that it stop, and forbids every change of a file from now on. `false`, and nothing else, while
  /// a file is being changed.
  package func abandon() -> Bool {
    changes.withLock { count in
      if count == 0 { flag.store(Reason.abandonment.rawValue, ordering: .relaxed) }
      return count == 0
    }
  }

  fileprivate func change<Result>(
    unlessStoppedBy reason: UInt8, _ step: () throws -> Result
  ) throws -> Result {
    try changes.withLock { count in
      if flag.load(ordering: .relaxed) >= reason { throw Interruption() }
      count += 1
    }
    defer { changes.withLock { $0 -= 1 } }
    return try step()
  }
}

/// The licence to compute, handed to everything that may take long: cancellation, progress and cores.
///
/// It is passed explicitly, so that a function's signature says whether it can be interrupted, and so that
/// work inside a parallel map runs serially instead of asking for the same cores again.
package struct Work: Sendable {
  /// The number of threads `map` may use.
  package private(set) var threads: Int
  @usableFromInline let cancellation: Cancellation
  /// This reason and graver ones stop it.
  @usableFromInline private(set) var leastReason = Cancellation.Reason.wish.rawValue
  private var sink: (@Sendable (Progress) -> Void)?

  package init(
    threads: Int = 1, cancellation: Cancellation = Cancellation(),
    sink: (@Sendable (Progress) -> Void)? = nil
  ) {
    self.threads = max(1, threads)
    self.cancellation = cancellation
    self.sink = sink
  }

  /// Work that nobody stops, watches or shares.
  package static let alone = Work()

  package var isCancelled: Bool { cancellation.isRequested }

  /// The same licence for what ends a work in good order when it was asked to stop: only abandonment stops
  /// that.
  package var ending: Work {
    var work = self
    work.leastReason = Cancellation.Reason.abandonment.rawValue
    return work
  }

  /// Whether it is to stop because the memory is used up.
  package var isOutOfMemory: Bool { cancellation.reason == .memory }

  /// A safe point: throws `Interruption` when the user asked to stop. Cheap enough for every turn of a loop.
  @inlinable package func checkpoint() throws(Interruption) {
    if cancellation.flag.load(ordering: .relaxed) >= leastReason { throw Interruption() }
  }

  /// Takes a step that changes a file. Throws `Interruption` where the work was asked to stop before;
  /// meanwhile it cannot be abandoned.
  package func change<Result>(_ step: () throws -> Result) throws -> Result {
    try cancellation.change(unlessStoppedBy: leastReason, step)
  }

  /// `body` on consecutive blocks of 0 ..< count, with a safe point before each.
  package func blocks(of size: Int = 1 << 16, in count: Int, _ body: (Range<Int>) -> Void)
    throws(Interruption)
  {
    var start = 0
    while start < count {
      try checkpoint()
      let end = min(count, start + size)
      body(start..<end)
      start = end
    }
  }

  /// Says how far the work has come. Whoever shows it decides how often.
  package func report(_ progress: @autoclosure () -> Progress) {
    if let sink { sink(progress()) }
  }

  /// The same licence for a part of something larger, whose progress is told as that of the whole.
  package func reporting(_ whole: @escaping @Sendable (_ part: Progress) -> Progress) -> Work {
    guard let sink else { return self }
    var work = self
    work.sink = { sink(whole($0)) }
    return work
  }

  /// The same licence for one of several parallel pieces: one thread, no progress of its own.
  package var serial: Work {
    var work = silent
    work.threads = 1
    return work
  }

  /// The same licence for a part whose progress is reported otherwise.
  package var silent: Work {
    var work = self
    work.sink = nil
    return work
  }
}
