import Interpreter
import Language

/// A function of the script as a function of numbers, with the command that calls it.
struct NumberFunction {
  let name: String
  let function: Function
  let arguments: Arguments
  let context: CommandContext

  /// The function that the parameter of this name was given.
  init(_ name: String, _ arguments: Arguments, _ context: CommandContext) throws {
    self.name = name
    function = try arguments.function(name)
    self.arguments = arguments
    self.context = context
  }

  var parameterNames: [String] {
    switch function {
    case .user(let function): function.parameters.map(\.name)
    case .command(let command): command.parameters.map(\.name)
    }
  }

  /// Its value, which must be a number; a safe point.
  func callAsFunction(_ numbers: Double...) throws -> Double { try self(numbers) }

  func callAsFunction(_ numbers: [Double]) throws -> Double {
    try context.work.checkpoint()
    let value = try arguments.located(name) { try context.call(function, numbers.map(Value.number)) }
    guard case .number(let number) = value else {
      throw diagnostic("the function must give a number, and gave \(value.described) \(Self.place(numbers))")
    }
    return number
  }

  /// An error about the function, with the caret under it.
  func diagnostic(_ fact: String, help: String? = nil) -> Diagnostic {
    arguments.diagnostic(name, "\(arguments.commandName): \(fact)", help: help)
  }

  /// "at 0.5", "at 0.5, 2, 3".
  private static func place(_ numbers: [Double]) -> String {
    "at " + numbers.map { Value.number($0).summary }.joined(separator: ", ")
  }
}
