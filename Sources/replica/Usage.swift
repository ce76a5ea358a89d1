import Foundation

/// The command line as ArgumentParser declares it.
struct Usage: Decodable {
  struct Argument: Decodable {
    struct Name: Decodable {
      let kind: String
      let name: String
    }
    let kind: String
    let names: [Name]?
    let valueName: String?
    let abstract: String?
    let shouldDisplay: Bool
    let isOptional: Bool
    /// What it may be, where that is a few words.
    let allValues: [String]?

    /// What it is for.
    var use: String {
      let choices = allValues.map { ["One of \($0.joined(separator: ", "))."] } ?? []
      return ([abstract ?? ""] + choices).joined(separator: " ")
    }

    /// "--set name=value", "--quiet", "FILE".
    var form: String {
      let value = (valueName ?? "value")
      switch kind {
      case "positional": return value.uppercased()
      case "flag": return flags
      default: return "\(flags) \(value)"
      }
    }

    private var flags: String {
      (names ?? []).map { ($0.kind == "short" ? "-" : "--") + $0.name }.joined(separator: ", ")
    }
  }
  struct Command: Decodable {
    let commandName: String
    let abstract: String?
    let discussion: String?
    let shouldDisplay: Bool?
    let arguments: [Argument]?
    let subcommands: [Command]?

    var shownArguments: [Argument] {
      (arguments ?? []).filter { argument in
        let isHelp = argument.names?.contains { $0.name == "help" || $0.name == "version" } ?? false
        return argument.shouldDisplay && !isHelp
      }
    }

    /// "[--quiet] FILE".
    var form: String {
      shownArguments.map { $0.isOptional ? "[\($0.form)]" : $0.form }.joined(separator: " ")
    }
  }
  private let command: Command

  init(dump: String) throws { self = try JSONDecoder().decode(Usage.self, from: Data(dump.utf8)) }

  var program: Command { command }

  /// The subcommands for people.
  var subcommands: [Command] {
    (command.subcommands ?? []).filter { $0.shouldDisplay ?? true && $0.commandName != "help" }
  }
}
