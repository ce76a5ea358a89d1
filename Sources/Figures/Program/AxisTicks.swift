import Display
import Foundation

/// An axis's ticks as gnuplot's list: those the terminal shows too, and on a logarithmic axis short ones between them.
struct AxisTicks {
  let list: String
  /// The room for the longest label, in dots.
  let width: Int

  enum Direction { case horizontal, vertical }

  init(of panel: Figure.Panel, _ direction: Direction) {
    switch direction {
    case .horizontal: self.init(panel.x.scale, panel.xRange, panel.xTicks(count: 7))
    case .vertical: self.init(panel.y.scale, panel.yRange, panel.yTicks(count: 6))
    }
  }

  /// Those of the colours.
  init(of heatmap: Figure.Heatmap) {
    let (scale, range) = (heatmap.colours.scale, heatmap.range)
    self.init(
      scale, range, Ticks.positions(from: range.lowerBound, to: range.upperBound, count: 6, scale: scale))
  }

  init(_ scale: Figure.Axis.Scale, _ range: ClosedRange<Double>, _ positions: [Double]) {
    let labels = Self.labels(positions, scale)
    let labelled = zip(positions, labels).map { "'\($1)' \(GnuplotText.number($0))" }
    let between = scale == .linear ? [] : Self.between(range).filter { !positions.contains($0) }
    list = (labelled + between.map { "'' \(GnuplotText.number($0)) 1" }).joined(separator: ", ")
    let longest = labels.map { $0.count { !"^{}".contains($0) } }.max() ?? 0
    width = Int(GnuplotText.digit * Double(longest))
  }

  /// Numbers with a minus sign and raised exponents; decades as powers once one of them is long.
  private static func labels(_ positions: [Double], _ scale: Figure.Axis.Scale) -> [String] {
    let labels = Ticks.labels(positions)
    let exponents = positions.compactMap(decade)
    if scale == .logarithmic, exponents.count == positions.count, labels.contains(where: { $0.count > 4 }) {
      return exponents.map { "10^{\(signed(String($0)))}" }
    }
    return labels.map { label in
      let parts = label.split(separator: "e")
      guard parts.count == 2 else { return signed(label) }
      return "\(signed(parts[0]))×10^{\(signed(parts[1]))}"
    }
  }

  private static func signed(_ number: some StringProtocol) -> String {
    String(number).replacing("-", with: "−")
  }

  /// The exponent of a power of ten.
  private static func decade(_ position: Double) -> Int? {
    let exponent = log10(position).rounded()
    return abs(log10(position) - exponent) < 1e-9 ? Int(exponent) : nil
  }

  /// Two to nine times each decade; the decades themselves where there are many.
  private static func between(_ range: ClosedRange<Double>) -> [Double] {
    let first = Int(log10(range.lowerBound).rounded(.down))
    let last = Int(log10(range.upperBound).rounded(.up))
    guard last - first <= 60 else { return [] }
    let digits: [Double] = last - first <= 8 ? [1, 2, 3, 4, 5, 6, 7, 8, 9] : [1]
    let positions = (first...last).flatMap { exponent in digits.map { $0 * pow(10, Double(exponent)) } }
    return positions.filter(range.contains)
  }
}
