import SpecialFunctions

/// The numbers in blocks of eight, the last one filled up.
func packed(_ numbers: [Double], padding: Double) -> [Vector] {
  stride(from: 0, to: numbers.count, by: 8).map { start in
    var block = Vector(repeating: padding)
    for lane in 0..<min(8, numbers.count - start) { block[lane] = numbers[start + lane] }
    return block
  }
}
