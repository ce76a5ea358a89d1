import Execution
import RandomStreams
import Testing

@testable import Learning

@Suite struct TeacherTaskTests {
  @Test(
    "labels are the signs of the teacher's products and none is a tie",
    arguments: [1, 2, 10, 63, 64, 65, 128, 1000])
  func labels(n: Int) throws {
    let task = try randomTask(n: n, load: 300 / Double(n))
    #expect(task.patternCount == 300)
    let teacher = numbers(task.teacher)
    for (row, pattern) in numbers(task.patterns).enumerated() {
      let product = dot(teacher, pattern)
      #expect(product != 0 && task.labels[row] == (product > 0 ? 1 : -1))
    }
  }

  /// For n = 2 half of all patterns tie: 10 000 good ones come with 10 000 ± √20 000 bad ones; the bound is five times that.
  @Test("ties are redrawn and counted, for even n only")
  func ties() throws {
    #expect(abs(Double(try randomTask(n: 2, load: 5000).tiesRedrawn) - 10_000) < 5 * 20_000.0.squareRoot())
    #expect(try randomTask(n: 101, load: 10).tiesRedrawn == 0)
  }

  /// For n = 2 half of all patterns tie: 5000 ± √2500 of 10 000; the bound is five times that.
  @Test("kept ties fill the load and teach nothing; without one the task is the same")
  func keptTies() throws {
    func task(n: Int, load: Double, _ ties: Ties) throws -> TeacherTask {
      try TeacherTask.random(inputs: n, load: load, ties: ties, stream: stream(), in: Work())
    }
    let kept = try task(n: 2, load: 5000, .kept)
    #expect(abs(Double(kept.tiesKept) - 5000) < 5 * 50)
    #expect(kept.patternCount + kept.tiesKept == 10_000 && kept.tiesRedrawn == 0)
    #expect(kept.labels.count == kept.patternCount && !kept.patterns.products(with: kept.teacher).contains(0))
    let redrawn = try task(n: 2, load: 5000, .redrawn)
    #expect(redrawn.patternCount == 10_000 && redrawn.tiesKept == 0 && redrawn.identity != kept.identity)
    // The same patterns in the same order, as far as they go.
    #expect(
      numbers(kept.patterns) == Array(numbers(redrawn.patterns).prefix(kept.patternCount)))
    let odd = try [Ties.kept, .redrawn].map { try task(n: 101, load: 2, $0) }
    #expect(odd[0].identity == odd[1].identity && odd[0].patterns.words == odd[1].patterns.words)
  }

  /// Five standard errors of a mean of signs.
  @Test("patterns, teachers and labels have no preferred sign")
  func unbiased() throws {
    let task = try randomTask(n: 500, load: 4)
    let mean = numbers(task.patterns).reduce(0) { $0 + $1.reduce(0, +) } / 1e6
    #expect(abs(mean) < 5 / 1e6.squareRoot())
    #expect(abs(numbers(task.labels).reduce(0, +)) < 5 * 2000.0.squareRoot())
    #expect(abs(numbers(task.teacher).reduce(0, +)) < 5 * 500.0.squareRoot())
    // Six standard deviations, for 2000 products.
    let products = task.patterns.products(with: task.teacher)
    #expect(products.allSatisfy { abs(Double($0)) < 6 * 500.0.squareRoot() })
  }

  @Test(
    "the load is rounded to a whole number of patterns",
    arguments: [(0.0, 0), (0.049, 0), (0.05, 1), (0.26, 3), (3, 30)])
  func patternCount(load: Double, count: Int) throws {
    let task = try randomTask(n: 10, load: load)
    #expect(task.patternCount == count && task.alpha == load && task.overlap == nil)
  }

  @Test(
    "an overlap is that of round((1 − r)n/2) turned signs, exactly",
    arguments: [
      (100, 0.5, 25), (101, 0.5, 25), (101, -0.3, 66), (64, 1, 0), (64, -1, 64), (7, 0, 4), (130, 0.99, 1),
    ])
  func overlap(n: Int, overlap: Double, flipped: Int) throws {
    let first = try randomTask(n: n, load: 1)
    let second = try first.correlated(overlap: overlap, load: 2, stream: stream(1), in: Work())
    #expect(zip(numbers(first.teacher), numbers(second.teacher)).filter { $0 != $1 }.count == flipped)
    #expect(second.overlap == dot(numbers(first.teacher), numbers(second.teacher)) / Double(n))
    #expect(second.patternCount == 2 * n && second.n == n)
  }

  /// Each of 20 places is turned in 5 of 20 cases: 500 ± √(2000 · ¼ · ¾) of 2000 times; the bound is five times that.
  @Test("every place is equally likely to be turned")
  func turnedPlaces() throws {
    let first = try randomTask(n: 20, load: 0)
    var counts = Array(repeating: 0.0, count: 20)
    for number in 0..<2000 {
      let second = try first.correlated(overlap: 0.5, load: 0, stream: stream(UInt64(number + 5)), in: Work())
      for place in 0..<20 where first.teacher[place] != second.teacher[place] { counts[place] += 1 }
    }
    #expect(counts.allSatisfy { abs($0 - 500) < 5 * 375.0.squareRoot() })
  }

  @Test("the same stream gives the same task; another one, or another size, a different one")
  func identity() throws {
    let first = try randomTask(n: 50, load: 1)
    let again = try randomTask(n: 50, load: 1)
    #expect(first.identity == again.identity && first.patterns.words == again.patterns.words)
    let others = try [
      randomTask(n: 50, load: 1, 1), randomTask(n: 50, load: 1.02), randomTask(n: 51, load: 1),
      first.correlated(overlap: 0.5, load: 1, stream: stream(), in: Work()),
      first.correlated(overlap: 1, load: 1, stream: stream(1), in: Work()),
    ]
    #expect(Set([first.identity] + others.map(\.identity)).count == 6)
  }

  @Test("sizes that cannot be are refused before anything is allocated")
  func impossibleSizes() throws {
    for (n, load) in [(1 << 24, 1e6), (1000, .infinity), (.max, 0), (1, 1e300)] {
      #expect { try randomTask(n: n, load: load) } throws: {
        if case .tooLarge = $0 as? LearningError { true } else { false }
      }
    }
    for (n, load) in [(0, 1.0), (-3, 1), (10, -0.5), (10, .nan)] {
      #expect { try randomTask(n: n, load: load) } throws: { $0 is LearningError }
    }
    let task = try randomTask(n: 10, load: 1)
    for overlap in [1.5, -1.01, .nan] {
      #expect {
        try task.correlated(overlap: overlap, load: 1, stream: stream(1), in: Work())
      } throws: { $0 is LearningError }
    }
  }

  @Test("making a task can be interrupted")
  func interruption() {
    let cancellation = Cancellation()
    cancellation.request()
    #expect(throws: Interruption.self) {
      try TeacherTask.random(
        inputs: 100, load: 1, stream: stream(), in: Work(cancellation: cancellation))
    }
  }
}
