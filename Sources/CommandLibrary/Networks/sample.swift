import Interpreter
import Learning

extension Command {
  static let sample = Command(
    "sample", group: .networks,
    summary: "Samples the Gibbs measure of a binary perceptron and measures its order parameters",
    details: """
      The measure is P(m) ∝ exp(-β (L + γ KL)) with m uniform on [-1, 1]ⁿ and the loss L of `train`; for n → ∞ its order parameters are
      those of `solve` while the replicon is below 1. Chains of hybrid Monte Carlo run in the fields, their step size adapted in the
      warm-up until about 0.8 of the trajectories are accepted.

      q is the mean overlap of samples of different chains, so it is not biased. Every standard error is that of the sampling
      of this one task, from the effective number of samples; between tasks order parameters differ by more, of order n^(-1/2).
      Where `rhat`, R̂, is not near 1, chains from different starts have not met and the numbers are not those of the measure.
      `network` is a sample: an `anchor` for the next task, as in the potential of `solve` with `after`.
      """,
    equation: .gibbsMeasure,
    parameters: [
      Parameter("task", .task, summary: "a task that a teacher made"),
      Parameter("beta", .number, summary: "inverse temperature β of learning", domain: .between(0, 1e5)),
      Parameter(
        "gamma", .number, summary: "weight γ of the divergence from the anchor",
        default: .value(.number(0)), domain: .between(0, 1e4)),
      Parameter(
        "anchor", .text, .network, summary: "the flat prior, or the network whose posterior it is",
        default: .value(.text("prior")), choices: ["prior"]),
      Parameter(
        "samples", .number, summary: "samples kept of each chain", default: .value(.number(500)),
        domain: .integers(4, 10_000_000)),
      Parameter(
        "warmup", .number, summary: "trajectories before the first kept sample",
        default: .value(.number(200)), domain: .integers(0, 10_000_000)),
      Parameter(
        "chains", .number, summary: "independent chains", default: .value(.number(2)),
        domain: .integers(2, 1000)),
      Parameter(
        "start", .text, summary: "where chains begin: at random, near the teacher, or on both sides in turn",
        default: .value(.text("both")), choices: ["both", "random", "teacher"]),
    ],
    result:
      "a record of q, r, qd, p, error and energy, each with its standard error, acceptance, rhat, autocorrelation and effectiveSamples",
    effects: [.random],
    isReusable: true,
    examples: [
      Example(
        "A = teacher n: 101, alpha: 0\ns = sample A, beta: 5, samples: 2000\nabs(s.qd - 1/3) < 5 * s.qdStandardError",
        gives: "true"),
      Example(
        "A = teacher n: 21, alpha: 0.5\ns = sample A, beta: 5, start: \"random\"\nt = sample A, beta: 5, start: \"teacher\"\nabs(s.q - t.q) < 0.1",
        gives: "true"),
      Example(
        "runs = sweep k in 0..<20 { sample(teacher(n: 101, alpha: 0.64), beta: 5, samples: 50, warmup: 50, start: \"both\") }\n"
          + "abs(mean(runs.qd) - solve(alpha: 0.64, beta: 5).qd) < 0.01",
        gives: "true"),
      Example(
        "A = teacher n: 51, alpha: 1\nB = teacher like: A, overlap: 0.5, alpha: 1\nfirst = sample A, beta: 5, gamma: 1, anchor: \"prior\"\n"
          + "second = sample B, beta: 5, gamma: 1, anchor: first.network\nsecond.rhat < 1.2",
        gives: "true"),
    ],
    seeAlso: ["solve", "measure", "train", "teacher"],
    cost: { arguments in
      guard let sizes = arguments["task"]?.sizes, let inputs = sizes["inputs"],
        let examples = sizes["examples"],
        let samples = arguments["samples"]?.number, let warmup = arguments["warmup"]?.number,
        let chains = arguments["chains"]?.number
      else { return nil }
      // A trajectory of the sampling section of Reference/Performance.md, divided by inputs and patterns.
      return chains * (samples + warmup) * Double(inputs * examples) * 1.3e-9
    }
  ) { arguments, context in
    let task = try arguments.object("task", as: TaskObject.self).task
    let isAnchored = arguments.value("anchor")?.kind == .network
    let measure = try GibbsMeasure(
      of: task, beta: try arguments.number("beta"), gamma: try arguments.number("gamma"),
      reference: isAnchored ? try arguments.object("anchor", as: PerceptronObject.self).network : nil)
    let start: SamplingOptions.Start =
      switch try arguments.text("start") {
      case "random": .random
      case "teacher": .teacher
      default: .both
      }
    let options = SamplingOptions(
      samples: try arguments.integer("samples"), warmup: try arguments.integer("warmup"),
      chains: try arguments.integer("chains"), start: start)
    let samples = try measure.sampled(options, stream: context.stream(), in: context.work)
    return .record(Record(samples, of: measure))
  }
}

extension Record {
  /// Means and standard errors, flat so that a sweep makes columns of them.
  fileprivate init(_ samples: GibbsSamples, of measure: GibbsMeasure) {
    let estimates = [
      ("q", samples.q), ("r", samples.r), ("qd", samples.qd), ("p", samples.p), ("error", samples.error),
      ("energy", samples.energy),
    ]
    self.init(
      [
        ("alpha", .number(measure.task.alpha)), ("beta", .number(measure.beta)),
        ("gamma", .number(measure.gamma)),
      ]
        + estimates.flatMap { name, estimate in
          Record.estimate(name, estimate.mean, standardError: estimate.standardError)
        }
        + [
          ("acceptance", .number(samples.acceptance)), ("rhat", .number(samples.rhat)),
          ("autocorrelation", .number(samples.autocorrelation)),
          ("effectiveSamples", .number(samples.effectiveSamples)),
        ]
        + samples.chains.prefix(1).map { ("network", .object(PerceptronObject(network: $0.last))) })
  }
}
