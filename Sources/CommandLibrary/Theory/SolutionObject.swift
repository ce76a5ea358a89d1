import Display
import Interpreter
import MeanField
import Tensors

/// A solution of the theory as a value of the language.
struct SolutionObject: SessionObject {
  let solution: Solution

  var kind: Kind { .solution }

  /// The fields in the order in which they are listed and written as JSON.
  private static let fields: [(name: String, value: @Sendable (Solution) -> Value)] = [
    ("alpha", { .number($0.alpha) }), ("beta", { .number($0.beta) }), ("gamma", { .number($0.gamma) }),
    ("overlap", { .number($0.overlap) }),
    ("q", { .number($0.q) }), ("r", { .number($0.r) }), ("qd", { .number($0.qd) }),
    ("qhat", { .number($0.qhat) }), ("rhat", { .number($0.rhat) }), ("qdhat", { .number($0.qdhat) }),
    ("p", { .number($0.p) }), ("error", { .number($0.error) }),
    ("errors", { .list($0.errors.map { .number($0) }) }),
    ("phi", { .number($0.phi) }), ("V", { .number($0.potential) }),
    ("replicon", { .number($0.replicon) }), ("stable", { .boolean($0.isStable) }),
    ("branch", { .text($0.branch.rawValue) }), ("status", { .text($0.status.rawValue) }),
    ("residual", { .number($0.residual) }), ("iterations", { .number(Double($0.iterations)) }),
    ("quadratureError", { .number($0.quadratureError) }), ("seconds", { .number($0.seconds) }),
  ]

  var fieldNames: [String] { Self.fields.map(\.name) }

  func role(ofField name: String) -> FieldRole {
    switch name {
    case "q", "r", "qd", "p", "error", "phi", "V", "replicon": .result
    case "seconds": .time
    default: .detail
    }
  }

  func hash(into sink: inout some ContentSink) {
    hashFields(into: &sink)
    sink.part("lineage", in: "others") { sink in
      for numbers in solution.lineageNumbers { sink.combine(elements: numbers) }
    }
  }

  func field(_ name: String) -> Value? { Self.fields.first { $0.name == name }?.value(solution) }

  var summary: String {
    "task \(solution.task) · α \(NumberFormat.text(solution.alpha)) · error \(NumberFormat.text(solution.error))"
  }

  func show() -> [DisplayBlock] {
    var title =
      "task \(solution.task) · α \(text(solution.alpha)) · β \(text(solution.beta)) · γ \(text(solution.gamma))"
    if solution.task > 1 { title += " · r₀ \(text(solution.overlap))" }
    let errors = solution.errors.enumerated().map { ("ε" + subscripted($0 + 1), $1) }
    return [
      StyledText("solution", .heading) + StyledText(" · " + title, .muted),
      row("errors", errors),
      row("order", [("q", solution.q), ("r", solution.r), ("q_d", solution.qd)]),
      row("potential", [("Φ", solution.phi), ("V", solution.potential)]),
      replicon,
      outcome,
    ].map { .line($0) }
  }

  private var replicon: StyledText {
    label("replicon") + StyledText(NumberFormat.text(solution.replicon, digits: 4), .number)
      + (solution.isStable
        ? StyledText(" — stable", .good)
        : StyledText(
          solution.replicon < 1
            ? " — an earlier task is unstable" : " — unstable: replica symmetry is broken", .warning))
  }

  private var outcome: StyledText {
    StyledText("  \(status)", solution.status == .converged ? .good : .warning)
      + StyledText(" · \(branch)", .muted)
      + StyledText(
        " · residual \(NumberFormat.text(solution.residual, digits: 1))"
          + " · quadrature \(NumberFormat.text(solution.quadratureError, digits: 1)) · \(solution.iterations) iterations",
        .noise)
      + StyledText(" · \(NumberFormat.text(solution.seconds * 1000, digits: 2)) ms", .timing)
  }

  private var status: String {
    switch solution.status {
    case .converged, .stalled: solution.status.rawValue
    case .held: solution.isHeldEarlier ? "converged, q_d held in an earlier task" : "converged, q_d held"
    }
  }

  private var branch: String {
    switch solution.branch {
    case .uninformed, .informed: "\(solution.branch.rawValue) branch"
    case .both: "reached from both starts"
    case .followed: "followed"
    }
  }

  private func label(_ name: String) -> StyledText {
    StyledText("  " + name + String(repeating: " ", count: 11 - name.count), .muted)
  }

  private func row(_ name: String, _ numbers: [(String, Double)]) -> StyledText {
    label(name)
      + numbers.map { StyledText($0 + " ", .name) + StyledText(NumberFormat.text($1), .number) }.joined(
        separator: "   ")
  }

  private func text(_ number: Double) -> String { NumberFormat.text(number) }

  private func subscripted(_ number: Int) -> String {
    String(
      String.UnicodeScalarView(
        "\(number)".unicodeScalars.compactMap { Unicode.Scalar(0x2080 + $0.value - 48) }))
  }
}
