import Foundation
import Synchronization
import Testing

@testable import Execution

private final class Counts: Sendable {
  private let counts: Mutex<[Int]>

  init(_ count: Int) { counts = Mutex(Array(repeating: 0, count: count)) }

  func add(_ index: Int) { counts.withLock { $0[index] += 1 } }

  var values: [Int] { counts.withLock { $0 } }
}

@Suite struct TeamTests {
  @Test(
    "every item is done once, whatever the team and the number of items", arguments: [1, 2, 5],
    [0, 1, 2, 300])
  func everyItemOnce(threads: Int, count: Int) {
    let counts = Counts(count)
    Work(threads: threads).withTeam { team in
      #expect(team.size == threads)
      team.run(count) { item, member in
        #expect(0 <= member && member < threads)
        counts.add(item)
      }
    }
    #expect(counts.values.allSatisfy { $0 == 1 })
  }

  @Test("a phase begins after the one before has ended, however short they are", arguments: [2, 3])
  func phases(threads: Int) {
    let done = Atomic<Int>(0)
    Work(threads: threads).withTeam { team in
      let shared = Counts(3)
      for phase in 0..<20_000 {
        team.run(3) { item, _ in shared.add(item) }
        done.store(phase + 1, ordering: .relaxed)
        if phase % 1000 == 0 { #expect(shared.values == [phase + 1, phase + 1, phase + 1]) }
      }
    }
    #expect(done.load(ordering: .relaxed) == 20_000)
  }

  @Test("a team that had nothing to do for a while wakes up again")
  func sleeping() {
    let counts = Counts(2)
    Work(threads: 3).withTeam { team in
      for _ in 0..<5 {
        usleep(20_000)
        team.run(2) { item, _ in counts.add(item) }
      }
    }
    #expect(counts.values == [5, 5])
  }
}
