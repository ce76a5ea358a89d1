/// What can be called: a function or lambda of the user, or a command.
package enum Function: Sendable {
  case user(UserFunction)
  indirect case command(Command)

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
    let defaultValue: Evaluate?
  }
  /// What all functions made by one piece of source share.
  final class Code: Sendable {
    let name: String
    /// As it is written, without its name.
    let text: String
    let words: FunctionWords
    /// The names that it takes from the session when it runs.
    let outside: [String]
    let parameters: [Parameter]
    let run: Evaluate
    let frameSize: Int

    init(
      name: String, text: String, words: FunctionWords, outside: [String], parameters: [Parameter],
      run: Evaluate, frameSize: Int
    ) {
      (self.name, self.text, self.words, self.outside) = (name, text, words, outside)
      (self.parameters, self.run, self.frameSize) = (parameters, run, frameSize)
    }
  }
  let code: Code
  /// What a call needs of the code, one step nearer.
  let run: Evaluate
  let frameSize, parameterCount: Int
  let captures: [Value?]
  /// How deeply the function holds other values.
  let depth: Int

  package var name: String { code.name }
  package var parameters: [Parameter] { code.parameters }
  package var words: FunctionWords { code.words }

  /// The slot of the parameter that a label names; that of `guess`, where it stands in order, is looked at
  /// first.
  @inline(__always)
  func slot(labelled label: String, perhaps guess: Int) -> Int? {
    if guess < parameterCount, code.parameters[guess].name == label { return guess }
    return slot(labelled: label)
  }

  @inline(never)
  private func slot(labelled label: String) -> Int? {
    parameters.firstIndex { $0.name == label } ?? parameters.firstIndex { GreekNames.match($0.name, label) }
  }

  /// Throws where the captured values nest too deeply.
  init(_ code: Code, captures: [Value?]) throws {
    self.code = code
    (run, frameSize, parameterCount) = (code.run, code.frameSize, code.parameters.count)
    self.captures = captures
    depth = 1 + (try Nesting.depth(of: captures.compactMap { $0 }))
  }
}
