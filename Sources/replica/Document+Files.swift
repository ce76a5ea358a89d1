import CommandLibrary
import Display
import Documents
import Execution
import Foundation

extension Document {
  /// A larger image has no place within a page.
  private static let largestImage = 32 << 20

  /// Reads the images of the prose that are files of the script's folder, and gives what there is to say of
  /// others.
  ///
  /// A page is handed on, and prose may come from somebody else: a file elsewhere, a link to one, or a file
  /// that is no image stays a link.
  mutating func embedImages(from folder: URL) -> [String] {
    var remarks: [String] = []
    for source in prose.flatMap({ Markdown($0).imageSources }) where images[source] == nil {
      let path = source.removingPercentEncoding ?? source
      guard !source.utf8.contains(UInt8(ascii: ":")), !path.utf8.contains(0),
        let file = URL(filePath: path, relativeTo: folder).resolved
      else { continue }
      guard let root = folder.resolved, file.hasPrefix(root == "/" ? root : root + "/") else {
        remarks.append("\(source.onOneLine) is not in the script's folder, and stays a link")
        continue
      }
      guard let data = Self.contents(of: file), let type = ImageType(of: [UInt8](data)) else {
        remarks.append("\(source.onOneLine) is no image that a page can hold, and stays a link")
        continue
      }
      images[source] = DataAddress.text(of: data, type: type.rawValue)
    }
    return remarks
  }

  /// The bytes of an ordinary file; its path has no links any more.
  private static func contents(of path: String) -> Data? {
    let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_NOFOLLOW | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_size <= largestImage
    else { return nil }
    return try? file.readToEnd()
  }

  /// Writes each figure into a file of its own and links to it; the folder is made where it is missing.
  mutating func writeFigures(to folder: String, linkedFrom page: String, in work: Work) throws {
    try TextFile.makeFolder(folder, in: work)
    let base = URL(filePath: folder).addresses(from: URL(filePath: page).deletingLastPathComponent())
    let stem = stem
    var number = 0
    try replaceFigures { drawing in
      number += 1
      let name = "\(stem)-\(number).svg"
      try TextFile.write(drawing.svg, to: folder + "/" + name, in: work)
      var linked = drawing
      linked.address = (base + [name]).compactMap {
        $0.addingPercentEncoding(withAllowedCharacters: .pathComponent)
      }.joined(separator: "/")
      return .figure(linked)
    }
  }
}

extension CharacterSet {
  /// What stands for itself in a part of an address, in HTML and in Markdown.
  fileprivate static let pathComponent = CharacterSet(
    charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
}

extension URL {
  /// The path without links; `nil` where there is no such file.
  fileprivate var resolved: String? {
    guard let path = realpath(path, nil) else { return nil }
    defer { free(path) }
    return String(validatingCString: path)
  }

  /// The way from a folder to this one, folder by folder.
  fileprivate func addresses(from folder: URL) -> [String] {
    let (own, other) = (standardizedFileURL.pathComponents, folder.standardizedFileURL.pathComponents)
    let shared = zip(own, other).prefix { $0 == $1 }.count
    return Array(repeating: "..", count: other.count - shared) + own.dropFirst(shared)
  }
}
