import Foundation
import Synchronization
import Testing

@testable import Execution

@Suite struct WorkTests {
  private struct Failure: Error, Equatable { let index: Int }

  @Test("A parallel map gives its results in order, whatever the number of threads", arguments: [1, 2, 3, 8])
  func order(threads: Int) throws {
    let squares = try Work(threads: threads).map(1000, label: "squares") { index, _ in index * index }
    #expect(squares == (0..<1000).map { $0 * $0 })
    #expect(try Work(threads: threads).map(0, label: "none") { index, _ in index } == [])
  }

  @Test("Of several failures the one with the smallest index is thrown, every time", arguments: [1, 2, 4])
  func failures(threads: Int) {
    for _ in 0..<50 {
      #expect(throws: Failure(index: 13)) {
        _ = try Work(threads: threads).map(200, label: "failing") { index, _ -> Int in
          if index >= 13 { throw Failure(index: index) }
          return index
        }
      }
    }
  }

  @Test("Silent work reports nothing, and stops all the same")
  func silence() throws {
    let cancellation = Cancellation()
    let work = Work(threads: 2, cancellation: cancellation) { _ in Issue.record("a report") }.silent
    #expect(try work.map(9, label: "quiet") { index, _ in index } == Array(0..<9) && work.threads == 2)
    cancellation.request()
    #expect(throws: Interruption.self) { try work.checkpoint() }
  }

  @Test("Work says whether it stops because memory is short; the first reason stays")
  func reasons() {
    let cancellation = Cancellation()
    let work = Work(cancellation: cancellation)
    #expect(!work.isCancelled && !work.isOutOfMemory)
    cancellation.request(.memory)
    cancellation.request()
    #expect(work.isCancelled && work.isOutOfMemory)
    cancellation.reset()
    cancellation.request()
    cancellation.request(.memory)
    #expect(work.isCancelled && !work.isOutOfMemory)
  }

  @Test("After a failure no later element starts")
  func stopping() {
    let started = Mutex(0)
    _ = try? Work(threads: 2).map(100_000, label: "failing") { index, _ -> Int in
      started.withLock { $0 += 1 }
      if index == 5 { throw Failure(index: 5) }
      return index
    }
    // Those that other threads had begun may finish.
    #expect(started.withLock { $0 } < 1000)
  }

  @Test("Work inside a parallel map is serial and is stopped with it")
  func nesting() {
    let cancellation = Cancellation()
    #expect(throws: Interruption.self) {
      _ = try Work(threads: 2, cancellation: cancellation).map(100, label: "outer") { index, inner -> Int in
        #expect(inner.threads == 1)
        if index == 3 { cancellation.request() }
        return try inner.map(10, label: "inner") { inner, _ in inner }.count
      }
    }
    cancellation.reset()
    #expect(!cancellation.isRequested)
  }

  @Test("Progress reaches the whole, and is never computed where nobody looks")
  func progress() throws {
    let reports = Mutex<[Int]>([])
    let work = Work(threads: 2) { progress in reports.withLock { $0.append(progress.done) } }
    _ = try work.map(40, label: "counting") { index, _ in index }
    #expect(reports.withLock { $0.sorted() } == Array(1...40))
    var isComputed = false
    func observed() -> Execution.Progress {
      isComputed = true
      return Execution.Progress(label: "", done: 0, total: 0)
    }
    Work().report(observed())
    #expect(!isComputed)
  }

  @Test("Blocks cover all indices once, in order, and stop between two")
  func blocks() throws {
    var seen: [Int] = []
    try Work().blocks(of: 7, in: 100) { seen += Array($0) }
    #expect(seen == Array(0..<100))
    let cancellation = Cancellation()
    let work = Work(cancellation: cancellation)
    var count = 0
    #expect(throws: Interruption.self) {
      try work.blocks(of: 10, in: 100) { block in
        count += block.count
        if count == 30 { cancellation.request() }
      }
    }
    #expect(count == 30)
  }

  @Test("REPLICA_THREADS limits the cores and never adds to them")
  func threads() {
    let cores = ProcessInfo.processInfo.activeProcessorCount
    #expect(Work.availableThreads(environment: [:]) == cores)
    #expect(Work.availableThreads(environment: ["REPLICA_THREADS": "1"]) == 1)
    #expect(Work.availableThreads(environment: ["REPLICA_THREADS": "100000"]) == cores)
    for nonsense in ["0", "-3", "many", ""] {
      #expect(Work.availableThreads(environment: ["REPLICA_THREADS": nonsense]) == cores)
    }
    #expect(Work(threads: 0).threads == 1)
  }
}

@Suite struct ThreadTests {
  @Test("A thread runs its body once, before `join` returns")
  func joining() {
    let count = Mutex(0)
    let threads = (0..<8).compactMap { _ in
      Execution.Thread(stackBytes: 1 << 20) { count.withLock { $0 += 1 } }
    }
    for thread in threads { thread.join() }
    #expect(threads.count == 8 && count.withLock { $0 } == 8)
  }

  @Test("A thread of ours knows how deep its stack is")
  func depth() {
    let room = Mutex<UInt>(0)
    Execution.Thread(stackBytes: 16 << 20) {
      room.withLock { $0 = ThreadStack.pointer() - ThreadStack.floor(reserve: 1 << 20) }
    }?.join()
    // 16 MB less the reserve, less a little that is in use already.
    #expect((14 << 20...15 << 20).contains(room.withLock { $0 }))
    // On any other thread a little is assumed.
    #expect(ThreadStack.pointer() - ThreadStack.floor(reserve: 1 << 20) <= 256 << 10)
  }
}

@Suite struct MemoryTests {
  @Test("More than there is cannot be had, and both numbers are told")
  func shortage() throws {
    try Memory.require(bytes: 1000, each: 8)
    let error = #expect(throws: MemoryShortage.self) { try Memory.require(bytes: 1 << 50, each: 16) }
    #expect(error?.needed == 0x1p54)
    #expect(error?.description.hasPrefix("this needs 18 PB of memory, ") == true)
    #expect(throws: MemoryShortage.self) { try Memory.require(bytes: .max, each: 8) }
    #expect(Memory.available > 64 << 20)
  }

  @Test(
    "A number of bytes is what a text says, or none",
    arguments: [
      ("4e9", 4_000_000_000), ("0", 0), ("-1", 0), ("-inf", 0), ("inf", 1_000_000_000_000_000_000),
      ("nan", nil), ("x", nil),
      ("", nil),
    ] as [(String, Int?)])
  func bytes(text: String, expected: Int?) { #expect(Memory.bytes(text) == expected) }

  @Test("Sizes are told in decimal units")
  func words() {
    #expect(
      MemoryShortage(needed: 8e12, available: 5_240_000_000).description
        == "this needs 8 TB of memory, 5.2 GB are free")
    #expect(
      MemoryShortage(needed: 999, available: 0).description
        == "this needs 999 bytes of memory, 0 bytes are free")
    #expect(MemoryShortage(needed: .infinity, available: 1000).description.contains("1 kB"))
  }
}
