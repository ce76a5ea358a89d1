import RandomStreams
import Tensors

/// The hash of all that a computation depends on.
struct ResultKey {
  private var hasher = BitHasher()
  private let evaluator: Evaluator
  private var seenNames: Set<String> = []
  /// Whether it depends on something that has no hash: a file, the session itself.
  private(set) var isOpen = false

  init(_ label: String, build: String, in evaluator: Evaluator) {
    self.evaluator = evaluator
    hasher.combine(build)
    hasher.combine(Machine.elementaryFunctions)
    hasher.combine(label)
  }

  var hash: UInt64? { isOpen ? nil : hasher.hash }

  mutating func add(_ text: String) { hasher.combine(text) }

  mutating func add(_ value: Value) {
    value.hash(intoWhole: &hasher)
    addOutside(of: value)
  }

  /// The random numbers that come next.
  mutating func addStream() {
    let key = evaluator.streamKey
    for word in [key.seed, key.statement, key.path, evaluator.draws] { hasher.combine(word) }
  }

  /// What functions in a value read when they run.
  private mutating func addOutside(of value: Value) {
    switch value {
    case .function(.user(let function)):
      for name in function.code.outside { addOutside(name) }
      for capture in function.captures { if let capture { addOutside(of: capture) } }
    case .function(.command(let command)): add(command)
    case .list(let values): for value in values { addOutside(of: value) }
    case .table(let table):
      for column in table.columns { for value in column.values { addOutside(of: value) } }
    case .record(let record): for field in record.fields { addOutside(of: field.value) }
    // Objects hold no functions of the user's.
    case .nothing, .number, .boolean, .text, .range, .tensor, .mask, .object: break
    }
  }

  private mutating func addOutside(_ name: String) {
    guard seenNames.insert(name).inserted else { return }
    // A variable that is no function does not hide a command where it is called.
    if let command = evaluator.commands[name] { add(command) }
    if let value = evaluator.globals[name] {
      hasher.combine(name)
      add(value)
    } else if name.hasPrefix("_") {
      isOpen = true
    }
  }

  private mutating func add(_ command: Command) {
    isOpen = isOpen || !command.effects.isDisjoint(with: Command.Effect.outside)
  }
}
