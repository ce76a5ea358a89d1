import Interpreter
import Language
import NumericalMethods

extension Command {
  static let fit = Command(
    "fit", group: .tensors,
    summary: "Fits a curve to points by least squares, with the standard errors of its parameters",
    details: """
      A "line" has a slope and an intercept, a "power" law prefactor · x^exponent, an "exponential" prefactor · exp(rate x), a
      "polynomial" c0 + c1 x + …; the two in the middle are straight lines in ln y, against ln x or x. A function of x and parameters is
      fitted from a start.
      χ² = Σ ((y − f(x))/σ)² is minimized, chi2 in the record. With errors: the parameters’ errors follow from them; without, σ is 1 and
      they follow from the scatter of the points (errorsFrom says which). r2 and chi2 of a line in ln y are those of ln y. The curve is a
      table to plot.
      """,
    parameters: [
      Parameter(
        "data", .table, .history, .result, .tensor,
        summary: "a table, history or result; or numbers, y or x and y", default: .absent, arity: .rest),
      Parameter(
        "x", .text, .tensor, summary: "the column or the numbers x; the table's first without it",
        default: .absent),
      Parameter(
        "y", .text, .tensor, summary: "the column or the numbers y; the table's other one without it",
        default: .absent),
      Parameter(
        "errors", .text, .tensor, summary: "the standard errors of y, a column or numbers", default: .absent),
      Parameter(
        "model", .text, .function, summary: "the curve, or a function of x and its parameters",
        default: .value(.text("line")), choices: FitModel.names),
      Parameter("degree", .number, summary: "the polynomial's", default: .absent, domain: .integers(0, 20)),
      Parameter("start", .tensor, summary: "where a function's parameters begin", default: .absent),
      Parameter(
        "from", .number, summary: "the smallest x that counts", default: .absent, domain: .orInfinite),
      Parameter("to", .number, summary: "the largest x that counts", default: .absent, domain: .orInfinite),
    ],
    result: "a record",
    examples: [
      Example("fit([0, 1, 2, 3], [1, 3, 5, 7], model: \"line\").slope", gives: "2"),
      Example(
        "t = table(n: [1, 2, 4], q: [1, 2, 2], sigma: [0.1, 0.1, 0.2])\n"
          + "fit(t, x: \"n\", y: \"q\", errors: \"sigma\").interceptError", gives: "0.14552"),
      Example(
        "curve = sweep α in 4...64 by 4 { record(error: 0.625 / α) }\n"
          + "fit curve, x: \"alpha\", y: \"error\", model: \"power\", from: 8\n"
          + "[_.exponent, _.prefactor]", gives: "[-1, 0.625]"),
      Example("fit([0, 1, 2], [1, 2, 4], model: \"exponential\").rate / log(2)", gives: "1"),
      Example("fit(0...5, (0...5)^2 - 1, model: \"polynomial\", degree: 2).c0", gives: "-1"),
      Example(
        "func decay(t, rate, limit) = limit + exp(-rate * t)\n"
          + "t = 0...10; fitted = fit t, exp(-t / 2) + 3, model: decay, start: [1, 0]\nfitted.limit",
        gives: "3"),
    ],
    seeAlso: ["plot", "group", "root"],
    infer: { (arguments) throws(Diagnostic) in
      guard let model = try arguments.fitModel() else { return nil }
      return AbstractValue(fields: model.fieldNames.map { ($0, FitModel.infer(ofField: $0)) })
    }
  ) { arguments, context in
    let data = try DataColumns(arguments, to: "fit", in: context)
    guard data.y.count == 1, let y = data.y.first else {
      throw arguments.diagnostic(
        data.place(of: "y"), "fit: expected one column y, found \(data.y.count)", help: "choose it with y:")
    }
    let (model, function) = try arguments.fitModel(context)
    let (from, to) = (
      arguments.value("from")?.number ?? -.infinity, arguments.value("to")?.number ?? .infinity
    )
    let places = data.x.values.indices.filter { !(data.x.values[$0] < from || data.x.values[$0] > to) }
    do {
      let observations = try Observations(
        x: places.map { data.x.values[$0] }, y: places.map { y.values[$0] },
        errors: data.errors.first.map { column in places.map { column.values[$0] } })
      let names = (x: data.x.name.isEmpty ? "x" : data.x.name, y: y.name.isEmpty ? "y" : y.name)
      let fitted = try FittedModel(model, to: observations, named: names, in: context.work, function)
      return .record(try fitted.record)
    } catch let error as FitError {
      throw arguments.diagnostic(error, of: model, data)
    }
  }
}

// MARK: The model

/// An argument that does not go with the model.
private typealias FitFault = (argument: String, fact: String, help: String?)

extension FitModel {
  /// What is wrong with the arguments of a model of that name, if anything is: the argument, and the fact.
  fileprivate static func fault(
    _ name: String, hasDegree: Bool, hasStart: Bool
  ) -> FitFault? {
    if hasStart { return ("start", "fit: only a function has a start, not a \"\(name)\"", nil) }
    if hasDegree != (name == "polynomial") {
      return hasDegree
        ? ("degree", "fit: only a polynomial has a degree, not a \"\(name)\"", "model: \"polynomial\"")
        : ("model", "fit: the degree of the polynomial is missing", "degree: 2 is a parabola")
    }
    return nil
  }

  /// What is wrong with the number of parameters a function takes, or with their names.
  fileprivate static func fault(parameters: [String], start: Int?) -> FitFault? {
    guard parameters.count > 1 else {
      return ("model", "fit: expected a function of x and its parameters", "func f(x, a, b) = a * exp(b * x)")
    }
    guard let start else {
      return ("model", "fit: the start of a function's parameters is missing", "start: [1, 2]")
    }
    guard (1..<parameters.count).contains(start) else {
      let names = parameters.dropFirst().joined(separator: ", ")
      return ("start", "fit: expected a start for each of \(names), found \(start) numbers", nil)
    }
    let fields = FitModel.function(names: Array(parameters.dropFirst().prefix(start)), start: []).fieldNames
    if let twice = fields.enumerated().first(where: { fields[..<$0.offset].contains($0.element) })?.element {
      return ("model", "fit: the result would have two fields \(twice)", "give the parameter another name")
    }
    return nil
  }

  fileprivate static func infer(ofField name: String) -> AbstractValue {
    switch name {
    case "curve": AbstractValue(.table)
    case "errorsFrom": AbstractValue(.text)
    default: AbstractValue(.number)
    }
  }
}

extension Arguments {
  fileprivate func fitModel(_ context: CommandContext) throws -> (FitModel, NumberFunction?) {
    func check(_ fault: FitFault?) throws {
      if let fault { throw diagnostic(fault.argument, fault.fact, help: fault.help) }
    }
    if case .text(let name) = value("model") {
      try check(FitModel.fault(name, hasDegree: has("degree"), hasStart: has("start")))
      let degree = has("degree") ? try integer("degree") : nil
      return (FitModel(name: name, degree: degree) ?? .line, nil)
    }
    if has("degree") { try check(("degree", "fit: only a polynomial has a degree, not a function", nil)) }
    let function = try NumberFunction("model", self, context)
    let start = has("start") ? try tensor("start").elements : nil
    try check(FitModel.fault(parameters: function.parameterNames, start: start?.count))
    guard let start, start.allSatisfy(\.isFinite) else {
      throw diagnostic("start", "fit: start: expected finite numbers")
    }
    let names = function.parameterNames.dropFirst().prefix(start.count)
    return (.function(names: Array(names), start: start), function)
  }

  fileprivate func diagnostic(_ error: FitError, of model: FitModel, _ data: DataColumns) -> Diagnostic {
    func text(_ number: Double) -> String { Value.number(number).summary }
    func fact(_ column: Observations.Column, _ value: Double, _ x: Double?) -> String {
      "fit: \(column == .errors ? "an error" : column.rawValue) is \(text(value))"
        + (x.map { " at x = \(text($0))" } ?? "")
    }
    switch error {
    case .notFinite(let column, let value, let x):
      return diagnostic(
        data.place(of: column.rawValue), fact(column, value, x), help: "filter takes rows out of a table")
    case .notPositive(.errors, let value, let x):
      return diagnostic(data.place(of: "errors"), fact(.errors, value, x), help: "errors are above 0")
    case .notPositive(let column, let value, let x):
      return diagnostic(
        data.place(of: column.rawValue), fact(column, value, x) + " and has no logarithm",
        help: "from: and to: choose a range of x")
    case .tooFewPoints(let count, let needed):
      return diagnostic(
        data.place(of: "x"), "fit: \(needed) parameters need at least \(needed) points, found \(count)")
    case .tooFewPlaces(let count, let needed):
      return diagnostic(
        data.place(of: "x"), "fit: \(needed) parameters need \(needed) different x, found \(count)")
    case .undetermined(let place):
      return diagnostic("model", "fit: the points do not determine \(model.fittedNames[place])")
    case .modelNotFinite(let value, let x, let parameters):
      let found = zip(model.parameterNames, parameters).map { "\($0) = \(text($1))" }
      return diagnostic(
        "model", "fit: the function is \(text(value)) at x = \(text(x)) for \(found.joined(separator: ", "))",
        help: "another start may keep away from there")
    case .noConvergence(let iterations, let chiSquare):
      return diagnostic(
        "model", "fit: no minimum found in \(iterations) steps: χ² is \(text(chiSquare)) and still changes",
        help: "start nearer to it, or fit fewer parameters")
    case .overflow:
      return diagnostic(
        data.place(of: "y"), "fit: the numbers are too large to be squared", help: "divide them by their unit"
      )
    case .underflow:
      return diagnostic(
        data.place(of: "y"), "fit: the numbers are too small to be squared", help: "divide them by their unit"
      )
    }
  }
}

extension AbstractArguments {
  /// The model, as far as it follows from the text.
  fileprivate func fitModel() throws(Diagnostic) -> FitModel? {
    var fault: FitFault?
    var model: FitModel?
    if let name = self["model"]?.text {
      fault = FitModel.fault(name, hasDegree: self["degree"] != nil, hasStart: self["start"] != nil)
      model = FitModel(name: name, degree: self["degree"]?.integer)
    } else if let names = self["model"]?.parameterNames, let start = self["start"]?.extents, start.count == 1,
      let count = start[0]
    {
      fault = FitModel.fault(parameters: names, start: count)
      model = .function(names: Array(names.dropFirst().prefix(count)), start: [])
    }
    if let fault { throw diagnostic(fault.argument, fault.fact, help: fault.help) }
    return model
  }
}
