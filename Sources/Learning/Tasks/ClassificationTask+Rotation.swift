import Execution
import Foundation

extension ClassificationTask {
  /// The same images, turned counter-clockwise about their centre.
  ///
  /// A pixel takes the value found, by bilinear interpolation, where it came from, and 0 from beyond the edge. Quarter turns
  /// of square images only move pixels. Throws `LearningError.invalid` where the inputs are no images, or are permuted ones,
  /// and `MemoryShortage`.
  package func rotated(degrees: Double, in work: Work) throws -> ClassificationTask {
    guard inputShape.count == 2 else {
      throw LearningError.invalid("the inputs of \(name) are no images: their shape is \(inputShape)")
    }
    guard !train.isPermuted else {
      throw LearningError.invalid(
        "the pixels of \(name) are permuted: images are rotated first and permuted then")
    }
    guard degrees.isFinite else { throw LearningError.invalid("an angle is finite, found \(degrees)") }
    let sampler = RotatedSampler(height: inputShape[0], width: inputShape[1], degrees: degrees)
    return changed(
      name: "\(name), rotated \(Self.text(degrees))°", step: "rotated \(degrees)",
      train: try train.mappingInputs(in: work, sampler.write),
      test: try test.mappingInputs(in: work, sampler.write))
  }

  private static func text(_ degrees: Double) -> String {
    Int(exactly: degrees).map(String.init) ?? String(degrees)
  }
}

/// For each pixel of a turned image, the four pixels it is mixed from: the same for all images of a size.
private struct RotatedSampler {
  private var sources: [SIMD4<Int>] = []
  private var weights: [SIMD4<Float>] = []

  init(height: Int, width: Int, degrees: Double) {
    let (cosine, sine) = Self.direction(degrees)
    let (centreY, centreX) = (Double(height - 1) / 2, Double(width - 1) / 2)
    for row in 0..<height {
      for column in 0..<width {
        // The way back. Rows count downwards, so that it looks like the way forth for y upwards.
        let (x, y) = (Double(column) - centreX, Double(row) - centreY)
        let sourceX = x * cosine - y * sine + centreX
        let sourceY = x * sine + y * cosine + centreY
        let (left, top) = (sourceX.rounded(.down), sourceY.rounded(.down))
        let (fractionX, fractionY) = (sourceX - left, sourceY - top)
        var source = SIMD4<Int>()
        var weight = SIMD4<Float>()
        for corner in 0..<4 {
          let (cornerX, cornerY) = (Int(left) + corner % 2, Int(top) + corner / 2)
          guard (0..<width).contains(cornerX), (0..<height).contains(cornerY) else { continue }
          source[corner] = cornerY * width + cornerX
          weight[corner] = Float(
            (corner % 2 == 0 ? 1 - fractionX : fractionX) * (corner / 2 == 0 ? 1 - fractionY : fractionY))
        }
        sources.append(source)
        weights.append(weight)
      }
    }
  }

  /// Cosine and sine of an angle, exact at quarter turns.
  private static func direction(_ degrees: Double) -> (cosine: Double, sine: Double) {
    let turn = degrees.remainder(dividingBy: 360)
    let quarters = (turn / 90).rounded()
    let rest = (turn - 90 * quarters) * .pi / 180
    let (cosine, sine) = (cos(rest), sin(rest))
    return switch quarters.remainder(dividingBy: 4) {
    case 0: (cosine, sine)
    case 1: (-sine, cosine)
    case -1: (sine, -cosine)
    default: (-cosine, -sine)
    }
  }

  func write(_ image: UnsafeBufferPointer<Float>, _ target: UnsafeMutableBufferPointer<Float>) {
    for pixel in target.indices {
      let source = sources[pixel]
      let values = SIMD4(image[source[0]], image[source[1]], image[source[2]], image[source[3]])
      target[pixel] = (values * weights[pixel]).sum()
    }
  }
}
