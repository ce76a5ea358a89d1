import Foundation
import Language

/// What a user wants in every session: `$XDG_CONFIG_HOME/replica/init.rpl`, or in ~/.config.
struct InitFile {
  let path: String

  /// `nil` where there is none.
  init?(environment: [String: String]) {
    let config = environment["XDG_CONFIG_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil }
    guard let folder = config ?? environment["HOME"].map({ $0 + "/.config" }) else { return nil }
    path = folder + "/replica/init.rpl"
    guard FileManager.default.fileExists(atPath: path) else { return nil }
  }

  func text() throws(Diagnostic) -> String {
    guard let data = FileManager.default.contents(atPath: path) else { throw .file(path, "cannot be read") }
    guard let text = String(validating: data, as: UTF8.self) else { throw .file(path, "is not UTF-8 text") }
    return text.trimmedLines
  }
}
