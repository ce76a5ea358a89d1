/// The vocabulary as data, for editors and notebooks.
package enum Vocabulary {
  package static func json(of commands: CommandTable) -> JSONValue { .array(commands.commands.map(json)) }

  private static func json(of command: Command) -> JSONValue {
    .object([
      ("name", .text(command.name)), ("group", .text(command.group.rawValue)),
      ("summary", .text(command.summary)),
      ("details", .text(command.details)), ("signature", .text(command.signature)),
      (
        "equation",
        command.equation.map { .object([("formula", .text($0.formula)), ("source", .text($0.source))]) }
          ?? .null
      ),
      ("parameters", .array(command.parameters.map(json))), ("result", .text(command.result)),
      ("effects", .array(command.effects.map(\.rawValue).sorted().map { .text($0) })),
      (
        "examples",
        .array(
          command.examples.map {
            .object([
              ("code", .text($0.code)), ("result", $0.result.map { .text($0) } ?? .null),
              ("shown", $0.shown.map { .text($0) } ?? .null),
            ])
          })
      ),
      ("seeAlso", .array(command.seeAlso.map { .text($0) })),
    ])
  }

  private static func json(of parameter: Parameter) -> JSONValue {
    var fields: [(String, JSONValue)] = [
      ("name", .text(parameter.name)), ("summary", .text(parameter.summary)),
      ("kinds", .array(parameter.kinds.map { .text($0.rawValue) })),
      ("required", .boolean(parameter.isRequired)),
    ]
    if case .value(let value) = parameter.defaultValue { fields.append(("default", value.json)) }
    if let domain = parameter.domain { fields.append(("domain", .text(domain.phrase(parameter.name)))) }
    if let unit = parameter.unit { fields.append(("unit", .text(unit))) }
    if !parameter.choices.isEmpty { fields.append(("choices", .array(parameter.choices.map { .text($0) }))) }
    fields.append(("evaluation", .text(parameter.evaluation.rawValue)))
    fields.append(("arity", .text(parameter.arity.rawValue)))
    return .object(fields)
  }
}
