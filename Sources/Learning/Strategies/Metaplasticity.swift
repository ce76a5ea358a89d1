/// Multiplies by f(W) = 1 − tanh²(m |W|) the steps that would shrink |W|: a weight that has grown is slow to turn back.
func restrainSteps(
  _ steps: UnsafeMutablePointer<Float>, of weights: UnsafePointer<Float>, m: Float, count: Int
) {
  for i in 0..<count {
    let factor = fieldMoments(m * weights[i]).variance
    steps[i] *= steps[i] * weights[i] < 0 ? factor : 1
  }
}
