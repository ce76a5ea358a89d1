import CommandLibrary
import Display
import Documents
import Execution
import Foundation

extension Document {
  private static let imageTypes = [
    "png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "gif": "image/gif", "webp": "image/webp",
    "svg": "image/svg+xml",
  ]

  /// Reads the images of the prose that are files.
  mutating func embedImages(from folder: URL) {
    for source in prose.flatMap({ Markdown($0).imageSources }) where images[source] == nil {
      let path = source.removingPercentEncoding ?? source
      let file = URL(filePath: path, relativeTo: folder)
      guard !source.contains("://"), let type = Self.imageTypes[file.pathExtension.lowercased()],
        let data = FileManager.default.contents(atPath: file.path)
      else { continue }
      images[source] = DataAddress.text(of: data, type: type)
    }
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
  /// The way from a folder to this one, folder by folder.
  fileprivate func addresses(from folder: URL) -> [String] {
    let (own, other) = (standardizedFileURL.pathComponents, folder.standardizedFileURL.pathComponents)
    let shared = zip(own, other).prefix { $0 == $1 }.count
    return Array(repeating: "..", count: other.count - shared) + own.dropFirst(shared)
  }
}
