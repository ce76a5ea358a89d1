import Execution
import Foundation
import Synchronization
import Testing

/// Whatever a file holds, its reader gives something well-formed or an error that says why not: it does not end the program, hang, or take
/// the machine's memory.
@Suite(.serialized) struct ReaderFuzzTests {
  /// 300 of each format here, 10 000 in every round of scripts/fuzz.
  private static let count = FuzzTests.isLong ? 2_000 : 100

  init() { Trial.enterFolder() }

  @Test("Every format has samples that are read as they are", arguments: ReaderFormat.all)
  func samples(format: ReaderFormat) throws {
    #expect(!format.samples.isEmpty)
    for sample in format.samples { #expect(try format.read(sample, .alone) == nil) }
  }

  @Test(
    "No damaged file traps, hangs, takes a gigabyte, or is read as something it cannot be",
    arguments: ReaderFormat.all, FuzzTests.seeds)
  func damaged(format: ReaderFormat, seed: UInt64) {
    var chance = SplitMix(state: 31 + seed)
    let inputs = (0..<Self.count).map { _ in
      let sample = format.samples.randomElement(using: &chance) ?? []
      return format.sealed(Mutation.mutated(sample, among: format.samples, &chance), &chance)
    }
    let findings = ReaderTrial(format: format).findings(in: inputs)
    #expect(findings.isEmpty)
    if FuzzTests.isLong {
      print("fuzz \(format.testDescription.replacing(" ", with: "-")) \(seed): \(inputs.count) inputs")
    }
  }
}

/// Reads one file after the other on a thread with a deep stack, while another looks at the clock and the memory.
private final class ReaderTrial: Sendable {
  private let format: ReaderFormat
  private let found = Mutex<[String]>([])
  /// When the file that is read was begun, in nanoseconds; 0 when all are.
  private let begun = Atomic<UInt64>(1)
  private let held = Memory.resident

  private static let longest = 2.0
  /// After so many seconds a reader will never end.
  private static let end = 60.0
  private static let mostBytes = 1 << 30

  init(format: ReaderFormat) { self.format = format }

  func findings(in inputs: [[UInt8]]) -> [String] {
    let thread = Execution.Thread { [self] in
      for input in inputs { read(input) }
      begun.store(0, ordering: .relaxed)
    }
    let watch = Execution.Thread(stackBytes: 1 << 20) { [self] in watchOver() }
    thread?.join()
    watch?.join()
    return found.withLock { $0 }
  }

  private func read(_ input: [UInt8]) {
    FlightRecorder.note("\(format.testDescription): \(Data(input).base64EncodedString())")
    let start = DispatchTime.now().uptimeNanoseconds
    begun.store(start, ordering: .relaxed)
    do {
      if let fault = try format.read(input, Work(threads: 2)) { note(fault, input) }
    } catch {
      if "\(error)".isEmpty { note("an error without words", input) }
    }
    let seconds = Double(DispatchTime.now().uptimeNanoseconds - start) / 1e9
    if seconds > Self.longest { note("it took \(seconds) s", input) }
  }

  private func note(_ fault: String, _ input: [UInt8]) {
    let bytes = input.count > 4000 ? "\(input.count) bytes, " : ""
    found.withLock { $0.append("\(fault): \(bytes)\(Data(input.prefix(3000)).base64EncodedString())") }
  }

  private func watchOver() {
    var isLarge = false
    while case let start = begun.load(ordering: .relaxed), start != 0 {
      if start > 1 {
        let seconds = Double(DispatchTime.now().uptimeNanoseconds &- start) / 1e9
        if seconds > Self.end, seconds < 1e6 { fatalError("\(format.testDescription) hangs") }
      }
      if !isLarge, Memory.resident - held > Self.mostBytes {
        isLarge = true
        found.withLock { $0.append("it took \(Memory.words(Double(Memory.resident - held)))") }
      }
      usleep(2_000)
    }
  }
}
