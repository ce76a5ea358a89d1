import Execution
import Faults
import Foundation
import Synchronization
import Testing

@testable import Files

/// What stops a writer, while its calls go on to the system.
private func calls(_ change: (inout SystemCalls) -> Void) -> SystemCalls {
  var calls = SystemCalls.system
  change(&calls)
  return calls
}

@Suite struct StoppingTests {
  private enum Ending: CaseIterable { case request, abandonment }

  /// Writes over an old file while `calls` stop the work; gives what is there then.
  private func written(_ cancellation: Cancellation, _ calls: SystemCalls) throws -> (
    String?, [String], isStopped: Bool
  ) {
    let folder = try ScratchFolder()
    try folder.write("old", to: "a")
    var isStopped = false
    do {
      try FileReplacement.write(
        to: folder.file("a"), in: Work(cancellation: cancellation), calls: calls
      ) { try $0.write("new") }
    } catch is Interruption { isStopped = true }
    return (folder.text("a"), folder.names, isStopped)
  }

  @Test(
    "whoever is interrupted or abandoned before the last step changes nothing, wherever that happens",
    arguments: [false, true], ["open", "write", "setMode", "sync"])
  func before(isAbandoned: Bool, place: String) throws {
    let cancellation = Cancellation()
    let stop: @Sendable () -> Void = {
      if isAbandoned { #expect(cancellation.abandon()) } else { cancellation.request() }
    }
    let calls = calls { calls in
      let system = calls
      switch place {
      case "open":
        calls.open = { path, flags, mode in
          stop()
          return system.open(path, flags, mode)
        }
      case "write":
        calls.write = { descriptor, bytes in
          stop()
          return system.write(descriptor, bytes)
        }
      case "setMode":
        calls.setMode = { descriptor, mode in
          stop()
          return system.setMode(descriptor, mode)
        }
      default:
        calls.sync = { descriptor in
          stop()
          return system.sync(descriptor)
        }
      }
    }
    let (text, names, isStopped) = try written(cancellation, calls)
    #expect(text == "old" && names == ["a"] && isStopped)
  }

  @Test("while a file takes its name the computation cannot be abandoned, and afterwards it can")
  func within() throws {
    let cancellation = Cancellation()
    let calls = calls { calls in
      calls.rename = { old, new in
        #expect(!cancellation.abandon())
        #expect(!cancellation.isRequested)
        return SystemCalls.system.rename(old, new)
      }
    }
    let (text, names, isStopped) = try written(cancellation, calls)
    #expect(text == "new" && names == ["a"] && !isStopped)
    #expect(cancellation.abandon())
  }

  @Test("a disk that does not answer can be interrupted at once, before the rename and after it")
  func slowDisk() throws {
    for number in 1...2 {
      let cancellation = Cancellation()
      let count = Mutex(0)
      let asked = Mutex(ContinuousClock.now)
      let calls = calls { calls in
        calls.sync = { descriptor in
          let call = count.withLock {
            $0 += 1
            return $0
          }
          if call == number {
            asked.withLock { $0 = .now }
            cancellation.request()
            usleep(1_000_000)
          }
          return SystemCalls.system.sync(descriptor)
        }
      }
      let (text, names, isStopped) = try written(cancellation, calls)
      #expect(ContinuousClock.now - asked.withLock { $0 } < .milliseconds(500))
      #expect(text == (number == 1 ? "old" : "new") && names == ["a"] && isStopped == (number == 1))
    }
  }

  @Test("what ends a work in good order may still write after a wish to stop, and not when it was abandoned")
  func ending() throws {
    for isAbandoned in [false, true] {
      let folder = try ScratchFolder()
      try folder.write("old", to: "a")
      let cancellation = Cancellation()
      cancellation.request()
      if isAbandoned { #expect(cancellation.abandon()) }
      let work = Work(cancellation: cancellation).ending
      _ = try? FileReplacement.write(to: folder.file("a"), in: work) { try $0.write("new") }
      #expect(folder.text("a") == (isAbandoned ? "old" : "new"))
      try? FileReplacement.remove(folder.file("a"), in: work)
      #expect(folder.names == (isAbandoned ? ["a"] : []))
    }
  }

  @Test("a large file is interrupted between its pieces")
  func large() throws {
    let folder = try ScratchFolder()
    try folder.write("old", to: "a")
    let cancellation = Cancellation()
    let bytes = [UInt8](repeating: 7, count: 50 << 20)
    let largest = Mutex(0)
    let calls = calls { calls in
      calls.write = { descriptor, bytes in
        largest.withLock { $0 = max($0, bytes.count) }
        cancellation.request()
        return SystemCalls.system.write(descriptor, bytes)
      }
    }
    #expect(throws: Interruption.self) {
      try FileReplacement.write(to: folder.file("a"), in: Work(cancellation: cancellation), calls: calls) {
        try $0.write(bytes)
      }
    }
    #expect(largest.withLock { $0 } <= 1 << 20 && folder.text("a") == "old" && folder.names == ["a"])
  }
}
