import Execution
import Foundation
import Interpreter
import NumericalMethods

/// The curves that `fit` knows, each with the names of its parameters and the way to them.
enum FitModel {
  /// slope · x + intercept.
  case line
  /// prefactor · x^exponent, as a line in ln x and ln y.
  case power
  /// prefactor · exp(rate · x), as a line in x and ln y.
  case exponential
  /// c0 + c1 x + c2 x² + …
  case polynomial(degree: Int)
  /// A function of x and of parameters under their own names.
  case function(names: [String], start: [Double])

  static let names = ["line", "power", "exponential", "polynomial"]

  /// The model of that name; `degree` is a polynomial's.
  init?(name: String, degree: Int?) {
    switch (name, degree) {
    case ("line", nil): self = .line
    case ("power", nil): self = .power
    case ("exponential", nil): self = .exponential
    case ("polynomial", let degree?): self = .polynomial(degree: degree)
    default: return nil
    }
  }

  /// In the order in which they are told.
  var parameterNames: [String] {
    switch self {
    case .line: ["slope", "intercept"]
    case .power: ["exponent", "prefactor"]
    case .exponential: ["rate", "prefactor"]
    case .polynomial(let degree): (0...degree).map { "c\($0)" }
    case .function(let names, _): names
    }
  }

  /// The parameters as they are found: those of lines and polynomials from the lowest power of x on.
  var fittedNames: [String] {
    switch self {
    case .line, .power, .exponential: parameterNames.reversed()
    case .polynomial, .function: parameterNames
    }
  }

  /// The fields of its record: each parameter with its error, then what says how good the fit is.
  var fieldNames: [String] {
    parameterNames.flatMap { [$0, $0 + "Error"] }
      + ["chi2", "reducedChi2", "r2", "points", "errorsFrom", "curve"]
  }
}

/// A fitted curve in the terms of its model.
struct FittedModel {
  private let model: FitModel
  private let fit: Fit
  private let observations: Observations
  /// The names of the columns x and y.
  private let names: (x: String, y: String)

  /// Fits the model; `function` is called where it is a function.
  init(
    _ model: FitModel, to observations: Observations, named names: (x: String, y: String),
    in work: Work, _ function: NumberFunction?
  ) throws {
    self.model = model
    self.observations = observations
    self.names = names
    switch (model, function) {
    case (.polynomial(let degree), _): fit = try observations.polynomial(degree: degree, in: work)
    case (.power, _): fit = try observations.logarithmic(inX: true).polynomial(degree: 1, in: work)
    case (.exponential, _): fit = try observations.logarithmic(inX: false).polynomial(degree: 1, in: work)
    case (.function(_, let start), let function?):
      fit = try observations.fit(from: start, in: work) { x, parameters in try function([x] + parameters) }
    case (.line, _), (.function, nil): fit = try observations.polynomial(degree: 1, in: work)
    }
  }

  var record: Record {
    get throws {
      let values = try parameters.flatMap { [Value.number($0.value), .number($0.error)] }
      let quality: [Value] = [
        .number(fit.chiSquare), .number(fit.reducedChiSquare), .number(fit.rSquare),
        .number(Double(observations.count)), .text(observations.errors == nil ? "scatter" : "errors"),
        .table(try curve),
      ]
      return Record(Array(zip(model.fieldNames, values + quality)))
    }
  }

  /// In the order in which the model tells them.
  private var parameters: [(value: Double, error: Double)] {
    get throws {
      let fitted = zip(fit.parameters, fit.standardErrors).map { (value: $0, error: $1) }
      switch model {
      case .line: return fitted.reversed()
      case .power, .exponential:
        let prefactor = exp(fitted[0].value)
        guard prefactor.isFinite else { throw FitError.overflow }
        return [fitted[1], (prefactor, prefactor * fitted[0].error)]
      case .polynomial, .function: return fitted
      }
    }
  }

  private static let curveCount = 101

  /// The curve over the points' range of x, at equal steps; of ln x for a power law.
  private var curve: Table {
    get throws {
      let (least, greatest) = (observations.x.min() ?? 0, observations.x.max() ?? 0)
      let x = (0..<Self.curveCount).map { place in
        let part = Double(place) / Double(Self.curveCount - 1)
        if case .power = model { return exp(log(least) * (1 - part) + log(greatest) * part) }
        return least * (1 - part) + greatest * part
      }
      let y = try x.map { x in
        switch model {
        case .power: exp(try fit.curve(log(x)))
        case .exponential: exp(try fit.curve(x))
        default: try fit.curve(x)
        }
      }
      return Table([.init(name: names.x, numbers: x), .init(name: names.y, numbers: y)])
    }
  }
}
