import Execution
import Foundation
import Testing

@testable import TerminalUI

@Suite struct ProgressTests {
  @Test("A line says what, how far, how fast, how long still, and one number to watch")
  func line() {
    let progress = Progress(label: "train", done: 312, total: 1000, live: ("loss", 0.01234567))
    let reading = ProgressReading(elapsed: 0.4, progress: progress, rate: 845, left: 0.814)
    #expect(reading.line.plain == "train  312/1000 · 845/s · 0.8 s left · loss 0.01235")
  }

  @Test("Without reports there is the time, and the way out")
  func running() {
    #expect(ProgressReading(elapsed: 3.21).line.plain == "running  3.2 s · Ctrl-C stops")
  }

  @Test(
    "Durations have the unit that suits them",
    arguments: [
      (0.04, "0.0 s"), (0.8, "0.8 s"), (9.94, "9.9 s"), (9.96, "10 s"), (59.4, "59 s"), (59.6, "1 min 0 s"),
      (192, "3 min 12 s"),
      (7500, "2 h 5 min"), (273_600, "3 d 4 h"), (.infinity, "very long"), (.nan, "very long"),
    ])
  func durations(seconds: Double, text: String) {
    #expect(ProgressReading.duration(seconds) == text)
  }

  @Test("What is slow is said the other way round")
  func pace() {
    #expect(ProgressReading.pace(845.2) == "845/s")
    #expect(ProgressReading.pace(0.25) == "4.0 s each")
    #expect(ProgressReading.pace(1_234_567) == "1.23e6/s")
  }

  @Test("The rate is that of the stage that runs now")
  func stages() async throws {
    let meter = ProgressMeter()
    #expect(meter.place == nil)
    meter.update(Progress(label: "train", done: 1, total: 1000))
    meter.update(Progress(label: "train", done: 900, total: 1000))
    #expect(meter.place == "train 900/1000")
    meter.update(Progress(label: "solve", done: 0, total: 50))
    try await Task.sleep(for: .milliseconds(50))
    meter.update(Progress(label: "solve", done: 10, total: 50))
    let reading = meter.reading
    // 10 steps in at least 50 ms, however slow the machine: at most 200/s, and at least 0.2 s for the other
    // 40, less what has passed since the last report.
    #expect((reading.rate ?? .infinity) <= 200)
    #expect((reading.left ?? 0) > 0.1)
  }

  @Test("Reports that overtake each other do not begin a new stage")
  func overtaking() async throws {
    let meter = ProgressMeter()
    meter.update(Progress(label: "sweep", done: 2, total: 100))
    try await Task.sleep(for: .milliseconds(30))
    meter.update(Progress(label: "sweep", done: 9, total: 100))
    meter.update(Progress(label: "sweep", done: 8, total: 100))
    // 6 steps in at least 30 ms.
    #expect((meter.reading.rate ?? .infinity) <= 200)
  }
}
