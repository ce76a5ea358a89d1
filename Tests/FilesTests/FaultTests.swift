import Execution
import Faults
import Foundation
import Testing

@testable import Files

@Suite struct FaultTests {
  private let old = "the old text"
  private let new = "the new and longer text"

  @Test(
    "whichever call fails while a file is written, in whatever way, the old text is there or the new one",
    arguments: [false, true])
  func replacement(isNew: Bool) throws {
    let count = try Faults.forEach { faults in
      let folder = try ScratchFolder()
      if !isNew { try folder.write(old, to: "a") }
      var isWritten = false
      do {
        try FileReplacement.write(to: folder.file("a"), in: .alone) { file in
          try file.write("the new")
          try file.flush()
          try file.write(" and longer text")
        }
        isWritten = true
      } catch let error as FileError { #expect(error.path == folder.file("a"), "\(faults)") }
      faults.endProcess()
      let found = folder.text("a")
      #expect(found == new || found == (isNew ? nil : old), "\(faults)")
      // Who was told that it is written has it.
      if isWritten, !faults.isDead { #expect(found == new, "\(faults)") }
      if !faults.isDead, !["unlink"].contains(faults.failed) {
        #expect(folder.names == (found == nil ? [] : ["a"]), "\(faults)")
      }
      // Whatever was left is gone after the next time.
      try FileReplacement.write(to: folder.file("a"), in: .alone, calls: .system) { try $0.write("next") }
      #expect(folder.text("a") == "next" && folder.names == ["a"], "\(faults)")
    }
    // Eight places for leftovers are looked at before anything else happens.
    #expect(count > 100)
  }

  @Test(
    "a write error is told when no more than the last step is missing",
    arguments: ["sync", "rename", "setMode", "write"])
  func errors(call: String) throws {
    var seen = 0
    _ = try Faults.forEach { faults in
      let folder = try ScratchFolder()
      try folder.write(old, to: "a")
      let result = Result {
        try FileReplacement.write(to: folder.file("a"), in: .alone) { try $0.write(new) }
      }
      faults.endProcess()
      guard faults.failed == call, faults.kind == .fullDisk else { return }
      seen += 1
      #expect(throws: FileError.self) { try result.get() }
    }
    #expect(seen >= 1)
  }

  @Test("whichever call fails, an appended file has whole records, and all that was said to be in it")
  func appended() throws {
    let records = (1...4).map { "record \($0)\n" }
    let count = try Faults.forEach { faults in
      let folder = try ScratchFolder()
      var waiting = ""
      var said = ""
      do {
        var file = try AppendedFile.create(folder.file("a"))
        for record in records {
          waiting += record
          // What cannot be written now is written with the next one.
          do {
            try file.append(Array(waiting.utf8))
            said += waiting
            waiting = ""
          } catch {}
          try? file.sync()
        }
        do {
          try file.append(Array(waiting.utf8))
          said += waiting
        } catch {}
        file.close()
      } catch {}
      let isDead = faults.isDead
      faults.endProcess()
      let found = folder.text("a") ?? ""
      if isDead {
        // The last record may be torn, as nobody could cut it off.
        #expect(records.joined().hasPrefix(found) && found.hasPrefix(said), "\(faults)")
      } else {
        #expect(found == said, "\(faults)")
        // A single failure delays a record. One of making the file leaves none.
        let isWhole = said == records.joined()
        #expect(isWhole || folder.names == [], "\(faults)")
      }
    }
    #expect(count > 40)
  }

  @Test("a record that replaces another is there when it is complete, and the old one until then")
  func appendedReplacement() throws {
    _ = try Faults.forEach { faults in
      let folder = try ScratchFolder()
      try folder.write(old, to: "a", mode: 0o640)
      do {
        var file = try AppendedFile.create(replacing: folder.file("a"))
        #expect(file.isDraft)
        try file.append(Array("one\n".utf8))
        try file.append(Array("two\n".utf8))
        #expect(folder.text("a") == old)
        try file.replace(in: .alone)
      } catch {}
      faults.endProcess()
      #expect([old, "one\ntwo\n"].contains(folder.text("a")), "\(faults)")
      #expect(folder.mode("a") == 0o640)
    }
  }
}
