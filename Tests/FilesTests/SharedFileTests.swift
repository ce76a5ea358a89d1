import Execution
import Faults
import Foundation
import Testing

@testable import Files

@Suite struct SharedFileTests {
  @Test("what many append while others rewrite the file is there, record by record")
  func concurrency() throws {
    let folder = try ScratchFolder()
    _ = try Work(threads: 6).map(6, label: "append") { writer, _ in
      for number in 0..<40 {
        try SharedFile.append(Array("\(writer).\(number)\n".utf8), to: folder.file("a"))
        if number % 10 == writer { try SharedFile.rewrite(folder.file("a")) { $0 } }
      }
    }
    let lines = try #require(folder.text("a")).split(separator: "\n")
    let expected = (0..<6).flatMap { writer in (0..<40).map { "\(writer).\($0)" } }
    #expect(Set(lines.map(String.init)) == Set(expected) && lines.count == expected.count)
    #expect(folder.names == ["a"] && folder.mode("a") == 0o600)
  }

  @Test("whichever call fails while a record is appended or the file is rewritten, its records are whole")
  func faults() throws {
    _ = try Faults.forEach { faults in
      let folder = try ScratchFolder()
      try folder.write("one\ntwo\n", to: "a")
      try? SharedFile.append(Array("three\n".utf8), to: folder.file("a"))
      try? SharedFile.rewrite(folder.file("a")) { Array($0.suffix(6)) }
      faults.endProcess()
      let text = try #require(folder.text("a"))
      let isWhole = ["one\ntwo\n", "one\ntwo\nthree\n", "three\n", "e\ntwo\n"].contains(text)
      #expect(isWhole || faults.isDead && "one\ntwo\nthree\n".hasPrefix(text), "\(faults): \(text)")
    }
  }

  @Test("a file that is open to append is another's to no one, and one that has lost its name says so")
  func locks() throws {
    let folder = try ScratchFolder()
    var file = try AppendedFile.create(folder.file("a"))
    try file.append(Array("one\n".utf8))
    #expect(throws: FileError(folder.file("a"), "another session writes it")) {
      try AppendedFile.open(folder.file("a"))
    }
    #expect(throws: FileError(folder.file("a"), "file exists")) { try AppendedFile.create(folder.file("a")) }
    #expect(!file.isNameless && folder.mode("a") == 0o600)
    try folder.write("another", to: "b")
    rename(folder.file("b"), folder.file("a"))
    #expect(file.isNameless && file.records == Array("one\n".utf8))
    file.close()
    #expect(folder.text("a") == "another")
  }

  @Test("a torn end is cut off before the next record, and what is behind whole records is none of them")
  func tornEnd() throws {
    let folder = try ScratchFolder()
    try folder.write("one\ntwo\nthr", to: "a")
    var file = try AppendedFile.open(folder.file("a"))
    file.keepRecords(bytes: 8)
    #expect(file.tail(4) == Array("two\n".utf8) && folder.text("a") == "one\ntwo\nthr")
    try file.append(Array("three\n".utf8))
    file.close()
    #expect(folder.text("a") == "one\ntwo\nthree\n")
  }

  @Test("the parts of a path are what stands around its last slash")
  func names() {
    for (path, folder, last) in [
      ("j", "", "j"), ("a/b", "a/", "b"), ("/a", "/", "a"), ("a/", "a/", ""), ("", "", ""),
      ("é/ö", "é/", "ö"),
    ] {
      #expect(PathName.folder(of: path) == folder && PathName.last(of: path) == last)
    }
  }
}
