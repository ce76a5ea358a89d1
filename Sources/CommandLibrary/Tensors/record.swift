import Interpreter

extension Command {
  static let record = Command(
    "record", group: .tensors, summary: "Puts values together under names",
    parameters: [
      Parameter("value", summary: "a value, under a name of your choice", default: .absent, arity: .fields)
    ],
    result: "a record",
    examples: [Example("record(a: 1, b: 2).b", gives: "2")], seeAlso: ["table"]
  ) { arguments, _ in .record(try arguments.fields("value")) }
}
