import Execution
import Faults
import Foundation
import Synchronization
import Testing

@testable import Files

/// Writes a text in two pieces.
@discardableResult
private func save(
  _ text: String, to path: String, in work: Work = .alone, isDurable: Bool = true, isPrivate: Bool = false
) throws -> FileReplacement.Outcome {
  try FileReplacement.write(to: path, in: work, isDurable: isDurable, isPrivate: isPrivate) { file in
    try file.write(String(text.prefix(text.count / 2)))
    try file.flush()
    try file.write(String(text.dropFirst(text.count / 2)))
  }
}

@Suite struct ReplacementTests {
  @Test(
    "a file is made, then replaced, and keeps its permissions; new ones are as the user's mask lets, or private"
  )
  func modes() throws {
    let folder = try ScratchFolder()
    #expect(try save("new", to: folder.file("a")).kind == .made)
    let mask = umask(0o077)
    umask(mask)
    #expect(folder.mode("a") == 0o666 & ~Int(mask))
    #expect(try save("secret", to: folder.file("b"), isPrivate: true).kind == .made)
    #expect(folder.mode("b") == 0o600)
    for mode in [0o600, 0o640, 0o755, 0o200] {
      try folder.write("old", to: "c", mode: mode)
      #expect(try save("newer", to: folder.file("c")).kind == .replaced)
      #expect(folder.mode("c") == mode)
    }
    #expect(folder.text("a") == "new" && folder.names == ["a", "b", "c"])
  }

  @Test(
    "a link stays a link, and what it leads to is written: a file, a file that is not there yet, a link in another folder"
  )
  func links() throws {
    let folder = try ScratchFolder()
    try FileManager.default.createDirectory(atPath: folder.file("sub"), withIntermediateDirectories: true)
    try folder.write("old", to: "sub/target", mode: 0o600)
    symlink("sub/second", folder.file("first"))
    symlink("target", folder.file("sub/second"))
    symlink(folder.file("sub/absent"), folder.file("dangling"))
    #expect(try save("new", to: folder.file("first")).kind == .replaced)
    #expect(folder.text("sub/target") == "new" && folder.mode("sub/target") == 0o600)
    #expect(try save("made", to: folder.file("dangling")).kind == .made)
    #expect(folder.text("sub/absent") == "made")
    for name in ["first", "sub/second", "dangling"] {
      let kind =
        try FileManager.default.attributesOfItem(atPath: folder.file(name))[.type] as? FileAttributeType
      #expect(kind == .typeSymbolicLink)
    }
    symlink("loop", folder.file("loop"))
    #expect(throws: FileError(folder.file("loop"), "too many levels of symbolic links")) {
      try save("x", to: folder.file("loop"))
    }
  }

  @Test(
    "a file without write permissions is refused, for the administrator too; so are folders and names that none has"
  )
  func refused() throws {
    let folder = try ScratchFolder()
    try folder.write("old", to: "a", mode: 0o444)
    symlink("a", folder.file("link"))
    for name in ["a", "link"] {
      #expect(throws: FileError(folder.file(name), "it is write-protected")) {
        try save("new", to: folder.file(name))
      }
    }
    #expect(folder.text("a") == "old")
    for (path, reason) in [
      (folder.path, "is a directory"), (folder.file("x/"), "is a directory"),
      ("", "no such file or directory"),
      (folder.file("absent/a"), "no such file or directory"), (folder.file("a/b"), "not a directory"),
      (folder.file(String(repeating: "é", count: 200)), "file name too long"),
    ] {
      #expect(throws: FileError(path, reason)) { try save("new", to: path) }
    }
    #expect(throws: FileError("a\\0b", "no file has this name")) { try save("new", to: "a\0b") }
    #expect(folder.names == ["a", "link"])
  }

  @Test("it is said how many bytes were written, in pieces of any size")
  func bytes() throws {
    let folder = try ScratchFolder()
    for count in [0, 1, 65_535, 65_536, 3_000_001] {
      let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0) }
      let outcome = try FileReplacement.write(to: folder.file("a"), in: .alone) { file in
        try file.write("é")
        try file.write(bytes)
        try file.write("é")
      }
      let text = Array("é".utf8)
      #expect(outcome.byteCount == count + 4)
      #expect(FileManager.default.contents(atPath: folder.file("a")) == Data(text + bytes + text))
    }
  }

  @Test("a long name has room for its draft")
  func longName() throws {
    let folder = try ScratchFolder()
    let name = String(repeating: "é", count: 127)
    try save("one", to: folder.file(name))
    try save("two", to: folder.file(name))
    #expect(folder.text(name) == "two" && folder.names == [name])
  }

  @Test("devices and pipes are written to and stay what they are; a pipe without a reader can be interrupted")
  func streams() throws {
    signal(SIGPIPE, SIG_IGN)
    let folder = try ScratchFolder()
    #expect(try save("gone", to: "/dev/null").kind == .sent)
    var status = stat()
    #expect(stat("/dev/null", &status) == 0 && status.st_mode & S_IFMT == S_IFCHR)
    #expect(throws: FileError("/dev/full", "no space left on device")) { try save("x", to: "/dev/full") }

    mkfifo(folder.file("pipe"), 0o600)
    // More than a pipe holds.
    let text = String(repeating: "0123456789", count: 50_000)
    let received = Mutex("")
    let reader = Execution.Thread(stackBytes: 1 << 18) {
      let pipe = fopen(folder.file("pipe"), "r")
      var bytes = [UInt8](repeating: 0, count: 1 << 20)
      let count = fread(&bytes, 1, bytes.count, pipe)
      fclose(pipe)
      received.withLock { $0 = String(decoding: bytes.prefix(count), as: UTF8.self) }
    }
    #expect(try save(text, to: folder.file("pipe")).kind == .sent)
    reader?.join()
    #expect(received.withLock { $0 } == text)

    let cancellation = Cancellation()
    let timer = Execution.Thread(stackBytes: 1 << 18) {
      usleep(100_000)
      cancellation.request()
    }
    #expect(throws: Interruption.self) {
      try save("x", to: folder.file("pipe"), in: Work(cancellation: cancellation))
    }
    timer?.join()
    #expect(folder.names == ["pipe"])
  }

  @Test("a name of one of the program's own streams is that stream, at the place where it is")
  func ownStreams() throws {
    let folder = try ScratchFolder()
    let descriptor = open(folder.file("a"), O_RDWR | O_CREAT, 0o600)
    defer { close(descriptor) }
    write(descriptor, "before ", 7)
    #expect(try save("within", to: "/dev/fd/\(descriptor)").kind == .sent)
    write(descriptor, " after", 6)
    #expect(folder.text("a") == "before within after")
    #expect(folder.names == ["a"])
  }

  @Test(
    "a draft of a killed process is removed by the next one that writes there; that of a living one is not")
  func leftovers() throws {
    let folder = try ScratchFolder()
    try folder.write("half", to: ".a.replica-draft")
    try folder.write("half", to: ".a.replica-draft-3")
    try folder.write("other", to: ".b.replica-draft")
    try FileReplacement.write(to: folder.file("a"), in: .alone) { file in
      try file.write("outer")
      #expect(folder.names == [".a.replica-draft", ".b.replica-draft"])
      #expect(folder.mode(".a.replica-draft") == 0o600)
      try save("inner", to: folder.file("a"))
      #expect(folder.text("a") == "inner")
    }
    #expect(folder.text("a") == "outer" && folder.names == [".b.replica-draft", "a"])
  }

  @Test("what a stranger has put in a draft's place is neither followed nor removed")
  func strangers() throws {
    let folder = try ScratchFolder()
    try folder.write("precious", to: "other")
    symlink("other", folder.file(".a.replica-draft"))
    mkfifo(folder.file(".a.replica-draft-1"), 0o600)
    try save("new", to: folder.file("a"))
    #expect(folder.text("a") == "new" && folder.text("other") == "precious")
    #expect(folder.names == [".a.replica-draft", ".a.replica-draft-1", "a", "other"])
  }

  @Test("writers of the same file on many threads leave one whole text, and nothing else")
  func concurrency() throws {
    let folder = try ScratchFolder()
    let texts = (0..<12).map { String(repeating: "\($0),", count: 100_000) }
    _ = try Work(threads: 6).map(texts.count, label: "save") { index, work in
      try save(texts[index], to: folder.file("a"), in: work, isDurable: false)
    }
    let text = try #require(folder.text("a"))
    #expect(texts.contains(text) && folder.names == ["a"])
  }

  @Test("folders are made where they are missing")
  func folders() throws {
    let folder = try ScratchFolder()
    try FileReplacement.makeFolder(folder.file("a/b//c/"))
    try save("x", to: folder.file("a/b/c/d"))
    #expect(folder.text("a/b/c/d") == "x")
    #expect(throws: FileError(folder.file("a/b/c/d"), "file exists")) {
      try FileReplacement.makeFolder(folder.file("a/b/c/d"))
    }
  }

  @Test("a temporary file is private, has a name of its own and the wanted ending")
  func temporary() throws {
    let folder = try ScratchFolder()
    let files = try (0..<2).map { try TemporaryFile(in: folder.path, ending: ".rpl", holding: "text \($0)") }
    #expect(files[0].path != files[1].path)
    for (number, file) in files.enumerated() {
      let name = PathName.last(of: file.path)
      #expect(folder.text(name) == "text \(number)" && folder.mode(name) == 0o600 && name.hasSuffix(".rpl"))
      file.remove()
    }
    #expect(folder.names == [])
  }
}
