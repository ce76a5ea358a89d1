import Execution
import Faults
import Files
import Testing

@testable import Interpreter

@Suite struct ResultStoreTests {
  @Test(
    "Whichever call fails while a result is kept, it is found whole or not at all, and nothing else is said")
  func faults() throws {
    let count = try Faults.forEach { faults in
      let scratch = try ScratchFolder()
      let store = ResultStore(
        folder: scratch.file("results"), build: "a build", leastSeconds: 0, objects: [])
      let entry = ResultStore.Entry(
        label: "compute", seconds: 1, draws: 3, result: StoredValue(.list([.number(1), .text("x")])),
        variable: nil)
      store.keep(entry, 7, in: .alone)
      faults.endProcess()
      let found = store.entry(7)
      #expect(found == nil || found?.draws == 3 && found?.result.value.literal == "[1, \"x\"]", "\(faults)")
      if faults.failed == nil { #expect(found != nil) }
      // A damaged one is written again.
      SystemCalls.$current.withValue(.system) { store.keep(entry, 7, in: .alone) }
      #expect(store.entry(7)?.draws == 3, "\(faults)")
    }
    #expect(count > 100)
  }

  @Test("An abandoned computation keeps nothing and removes nothing")
  func abandoned() throws {
    let scratch = try ScratchFolder()
    let store = ResultStore(folder: scratch.file("results"), build: "a build", leastSeconds: 0, objects: [])
    let entry = ResultStore.Entry(
      label: "compute", seconds: 1, draws: 0, result: StoredValue(.number(1)), variable: nil)
    store.keep(entry, 1, in: .alone)
    let cancellation = Cancellation()
    #expect(cancellation.abandon())
    store.keep(entry, 2, in: Work(cancellation: cancellation))
    store.remove(in: Work(cancellation: cancellation))
    #expect(store.entry(1) != nil && store.entry(2) == nil)
  }
}
