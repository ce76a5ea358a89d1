import Execution
import Language
import Tensors

/// The arguments of one call, checked against the declaration: kinds, domains and choices hold, defaults are
/// filled in.
package struct Arguments {
  /// One argument as it reaches the command.
  enum Argument {
    case value(Value)
    case word(String)
    case place(VariablePlace)
    case code(CodeArgument)
  }
  private let command: Command
  private let source: SourceText?
  private let work: Work
  private var byName = NameList<Argument>()
  /// Where each argument stands in the source.
  private var spans = NameList<Span>()

  init(of command: Command, in source: SourceText?, _ work: Work) {
    self.command = command
    self.source = source
    self.work = work
  }

  // MARK: Building

  /// Takes one more argument, checked; those of a `.rest` or `.fields` parameter are collected.
  mutating func add(
    _ argument: Argument, for parameter: Parameter, label: String? = nil, at span: Span? = nil
  ) throws {
    let name = parameter.name
    if let span { spans[name] = spans[name]?.union(span) ?? span }
    guard case .value(let value) = argument else {
      byName[name] = argument
      return
    }
    let checked = try parameter.check(value, of: command.name, in: work)
    switch parameter.arity {
    case .one, .labelled: byName[name] = .value(checked)
    case .rest:
      guard case .value(.list(var values)) = byName[name] ?? .value(.list([])) else { return }
      byName[name] = nil
      values.append(checked)
      byName[name] = .value(.list(values))
    case .fields:
      guard case .value(.record(var record)) = byName[name] ?? .value(.record(Record())) else { return }
      let label = label ?? name
      guard record[label] == nil else { throw Diagnostic.repeatedArgument(label, of: command.name) }
      record[label] = checked
      byName[name] = .value(.record(record))
    }
  }

  /// Fills in the defaults and runs the command.
  mutating func run(in frame: Frame) throws -> Value {
    if command.changesSession, frame.evaluator.isParallel {
      throw Diagnostic.notInSweep(command.name)
    }
    for parameter in command.parameters where byName[parameter.name] == nil {
      switch (parameter.arity, parameter.defaultValue) {
      case (.rest, _): byName[parameter.name] = .value(.list([]))
      case (.fields, _): byName[parameter.name] = .value(.record(Record()))
      case (.one, .value(let value)), (.labelled, .value(let value)): byName[parameter.name] = .value(value)
      case (.one, .required), (.labelled, .required):
        throw Diagnostic.missingArgument(
          parameter.name, of: command.name, help: "it is \(parameter.expectation)")
      case (.one, .absent), (.labelled, .absent): break
      }
    }
    let context = CommandContext(frame: frame)
    let result =
      command.isReusable ? try reusedResult(in: context) : try command.run(self, context)
    // What a command gives a variable was bounded there.
    if !command.changesVariable { try Nesting.check(result) }
    return result
  }

  /// What the command gave when it ran with the same arguments, or gives now.
  private func reusedResult(in context: CommandContext) throws -> Value {
    var place: (frame: Frame, slot: Int)?
    for case .place(let variable) in byName.values { place = (context.frame, variable.slot) }
    return try context.frame.evaluator.reusing(command.name, place: place) { key in
      for parameter in command.parameters {
        key.add(parameter.name)
        switch byName[parameter.name] {
        case .value(let value): key.add(value)
        case .word(let word): key.add(word)
        case .place(let variable): key.add(context.frame.slots[variable.slot] ?? .nothing)
        case .code(let code): key.add(code.text)
        case nil: break
        }
      }
      if command.effects.contains(.random) { key.addStream() }
    } _: { _ in
      try command.run(self, context)
    }
  }

  // MARK: Reading

  package var commandName: String { command.name }

  /// The value of a parameter, or `nil` when it is absent.
  package func value(_ name: String) -> Value? {
    if case .value(let value) = byName[name] { value } else { nil }
  }

  /// Whether the parameter was given or has a default.
  package func has(_ name: String) -> Bool { byName[name] != nil }

  package func number(_ name: String) throws -> Double {
    guard case .number(let number) = value(name) else { throw undeclared(name) }
    return number
  }

  package func integer(_ name: String) throws -> Int {
    let number = try number(name)
    guard let integer = Int(exactly: number) else {
      throw diagnostic(
        name, "\(command.name): \(name): expected a whole number, found \(Value.number(number).summary)")
    }
    return integer
  }

  package func text(_ name: String) throws -> String {
    guard case .text(let text) = value(name) else { throw undeclared(name) }
    return text
  }

  package func boolean(_ name: String) throws -> Bool {
    guard case .boolean(let boolean) = value(name) else { throw undeclared(name) }
    return boolean
  }

  package func list(_ name: String) throws -> [Value] {
    guard case .list(let values) = value(name) else { throw undeclared(name) }
    return values
  }

  /// The arguments under labels of the caller's choice.
  package func fields(_ name: String) throws -> Record {
    guard case .record(let record) = value(name) else { throw undeclared(name) }
    return record
  }

  package func tensor(_ name: String) throws -> Tensor<Double> {
    guard let value = value(name) else { throw undeclared(name) }
    return try Operators.tensor(value, in: work)
  }

  package func mask(_ name: String) throws -> Tensor<Bool> {
    guard case .mask(let mask) = value(name) else { throw undeclared(name) }
    return mask
  }

  package func range(_ name: String) throws -> NumberRange {
    guard case .range(let range) = value(name) else { throw undeclared(name) }
    return range
  }

  package func function(_ name: String) throws -> Function {
    guard case .function(let function) = value(name) else { throw undeclared(name) }
    return function
  }

  /// The domain value of a parameter, of the type its command knows.
  package func object<Object: SessionObject>(_ name: String, as type: Object.Type) throws -> Object {
    guard case .object(let object) = value(name) else { throw undeclared(name) }
    guard let typed = object as? Object else {
      throw diagnostic(
        name, "\(command.name): expected another sort of \(object.kind.rawValue), found \(object.summary)")
    }
    return typed
  }

  package func place(_ name: String) throws -> VariablePlace {
    guard case .place(let place) = byName[name] else { throw undeclared(name) }
    return place
  }

  package func code(_ name: String) throws -> CodeArgument {
    guard case .code(let code) = byName[name] else { throw undeclared(name) }
    return code
  }

  /// A word, or `nil` when it was left out.
  package func word(_ name: String) -> String? {
    if case .word(let word) = byName[name] { word } else { nil }
  }

  /// An error about one argument, with the caret under it.
  package func diagnostic(_ name: String, _ message: String, suggestion: String? = nil, help: String? = nil)
    -> Diagnostic
  {
    let diagnostic = Diagnostic.argument(message, suggestion: suggestion, help: help)
    return spans[name].map { diagnostic.at($0, in: source) } ?? diagnostic
  }

  /// Runs `body`, putting the caret of what it throws under one argument.
  package func located<Result>(_ name: String, _ body: () throws -> Result) throws -> Result {
    do { return try body() } catch {
      guard let span = spans[name], let source else { throw error }
      throw SourceContext.placed(error, span, source)
    }
  }

  private func undeclared(_ name: String) -> Diagnostic { .missingArgument(name, of: command.name) }
}

/// A variable that a command may read and give a new value.
package struct VariablePlace {
  package let name: String
  let slot: Int
}

/// Code handed to a command unevaluated.
package struct CodeArgument {
  package let text: String
  let evaluate: Evaluate
}

/// A few things by name: to compare short names one after the other is faster than to hash them.
private struct NameList<Element> {
  private var entries: [(name: String, element: Element)] = []

  var values: [Element] { entries.map(\.element) }

  subscript(name: String) -> Element? {
    get {
      for index in entries.indices where entries[index].name == name { return entries[index].element }
      return nil
    }
    set {
      let place = entries.firstIndex { $0.name == name }
      switch (place, newValue) {
      case (let place?, let element?): entries[place].element = element
      case (let place?, nil): entries.remove(at: place)
      case (nil, let element?): entries.append((name, element))
      case (nil, nil): break
      }
    }
  }
}
