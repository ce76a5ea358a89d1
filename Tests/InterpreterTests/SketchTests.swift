import Display
import Interpreter
import Tensors
import Testing

/// What stands for many numbers tells them from others within the tolerance that rounding needs.
@Suite struct SketchTests {
  private static let tolerance = 1e-9

  /// Numbers of either sign and several sizes, without a generator of the program's own.
  private static func numbers(_ count: Int) -> [Double] {
    var state: UInt64 = 88_172_645_463_325_252
    return (0..<count).map { _ in
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return (Double(state >> 11) * 0x1p-53 - 0.3) * (state & 7 == 0 ? 10 : 1)
    }
  }

  private static func digest(_ numbers: [Double]) -> NumberDigest? {
    Digest(of: .tensor(Tensor(numbers))).numbers.first
  }

  private static func isFound(_ old: [Double], _ new: [Double]) -> Bool {
    guard let one = digest(old), let other = digest(new) else { return false }
    return one.difference(to: other, tolerance: tolerance) != nil
  }

  private static func norm(_ numbers: [Double]) -> Double {
    numbers.reduce(0) { $0 + $1 * $1 }.squareRoot()
  }

  @Test(
    "A change of one number by more than the tolerance times the norm is found, wherever it stands",
    arguments: [9, 511, 512, 513, 5000])
  func changes(count: Int) {
    let old = Self.numbers(count)
    let step = 1.5 * Self.tolerance * Self.norm(old)
    for place in stride(from: 0, to: count, by: max(1, count / 200)) {
      for change in [step, -step] {
        var new = old
        new[place] += change
        #expect(Self.isFound(old, new), "\(place)")
      }
    }
  }

  @Test(
    "Rounding of every number, by a thousand times that of an operation, is none",
    arguments: [9, 512, 5000, 1_000_000])
  func rounding(count: Int) {
    let old = Self.numbers(count)
    let new = old.enumerated().map { $1 * (1 + ($0 % 3 == 0 ? 2e-13 : -1e-13)) }
    #expect(!Self.isFound(old, new))
    #expect(Self.isFound(old, old.map { $0 * (1 + 1e-8) }))
  }

  @Test("Two numbers in each other's places are found, and so is any other order", arguments: [9, 600, 5000])
  func order(count: Int) {
    let old = Self.numbers(count)
    #expect(Self.isFound(old, old.reversed()))
    #expect(Self.isFound(old, old.sorted()))
    #expect(Self.isFound(old, Array(old[1...] + old[..<1])))
    for turn in 0..<2000 {
      let (one, other) = (turn * 7919 % count, (turn * 104_729 + 1) % count)
      guard abs(old[one] - old[other]) > 0.01 else { continue }
      var new = old
      new.swapAt(one, other)
      #expect(Self.isFound(old, new), "\(one), \(other)")
    }
  }

  @Test("Blocks of numbers in each other's places are found")
  func blocks() {
    let old = Self.numbers(8 * 512)
    for block in 1..<8 {
      let new =
        old[512 * block..<512 * (block + 1)] + old[512..<512 * block] + old[..<512]
        + old[(512 * (block + 1))...]
      #expect(new.count == old.count && Self.isFound(old, Array(new)))
    }
  }

  @Test(
    "Huge and tiny numbers are told apart like others, and their squares do not overflow",
    arguments: [1e300, 1e-300, 1e-160, 1e160])
  func sizes(scale: Double) {
    let old = Self.numbers(2000).map { $0 * scale }
    #expect(!Self.isFound(old, old.map { $0 * (1 + 1e-13) }))
    var new = old
    new.swapAt(3, 1700)
    #expect(Self.isFound(old, new))
    new = old
    new[700] *= 1.001
    #expect(Self.isFound(old, new))
    guard case .sketch(let sketch)? = Self.digest(old)?.content else {
      Issue.record("there is no sketch")
      return
    }
    #expect(sketch.rootMeanSquare.isFinite && sketch.rootMeanSquare > 0)
  }

  @Test("Where numbers are not finite, and how, is part of the form")
  func gaps() {
    func form(_ numbers: [Double]) -> UInt64 { Digest(of: .tensor(Tensor(numbers))).form }
    let old = Self.numbers(2000)
    var forms: Set<UInt64> = [form(old)]
    for (place, number) in [(0, Double.nan), (1, .nan), (1, .infinity), (1, -.infinity), (513, .nan)] {
      var new = old
      new[place] = number
      forms.insert(form(new))
      #expect(Digest(of: .tensor(Tensor(new))) == Digest(of: .tensor(Tensor(new))))
    }
    #expect(forms.count == 6)
  }

  @Test("Integers differ or are the same, however large the others are")
  func integers() {
    let old = (0..<3000).map { Double($0 * $0) }
    var new = old
    new[5] += 1
    #expect(Self.isFound(old, new))
    #expect(!Self.isFound(old, old))
    #expect(Self.isFound([10_000_000_001], [10_000_000_002]))
    #expect(!Self.isFound([10_000_000_001.5], [10_000_000_001.5000001]))
  }

  @Test("A list of numbers has the sketch of the tensor of them, however its numbers come")
  func pieces() {
    let numbers = Self.numbers(3000)
    let list = Digest(of: .list(numbers.map(Value.number)))
    let nested = Digest(
      of: .list([.tensor(Tensor(Array(numbers[..<700]))), .list(numbers[700...].map(Value.number))]))
    #expect(list.numbers == Digest(of: .tensor(Tensor(numbers))).numbers)
    #expect(nested.numbers == list.numbers)
    #expect(Set([list.form, nested.form, Digest(of: .tensor(Tensor(numbers))).form]).count == 3)
  }

  @Test("The numbers in a text are numbers, but not those in a name; times are no part of it")
  func texts() {
    func digest(_ text: StyledText) -> Digest { Digest(of: [.line(text)], kind: "line") }
    let digit = digest("x1 = -2.50e-3, task 12 took 3.")
    #expect(digit.numbers.map(\.content) == [.list([-0.0025, 12, 3])])
    #expect(digest("x2 = -2.50e-3, task 12 took 3.").form != digit.form)
    #expect(digest("x1 = -2.51e-3, task 12 took 3.").form == digit.form)
    #expect(digest("a  1").form == digest("a 1").form && digest("a  1").bits != digest("a 1").bits)
    #expect(digest("a  b").form != digest("a b").form)
    let (one, other) = (
      StyledText("done") + StyledText(" 3 s", .timing), StyledText("done") + StyledText(" 47 s", .timing)
    )
    #expect(digest(one) == digest(other))
  }
}
