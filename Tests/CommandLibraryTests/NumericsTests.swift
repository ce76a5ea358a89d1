import Testing

/// `fit`, `root` and `integrate` as a script sees them; their numbers are held to references in NumericalMethodsTests.
@Suite struct NumericsTests {
  private func value(_ code: String) -> String {
    var trial = Trial()
    return trial.run(code)
  }

  @Test(
    "A fit takes columns as plot does, and gives the fields of its model",
    arguments: [
      // y = 1 + 2x, with errors of which only the ratio matters to the line.
      (
        "t = table(n: [0, 1, 2], q: [1, 3, 5], s: [1, 2, 1]); f = fit t, errors: \"s\"\n[f.slope, f.intercept, f.points]",
        "[2, 1, 3]"
      ),
      (
        "t = table(n: [0, 1, 2], q: [1, 3, 5], s: [9, 9, 9]); fit(t, x: \"n\", y: \"q\").errorsFrom",
        "\"scatter\""
      ),
      ("t = table(n: [0, 1, 2], q: [1, 3, 5]); fit(t, errors: [1, 1, 1]).errorsFrom", "\"errors\""),
      ("fit([1, 3, 5]).slope", "2"),
      ("fit(x: 1...3, y: [1, 4, 9], model: \"polynomial\", degree: 2).c2", "1"),
      // The points beyond the range would spoil the line.
      ("f = fit 0...5, [9, 3, 5, 7, 9, 0], from: 1, to: 4\n[f.slope, f.intercept, f.points]", "[2, 1, 4]"),
      (
        "f = fit [1, 4, 9], [10, 5, 10 / 3], model: \"power\"\n[f.exponent, f.prefactor, f.curve.count]",
        "[-0.5, 10, 101]"
      ),
      (
        "f = fit 0...3, 3 * exp(-2 * (0...3)), model: \"exponential\"\n[f.rate, f.prefactor]",
        "[-2, 3]"
      ),
      // Σ(x − x̄)² = 2 and χ² = 3 · (1/3)² · … : y = 0, 1, 1 has the line 1/6 + x/2, residuals −1/6, 1/3, −1/6.
      (
        "f = fit 0...2, [0, 1, 1]\n[f.slope, f.intercept, f.chi2, f.slopeError, f.r2]",
        "[0.5, 0.166667, 0.166667, 0.288675, 0.75]"
      ),
      // The same with σ = 1/2: Var slope = σ²/2, Var intercept = σ² (1/3 + 1/2).
      (
        "f = fit 0...2, [0, 1, 1], errors: [0.5, 0.5, 0.5]\n[f.slopeError, f.interceptError, f.chi2]",
        "[0.353553, 0.456435, 0.666667]"
      ),
      (
        "func f(t, a, b: 2) = a + b * t\nfitted = fit 0...3, 1 + 2 * (0...3), model: f, start: [0]\n[fitted.a, fitted.points]",
        "[1, 4]"
      ),
      ("func f(t, α) = α * t\nfit(1...3, [2, 4, 6], model: f, start: 1).alpha", "2"),
      (
        "f = fit 1...9, (1...9)^2, model: \"power\"\n[f.curve.x[0], f.curve.x[-1], f.curve.y[50]]",
        "[1, 9, 9]"
      ),
      ("f = fit table(inverse: [1, 2], limit: [3, 5])\nf.curve.inverse[-1] + f.curve.limit[-1]", "7"),
    ])
  func fits(code: String, expected: String) {
    let found = value(code)
    #expect(agrees(found, expected), "\(code) gave \(found)")
  }

  @Test("A fit of a sweep's results inside a sweep does not depend on the number of threads")
  func sweeps() {
    let code = """
      func decay(t, rate, limit) = limit + exp(-rate * t)
      s = sweep k in 1...20 { f = fit 0...9, exp(-k * (0...9) / 20) + random(10) / 10, model: decay, start: [1, 0]; record(rate: f.rate, error: f.rateError, area: integrate(x -> exp(-k * x), from: 0, to: 1).value, root: root(x -> x^3 - k, from: 0, to: 3)) }
      [s.rate, s.error, s.area, s.root]
      """
    let results = [1, 4].map { threads in
      var trial = Trial()
      trial.threads = threads
      return trial.run(code)
    }
    #expect(results[0] == results[1])
    #expect(results[0].hasPrefix("["))
  }

  @Test(
    "What cannot be fitted, found or integrated is an error where it stands",
    arguments: [
      ("fit [1, 1], [1, 2]", "2 different x, found 1"), ("fit [1], [1]", "at least 2 points, found 1"),
      ("fit 1...3, [1, 0/0, 2]", "y is nan at x = 2"), ("fit [1, 2, nan], [1, 2, 3]", "x is nan"),
      ("fit 0...2, 1...3, model: \"power\"", "x is 0 and has no logarithm"),
      ("fit 1...3, [1, -1, 1], model: \"exponential\"", "y is -1 at x = 2 and has no logarithm"),
      ("fit 1...2, 1...2, errors: [1, 0]", "an error is 0 at x = 2"),
      ("fit 1...2, 1...2, errors: [1]", "y has 2 numbers, errors has 1"),
      ("fit 1...3, 1...2", "y has 2 numbers, x has 3"),
      ("fit table(a: [1, 2], b: [1, 2], c: [1, 2])", "expected one column y, found 2"),
      ("fit 1...9, 1...9, from: 20", "found 0"), ("fit", "nothing to fit"),
      ("fit 1...9, 1...9, model: \"polynomial\"", "degree of the polynomial is missing"),
      ("fit 1...9, 1...9, degree: 2", "only a polynomial has a degree"),
      ("fit 1...9, 1...9, start: [1]", "only a function has a start"),
      ("func f(x, a) = a\nfit 1...9, 1...9, model: f", "start of a function's parameters is missing"),
      (
        "func f(x, a) = a\nfit 1...9, 1...9, model: f, start: [1, 2]",
        "expected a start for each of a, found 2"
      ),
      ("func f(x, chi2) = chi2\nfit 1...9, 1...9, model: f, start: [1]", "two fields chi2"),
      ("func f(x, a, b) = a * b * x\nfit 1...9, 1...9, model: f, start: [1, 2]", "do not determine b"),
      ("func f(x, a) = log(a * x)\nfit 1...9, 1...9, model: f, start: [-1]", "nan at x = 1 for a = -1"),
      ("func f(x, a) = [a]\nfit 1...9, 1...9, model: f, start: [1]", "must give a number"),
      ("func f(x, a, b) = a\nfit 1...9, 1...9, model: f, start: [1]", "argument b is missing"),
      ("root x -> x^2 + 1, from: 0, to: 1", "it is 1 at 0 and 2 at 1"),
      ("root x -> log(x - 3), from: 0, to: 5", "the function is nan at 0"),
      ("root x -> 1 / (x - 0.3), from: 0, to: 1", "jumps over 0 at 0.3"),
      ("root x -> \"a\", from: 0, to: 1", "must give a number, and gave the text \"a\" at 1"),
      ("root x -> y, from: 0, to: 1", "unknown name y"),
      ("root x -> x, from: -inf, to: 1", "a finite number"),
      ("root x -> x, from: nan, to: 1", "a finite number, found nan"),
      ("integrate x -> 1 / x, from: 0, to: 1", "does not converge near"),
      ("integrate x -> 1 / x, from: -1, to: 1", "is inf at 0"),
      ("integrate x -> 0 / 0 * x, from: 0, to: 1", "is nan at 0.0454545"),
      ("integrate x -> x, from: nan, to: 1", "found nan"),
      ("integrate x -> true, from: 0, to: 1", "must give a number, and gave true"),
    ])
  func errors(code: String, words: String) {
    var trial = Trial()
    trial.run(code)
    #expect(
      trial.failure?.message.contains(words) == true, "\(code): \(trial.failure?.message ?? "no error")")
    #expect(trial.failure?.span != nil)
  }
}
