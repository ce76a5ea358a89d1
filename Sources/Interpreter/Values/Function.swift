/// What can be called: a function or lambda of the user, or a command.
package enum Function: Sendable {
  case user(UserFunction)
  case command(Command)

  package var name: String {
    switch self {
    case .user(let function): function.name
    case .command(let command): command.name
    }
  }

  /// "f(x, y)".
  package var signature: String {
    switch self {
    case .user(let function): "\(function.name)(\(function.parameters.map(\.name).joined(separator: ", ")))"
    case .command(let command): command.signature
    }
  }
}

/// A function written in the language, with the values it captured where it was made.
package final class UserFunction: Sendable {
  package struct Parameter: Sendable {
    package let name: String
    let slot: Int
    let defaultValue: Evaluate?
  }
  package let name: String
  package let parameters: [Parameter]
  let body: Evaluate
  let frameSize: Int
  let captures: [Value?]

  init(name: String, parameters: [Parameter], body: @escaping Evaluate, frameSize: Int, captures: [Value?]) {
    self.name = name
    self.parameters = parameters
    self.body = body
    self.frameSize = frameSize
    self.captures = captures
  }
}
