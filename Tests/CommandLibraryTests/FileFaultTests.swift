import CommandLibrary
import Execution
import Faults
import Files
import Foundation
import Interpreter
import Language
import Synchronization
import Testing

/// The ways in which a cell may end, for a test.
private enum Ending: Equatable { case completed, failed(String), interrupted }

/// Runs a cell with calls of the system that may fail.
private func run(
  _ code: String, _ calls: SystemCalls, _ cancellation: Cancellation = Cancellation()
) -> (Ending, notes: [String]) {
  let result = Mutex<(Ending, [String])>((.interrupted, []))
  withoutActuallyEscaping({ @Sendable in
    SystemCalls.$current.withValue(calls) {
      var session = Session(commands: commandLibrary)
      let notes = Mutex<[String]>([])
      let outcome = session.run(SourceText(code, name: "cell"), in: Work(cancellation: cancellation)) {
        event in
        if case .noted(let blocks) = event { notes.withLock { $0 += blocks.flatMap(plainLines) } }
      }
      let ending: Ending =
        switch outcome {
        case .failed(let diagnostic): .failed(diagnostic.message)
        case .interrupted: .interrupted
        default: .completed
        }
      result.withLock { $0 = (ending, notes.withLock { $0 }) }
    }
  }) { body in Execution.Thread(body)?.join() }
  return result.withLock { $0 }
}

@Suite struct FileFaultTests {
  private static let saves = [
    ("save reshape(1...2000, 20, 100), to: \"PATH\"", "matrix.npy"),
    ("save table(x: 1...50, y: sqrt(1...50)), to: \"PATH\"", "table.csv"),
    ("save network(layers: [9, 5, 2]), to: \"PATH\"", "net.safetensors"),
    ("save \"PATH\"", "session.rpl"),
  ]

  /// The file that a save without mishap writes.
  private func whole(_ code: String, _ name: String) throws -> Data {
    let folder = try ScratchFolder()
    #expect(run(code.replacing("PATH", with: folder.file(name)), .system).0 == .completed)
    return try #require(FileManager.default.contents(atPath: folder.file(name)))
  }

  @Test(
    "Whichever call fails during a save, the old file is there or the new one, and who was told so has the new one",
    arguments: saves)
  func saving(code: String, name: String) throws {
    // The script of a session holds the path, which differs from folder to folder.
    let isScript = name.hasSuffix(".rpl")
    let new = isScript ? nil : try whole(code, name)
    let count = try Faults.forEach { faults in
      let folder = try ScratchFolder()
      try folder.write("old", to: name, mode: 0o640)
      let (ending, notes) = run(code.replacing("PATH", with: folder.file(name)), faults.calls)
      let isDead = faults.isDead
      faults.endProcess()
      let found = FileManager.default.contents(atPath: folder.file(name))
      let isOld = found == Data("old".utf8)
      let isNew =
        new.map { $0 == found } ?? (found.map { String(decoding: $0, as: UTF8.self).hasSuffix("\n") } == true)
      #expect(isOld || isNew, "\(faults)")
      #expect(folder.mode(name) == 0o640, "\(faults)")
      guard !isDead else { return }
      if ending == .completed {
        #expect(isNew && notes.last?.hasSuffix(" · replaced") == true, "\(faults): \(notes)")
      } else {
        #expect("\(ending)".contains(name), "\(faults): \(ending)")
      }
      #expect(faults.failed == "unlink" || folder.names == [name], "\(faults): \(folder.names)")
    }
    #expect(count > 100)
  }

  @Test("Whichever call fails while a page is exported, the old page is there or the new one")
  func exporting() throws {
    let page = String(repeating: "<p>q 0.978</p>\n", count: 10_000)
    let count = try Faults.forEach { faults in
      let folder = try ScratchFolder()
      try folder.write("old", to: "page.html")
      let isWritten: Bool
      do {
        try TextFile.write(page, to: folder.file("page.html"), in: Work())
        isWritten = true
      } catch { isWritten = false }
      let isDead = faults.isDead
      faults.endProcess()
      let found = folder.text("page.html")
      #expect(found == "old" || found == page, "\(faults)")
      if !isDead, isWritten { #expect(found == page, "\(faults)") }
    }
    #expect(count > 50)
  }

  @Test("Whichever call fails when a figure is saved, the old file is there or the new one")
  func figures() throws {
    let code = "save plot(x: [1, 2], y: [3, 4]), to: \"PATH\""
    let new = try whole(code, "a.svg")
    // The calls of drafts that are left over are those of every save.
    for number in 9...24 {
      for kind in [Faults.Kind.fullDisk, .killBefore, .killAfter] {
        let folder = try ScratchFolder()
        try folder.write("old", to: "a.svg")
        let faults = Faults(kind, at: number)
        _ = run(code.replacing("PATH", with: folder.file("a.svg")), faults.calls)
        faults.endProcess()
        let found = FileManager.default.contents(atPath: folder.file("a.svg"))
        #expect(found == Data("old".utf8) || found == new, "\(faults)")
      }
    }
  }

  @Test(
    "A save that was abandoned while the disk was slow changes nothing, whatever is saved",
    arguments: saves + [("save plot(x: [1, 2], y: [3, 4]), to: \"PATH\"", "a.svg")])
  func abandoned(code: String, name: String) throws {
    let folder = try ScratchFolder()
    try folder.write("old", to: name)
    let cancellation = Cancellation()
    var calls = SystemCalls.system
    calls.write = { descriptor, bytes in
      #expect(cancellation.abandon())
      return SystemCalls.system.write(descriptor, bytes)
    }
    let (ending, _) = run(code.replacing("PATH", with: folder.file(name)), calls, cancellation)
    #expect(ending == .interrupted && folder.text(name) == "old" && folder.names == [name])
  }

  @Test("What is saved through a link, into a pipe or over a protected file is where it belongs")
  func places() throws {
    let folder = try ScratchFolder()
    try folder.write("old", to: "target.npy", mode: 0o600)
    symlink("target.npy", folder.file("link.npy"))
    let (linked, notes) = run("save [1, 2], to: \"\(folder.file("link.npy"))\"", .system)
    #expect(linked == .completed && notes == ["\(folder.file("link.npy")) · 144 bytes · replaced"])
    #expect(folder.mode("target.npy") == 0o600)
    let kind =
      try FileManager.default.attributesOfItem(atPath: folder.file("link.npy"))[.type] as? FileAttributeType
    #expect(kind == .typeSymbolicLink)
    try folder.write("old", to: "protected.npy", mode: 0o444)
    let (refused, _) = run("save [1, 2], to: \"\(folder.file("protected.npy"))\"", .system)
    #expect(refused == .failed("\(folder.file("protected.npy")): cannot be written: it is write-protected"))
    #expect(folder.text("protected.npy") == "old")
    symlink("/dev/null", folder.file("null.npy"))
    let (null, nullNotes) = run("save [1, 2], to: \"\(folder.file("null.npy"))\"", .system)
    #expect(null == .completed && nullNotes == ["\(folder.file("null.npy")) · 144 bytes"])
    let (made, madeNotes) = run("save [1, 2], to: \"\(folder.file("sub/new.npy"))\"", .system)
    #expect(made == .completed && madeNotes == ["\(folder.file("sub/new.npy")) · 144 bytes"])
  }
}
