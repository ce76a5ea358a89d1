/// The parts of a path, as text. Nothing is looked up.
package enum PathName {
  /// What stands before the last slash, with it; empty for a name in the current folder.
  package static func folder(of path: String) -> String {
    String(path[..<end(ofFolderIn: path)])
  }

  /// What stands behind the last slash.
  package static func last(of path: String) -> String {
    String(path[end(ofFolderIn: path)...])
  }

  private static func end(ofFolderIn path: String) -> String.Index {
    path.utf8.lastIndex(of: UInt8(ascii: "/")).map(path.utf8.index(after:)) ?? path.startIndex
  }
}
