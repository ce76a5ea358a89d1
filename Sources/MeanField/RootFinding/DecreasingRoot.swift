/// The root of a decreasing function: steps outwards from `start` until it is enclosed, then regula falsi with halved weights
/// (Illinois), to a relative 10⁻¹⁴ of x or as far as the function tells values apart.
func decreasingRoot(near start: Double, _ function: (Double) -> Double) -> Double {
  var (low, high) = (start, start)
  var lowValue = function(start)
  var highValue = lowValue
  var width = 1 + abs(start) / 8
  for _ in 0..<60 {
    if lowValue < 0 {
      (high, highValue) = (low, lowValue)
      low -= width
      lowValue = function(low)
    } else if highValue > 0 {
      (low, lowValue) = (high, highValue)
      high += width
      highValue = function(high)
    } else {
      break
    }
    width *= 2
  }
  guard lowValue > 0, highValue < 0 else { return lowValue == 0 ? low : high }
  for _ in 0..<100 where high - low > 1e-14 * (1 + abs(low)) {
    let middle = (low * highValue - high * lowValue) / (highValue - lowValue)
    let value = function(middle)
    if value == 0 || middle <= low || middle >= high { return middle }
    if abs(value) < 1e-15 { return middle }
    if value > 0 {
      (low, lowValue) = (middle, value)
      highValue /= 2
    } else {
      (high, highValue) = (middle, value)
      lowValue /= 2
    }
  }
  return (low + high) / 2
}
