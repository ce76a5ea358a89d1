import Faults
import Files
import Foundation
import Interpreter
import Synchronization
import Testing

@testable import TerminalUI

@Suite struct JournalFileTests {
  private let old = "# Replica journal 1\n\n# %% [1] 12:00:00\nx = 1\n#> done in 0.1 s\n"

  private func journal(at path: String, _ warn: @escaping @Sendable (String) -> Void = { _ in })
    -> JournalFile
  {
    JournalFile(at: path, program: "replica test", warn: warn)
  }

  private func run(_ journal: JournalFile, cells: Int) {
    for number in 1...cells {
      let cell = journal.begin("y = \(number)", number: number)
      journal.end(CellRecord(.done, seconds: 0), of: cell)
    }
  }

  /// The texts of the cells that a journal has, of which the last may be torn.
  private func cells(_ text: String) throws -> [String] {
    let whole = text[...].lastIndex(of: "\n").map { String(text[...$0]) } ?? ""
    return try Journal(whole, name: "journal", isLenient: true).cells.map(\.text)
  }

  @Test("an older journal stays until the new one is complete, and for good where the run was interrupted")
  func replacement() throws {
    for isInterrupted in [false, true] {
      let folder = try ScratchFolder()
      try folder.write(old, to: "j", mode: 0o640)
      let warnings = Mutex<[String]>([])
      let journal = journal(at: folder.file("j")) { warning in warnings.withLock { $0.append(warning) } }
      try journal.begin()
      run(journal, cells: 2)
      #expect(folder.text("j") == old)
      journal.close(interrupted: isInterrupted)
      if isInterrupted {
        #expect(folder.text("j") == old && folder.names == [".j.replica-draft", "j"])
        #expect(try cells(#require(folder.text(".j.replica-draft"))) == ["y = 1", "y = 2"])
        let warning = try #require(warnings.withLock { $0.first })
        #expect(warning.contains("is kept as it was") && warning.contains(".j.replica-draft"))
      } else {
        #expect(try cells(#require(folder.text("j"))) == ["y = 1", "y = 2"] && folder.names == ["j"])
        #expect(folder.mode("j") == 0o640 && warnings.withLock { $0.isEmpty })
      }
      let next = self.journal(at: folder.file("j"))
      try next.begin()
      run(next, cells: 1)
      next.close()
      #expect(try cells(#require(folder.text("j"))) == ["y = 1"] && folder.names == ["j"])
    }
  }

  @Test(
    "a file that is no journal, one that another session writes and one without write permissions stay as they are"
  )
  func refused() throws {
    let folder = try ScratchFolder()
    try folder.write("x = 1\n", to: "script")
    try folder.write(old, to: "protected", mode: 0o444)
    let other = journal(at: folder.file("living"))
    try other.begin()
    let living = folder.text("living")
    for (name, reason) in [
      ("script", "this is a file, and no journal; it stays as it is"),
      ("protected", "cannot be written: it is write-protected"),
      ("living", "cannot be written: another session writes it"),
    ] {
      let error = #expect(throws: (any Error).self) { try journal(at: folder.file(name)).begin() }
      #expect("\(String(describing: error))".contains(reason), "\(String(describing: error))")
    }
    #expect(
      folder.text("script") == "x = 1\n" && folder.text("protected") == old && folder.text("living") == living
    )
    #expect(folder.names == ["living", "protected", "script"])
  }

  @Test(
    "whichever call fails in a run with a journal, the older journal is there or the new one, and nothing is torn"
  )
  func faults() throws {
    let count = try Faults.forEach { faults in
      let folder = try ScratchFolder()
      try folder.write(old, to: "j")
      let journal = journal(at: folder.file("j"))
      if (try? journal.begin()) != nil {
        run(journal, cells: 2)
        journal.close()
      }
      faults.endProcess()
      let text = try #require(folder.text("j"))
      #expect(try text == old || cells(text) == ["y = 1", "y = 2"], "\(faults)")
    }
    #expect(count > 60)
  }

  @Test(
    "whichever call fails in a session, its journal has all cells that were recorded, and only whole ones")
  func sessions() throws {
    _ = try Faults.forEach { faults in
      let folder = try ScratchFolder()
      let warnings = Mutex<[String]>([])
      let journal = JournalFile(newIn: folder.file("sessions"), program: "replica test") { warning in
        warnings.withLock { $0.append(warning) }
      }
      run(journal, cells: 3)
      journal.close()
      let (isDead, warned) = (faults.isDead, warnings.withLock { $0 })
      faults.endProcess()
      let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.file("sessions"))) ?? []
      guard let name = names.first else { return #expect(isDead || !warned.isEmpty, "\(faults)") }
      let found = try? cells(#require(folder.text("sessions/" + name)))
      if isDead {
        #expect(found.map { ["y = 1", "y = 2", "y = 3"].starts(with: $0) } ?? true, "\(faults)")
      } else {
        // What could not be written at first was written later, and what never was, was said.
        #expect(found == ["y = 1", "y = 2", "y = 3"] || !warned.isEmpty, "\(faults)")
      }
    }
  }

  @Test("a session's journal that was deleted is made anew with all it had; a file that took its name stays")
  func deleted() throws {
    for isTaken in [false, true] {
      let folder = try ScratchFolder()
      let warnings = Mutex<[String]>([])
      let journal = JournalFile(newIn: folder.path, program: "replica test") { warning in
        warnings.withLock { $0.append(warning) }
      }
      run(journal, cells: 2)
      let name = try #require(folder.names.first)
      unlink(folder.file(name))
      if isTaken { try folder.write("precious", to: name) }
      run(journal, cells: 1)
      if isTaken {
        #expect(folder.text(name) == "precious" && warnings.withLock { $0.count } == 1)
      } else {
        #expect(try cells(#require(folder.text(name))) == ["y = 1", "y = 2", "y = 1"])
      }
    }
  }
}
