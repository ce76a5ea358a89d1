import Execution
import RandomStreams
import Testing

@testable import Tensors

/// Numbers that are random enough and the same in every run.
func numbers(_ count: Int, seed: UInt64 = 1) -> [Double] {
  var stream = StreamKey(seed: seed, statement: 0).stream(draw: 1)
  return (0..<count).map { _ in stream.normal() }
}

func matrix(_ rows: Int, _ columns: Int, seed: UInt64 = 1) -> Tensor<Double> {
  Tensor(shape: Shape([rows, columns]), elements: numbers(rows * columns, seed: seed))
}

@Suite struct ArithmeticTests {
  private func broadcast(_ left: [Int], _ right: [Int]) -> [Int]? {
    (try? Shape.broadcast(Shape(left), Shape(right)))?.extents
  }

  @Test("Shapes broadcast as in NumPy")
  func shapes() {
    #expect(broadcast([2, 3], [3]) == [2, 3])
    #expect(broadcast([2, 1], [1, 4]) == [2, 4])
    #expect(broadcast([], [5]) == [5])
    #expect(broadcast([0, 3], [3]) == [0, 3])
    #expect(broadcast([1], [0]) == [0])
    #expect(broadcast([2], [3]) == nil)
    #expect(broadcast([2, 3], [2]) == nil)
  }

  @Test(
    "Broadcast arithmetic is what the indices say",
    arguments: [
      ([2, 3, 4], [3, 4]), ([2, 3, 4], [3, 1]), ([4], [2, 3, 1]), ([2, 1, 4], [3, 1]), ([], [2, 2]),
      ([5, 1], [1, 5]), ([0, 3], [3]),
    ])
  func elements(left: [Int], right: [Int]) throws {
    let x = Tensor(shape: Shape(left), elements: numbers(Shape(left).count))
    let y = Tensor(shape: Shape(right), elements: numbers(Shape(right).count, seed: 2))
    let sum = try Tensor.apply(.subtract, x, y)
    for flat in 0..<sum.shape.count {
      var rest = flat
      var index = [Int](repeating: 0, count: sum.shape.rank)
      for axis in index.indices.reversed() {
        (rest, index[axis]) = rest.quotientAndRemainder(dividingBy: sum.shape.extents[axis])
      }
      func element(_ tensor: Tensor<Double>) -> Double {
        let own = index.suffix(tensor.shape.rank)
        let offset = zip(own, tensor.shape.extents).reduce(0) { $0 * $1.1 + ($1.1 == 1 ? 0 : $1.0) }
        return tensor.elements[offset]
      }
      #expect(sum.elements[flat] == element(x) - element(y))
    }
  }

  @Test("Every operation is its formula")
  func operations() throws {
    let x = Tensor([5, -5, 2, 0.5])
    let y = Tensor([3.0, 3, 2, -2])
    func result(_ operation: ElementwiseOperator) throws -> [Double] {
      try Tensor.apply(operation, x, y).elements
    }
    #expect(try result(.add) == [8, -2, 4, -1.5])
    #expect(try result(.multiply) == [15, -15, 4, -1])
    #expect(try result(.divide) == [5.0 / 3, -5.0 / 3, 1, -0.25])
    // Python: 5 % 3, -5 % 3, 2 % 2, 0.5 % -2.
    #expect(try result(.remainder) == [2, 1, 0, -1.5])
    #expect(try result(.power) == [125, -125, 4, 4])
    #expect(try result(.maximum) == [5, 3, 2, 0.5])
    #expect(try result(.minimum) == [3, -5, 2, -2])
    for operation in [ElementwiseOperator.maximum, .minimum] {
      #expect(operation(.nan, 1).isNaN && operation(1, .nan).isNaN)
    }
    #expect(try Tensor(.less, x, y).elements == [false, true, false, false])
    #expect(try Tensor(.greaterOrEqual, x, y).elements == [true, false, true, true])
    #expect(try Tensor(.equal, x, y).elements == [false, false, true, false])
    #expect(try Tensor(.notEqual, x, Tensor(scalar: 2)).elements == [true, true, false, true])
    #expect(flooredRemainder(1, 0).isNaN && flooredRemainder(-1, .infinity) == .infinity)
  }
}

@Suite struct ReductionTests {
  @Test("A reduction along an axis is the reduction of its runs", arguments: Reduction.allCases)
  func axes(reduction: Reduction) throws {
    let x = Tensor(shape: Shape([3, 4, 5]), elements: numbers(60))
    for axis in 0..<3 {
      let reduced = try x.reduced(reduction, axis: axis)
      #expect(try x.reduced(reduction, axis: axis - 3) == reduced)
      var extents = [3, 4, 5]
      let extent = extents.remove(at: axis)
      #expect(reduced.shape.extents == extents)
      let inner = [20, 5, 1][axis]
      for (index, value) in reduced.elements.enumerated() {
        let first = index / inner * inner * extent + index % inner
        let run = (0..<extent).map { x.elements[first + $0 * inner] }
        #expect(value == naive(reduction, run) || abs(value - naive(reduction, run)) < 1e-14)
      }
    }
  }

  /// The reductions by their definitions.
  private func naive(_ reduction: Reduction, _ x: [Double]) -> Double {
    let mean = x.reduce(0, +) / Double(x.count)
    return switch reduction {
    case .sum: x.reduce(0, +)
    case .mean: mean
    case .std: (x.map { ($0 - mean) * ($0 - mean) }.reduce(0, +) / Double(x.count)).squareRoot()
    case .min: x.min() ?? 0
    case .max: x.max() ?? 0
    case .argmin: Double(x.firstIndex(of: x.min() ?? 0) ?? 0)
    case .argmax: Double(x.firstIndex(of: x.max() ?? 0) ?? 0)
    case .norm: x.map { $0 * $0 }.reduce(0, +).squareRoot()
    }
  }

  @Test("A long sum loses no more than a few last digits")
  func accuracy() throws {
    // 10⁷ times 0.1 is 10⁶ to a relative error of 2⁻⁵³ · log₂ 10⁷; a running sum would be off by 1.6e-10.
    let sum = try Tensor(shape: Shape([10_000_000]), elements: [Double](repeating: 0.1, count: 10_000_000))
      .reduced(.sum)
    #expect(abs(sum / 1e6 - 1) < 24 * 0x1p-53)
  }

  @Test("Norms neither overflow nor vanish; nan is found; nothing has no mean")
  func edges() throws {
    for scale in [1e200, 1e-200] {
      // Rounding twice, once in the ratio and once in the root.
      #expect(abs(try Tensor([3 * scale, 4 * scale]).reduced(.norm) / (5 * scale) - 1) <= 0x1p-52)
    }
    #expect(try Tensor([0.0, 0]).reduced(.norm) == 0)
    #expect(try Tensor([1, .nan, 3]).reduced(.max).isNaN)
    #expect(try Tensor([1, .nan, 3]).reduced(.argmax) == 1)
    #expect(try Tensor([2.0, 7, 7]).reduced(.argmax) == 1)
    #expect(try Tensor<Double>([]).reduced(.sum) == 0)
    #expect(throws: TensorError.empty(operation: "mean")) { try Tensor<Double>([]).reduced(.mean) }
    #expect(throws: TensorError.axisOutOfRange(1, rank: 1)) { try Tensor([1.0]).reduced(.sum, axis: 1) }
  }
}

@Suite struct LinearAlgebraTests {
  /// The product by its definition, in the order of the indices.
  private func naive(_ a: Tensor<Double>, _ b: Tensor<Double>, _ i: Int, _ j: Int) -> Double {
    let (depth, columns) = (b.shape.extents[0], b.shape.extents[1])
    return (0..<depth).reduce(0) { $0 + a.elements[i * depth + $1] * b.elements[$1 * columns + j] }
  }

  @Test(
    "A matrix product is what its definition says",
    arguments: [(3, 4, 5), (1, 7, 4), (6, 7, 1), (1, 9, 1), (17, 33, 65)])
  func products(m: Int, k: Int, n: Int) throws {
    let (a, b) = (matrix(m, k), matrix(k, n, seed: 2))
    let product = try Tensor.matrixProduct(a, b)
    #expect(product.shape.extents == [m, n])
    for i in 0..<m {
      for j in 0..<n { #expect(abs(product.elements[i * n + j] - naive(a, b, i, j)) < 1e-12) }
    }
  }

  @Test("A product that is computed in groups of rows has the rows in their places")
  func groups() throws {
    // 900 · 700 · 600 multiplications make two groups.
    let (a, b) = (matrix(900, 700), matrix(700, 600, seed: 2))
    let product = try Tensor.matrixProduct(a, b)
    for (i, j) in [(0, 0), (713, 5), (714, 5), (715, 599), (899, 599)] {
      #expect(abs(product.elements[i * 600 + j] - naive(a, b, i, j)) < 1e-11)
    }
  }

  @Test("Vectors stand for rows on the left and columns on the right")
  func vectors() throws {
    let a = try Tensor(rows: [[1.0, 2], [3, 4]])
    #expect(try Tensor.matrixProduct(a, Tensor([1, 10])) == Tensor([21, 43]))
    #expect(try Tensor.matrixProduct(Tensor([1, 10]), a) == Tensor([31, 42]))
    #expect(try Tensor.matrixProduct(Tensor([1, 2]), Tensor([3, 4])) == Tensor(scalar: 11))
    #expect(try Tensor.dot(Tensor([1, 2]), Tensor([3, 4])) == 11)
    #expect(throws: TensorError.product(Shape([2, 2]), Shape([3]))) {
      try Tensor.matrixProduct(a, Tensor([1, 2, 3]))
    }
    #expect(throws: TensorError.self) { try Tensor.dot(a, a) }
    #expect(try Tensor.matrixProduct(.zeros([2, 0]), .zeros([0, 3])) == .zeros([2, 3]))
  }

  @Test(
    "A transpose exchanges the last two axes", arguments: [[3, 5], [2, 3, 70], [1, 4], [0, 3], [40, 40]])
  func transpose(extents: [Int]) throws {
    let x = Tensor(shape: Shape(extents), elements: numbers(Shape(extents).count))
    let y = try x.transposed()
    let (rows, columns) = (extents[extents.count - 2], extents[extents.count - 1])
    for index in x.elements.indices {
      let (matrix, place) = index.quotientAndRemainder(dividingBy: rows * columns)
      let (row, column) = place.quotientAndRemainder(dividingBy: columns)
      #expect(y.elements[matrix * rows * columns + column * rows + row] == x.elements[index])
    }
    #expect(try y.transposed() == x)
  }
}

@Suite struct SortingTests {
  @Test(
    "Sorting agrees with the standard library, in one piece and in many",
    arguments: [0, 1, 2, 1000, 65_536, 65_537, 400_001])
  func sorting(count: Int) throws {
    let x = numbers(count)
    #expect(try Tensor(x).sorted().elements == x.sorted())
  }

  @Test("nan comes last, and every run along the last axis is sorted for itself")
  func details() throws {
    let sorted = try Tensor([3, .nan, 1, .nan, -.infinity, 2]).sorted().elements
    #expect(Array(sorted.prefix(4)) == [-.infinity, 1, 2, 3] && sorted[4].isNaN && sorted[5].isNaN)
    #expect(try Tensor(rows: [[3.0, 1, 2], [9, 8, 7]]).sorted() == Tensor(rows: [[1, 2, 3], [7, 8, 9]]))
    #expect(try Tensor([3.0, 1, 2, 1]).sortingPermutation() == [1, 3, 2, 0])
  }

  @Test("A histogram counts every number once")
  func histogram() throws {
    let histogram = try Histogram([0, 0.5, 1, 1.5, 2, .nan, -1, 3], bins: 2, range: 0...2)
    #expect(histogram.counts == [2, 3] && histogram.outside == 3 && histogram.edges == [0, 1, 2])
    #expect(try Histogram([5, 5, 5], bins: 3).counts.reduce(0, +) == 3)
    #expect(throws: TensorError.self) { try Histogram([], bins: 3) }
    #expect(throws: TensorError.self) { try Histogram([1], bins: 0) }
    #expect(throws: TensorError.self) { try Histogram([-1e308, 1e308], bins: 2) }
    let many = try Histogram(numbers(100_000), bins: 64)
    #expect(many.counts.reduce(0, +) == 100_000 && many.outside == 0)
  }
}

@Suite struct ShapeTests {
  @Test("Extents that make no tensor are refused, and never overflow")
  func extents() {
    #expect(throws: TensorError.negativeExtent(-1)) { try Shape.checked([2, -1]) }
    #expect(throws: TensorError.tooLarge(extents: [1 << 40, 1 << 40])) {
      try Shape.checked([1 << 40, 1 << 40])
    }
    #expect(throws: TensorError.tooLarge(extents: [0, 1 << 62, 4])) { try Shape.checked([0, 1 << 62, 4]) }
    #expect(throws: TensorError.self) { try Tensor<Double>.zeros([1 << 45]) }
    #expect(
      TensorError.tooLarge(extents: [1 << 40]).message.hasPrefix(
        "a tensor of shape [1099511627776] does not fit: this needs 8.8 TB"))
  }

  @Test("Reshaping keeps the elements and their number")
  func reshape() throws {
    let x = Tensor([1.0, 2, 3, 4, 5, 6])
    #expect(try x.reshaped(to: [2, -1]).shape.extents == [2, 3])
    #expect(try x.reshaped(to: [3, 2]).elements == x.elements)
    #expect(throws: TensorError.countMismatch(shape: Shape([4]), count: 6)) { try x.reshaped(to: [4]) }
    for extents in [[-1, -1], [4, -1], [0, -1], [-2, 3], [1 << 40, 1 << 40]] {
      #expect(throws: TensorError.self) { try x.reshaped(to: extents) }
    }
  }

  @Test("Parts are picked along the leading axes")
  func parts() throws {
    let x = Tensor(shape: Shape([2, 3]), elements: [1.0, 2, 3, 4, 5, 6])
    let whole = AxisSelection.several(Places(from: 0, count: 2))
    #expect(try x.part([.one(1)]) == Tensor([4, 5, 6]))
    #expect(try x.part([.one(0), .one(2)]) == Tensor(scalar: 3))
    #expect(try x.part([whole, .one(0)]) == Tensor([1, 4]))
    #expect(try x.part([.several(Places([1, 1, 0]))]).elements == [4, 5, 6, 4, 5, 6, 1, 2, 3])
    let corners = try x.part([whole, .several(Places(from: 2, count: 2, by: -2))])
    #expect(corners.shape == Shape([2, 2]) && corners.elements == [3, 1, 6, 4])
    #expect(try x.part([.several(Places([]))]).shape == Shape([0, 3]))
    #expect(throws: TensorError.tooManyIndices(3, shape: Shape([2, 3]))) {
      try x.part([.one(0), .one(0), .one(0)])
    }
    var y = x
    try y.replace([.one(0)], with: Tensor(scalar: 9))
    try y.replace([.one(1), .one(1)], with: Tensor(scalar: 0))
    #expect(y.elements == [9, 9, 9, 4, 0, 6] && x.elements == [1, 2, 3, 4, 5, 6])
    try y.replace([whole, .several(Places(from: 1, count: 2))], with: Tensor([7, 8]))
    #expect(y.elements == [9, 7, 8, 4, 7, 8])
    #expect(throws: TensorError.broadcast(Shape([2]), Shape([3]))) {
      try y.replace([.one(0)], with: Tensor([1, 2]))
    }
  }

  @Test("A mask of the same shape picks elements, and what it picks is assigned")
  func masks() throws {
    let x = Tensor(shape: Shape([2, 3]), elements: [1.0, 2, 3, 4, 5, 6])
    let mask = try Tensor(.greater, x, Tensor(scalar: 3.5))
    #expect(mask.trueCount == 3 && mask.places == [3, 4, 5])
    #expect(try x.part(where: mask) == Tensor([4, 5, 6]))
    #expect(try x.part(where: !mask) == Tensor([1, 2, 3]))
    #expect(try x.part(where: Tensor(.less, x, Tensor(scalar: 0))) == Tensor([]))
    var y = x
    try y.replace(where: mask, with: Tensor(scalar: 0))
    try y.replace(where: !mask, with: Tensor([7, 8, 9]))
    #expect(y.elements == [7, 8, 9, 0, 0, 0] && x.elements == [1, 2, 3, 4, 5, 6])
    #expect(throws: TensorError.broadcast(Shape([2]), Shape([3]))) {
      try y.replace(where: mask, with: Tensor([1, 2]))
    }
  }

  @Test("Tensors grow along their first axis")
  func growth() throws {
    var x = Tensor<Double>([])
    for value in 1...3 { try x.append(Tensor(scalar: Double(value))) }
    #expect(x == Tensor([1, 2, 3]))
    var rows = try Tensor(rows: [[1.0, 2]])
    try rows.append(Tensor([3, 4]))
    #expect(try rows == Tensor(rows: [[1, 2], [3, 4]]))
    #expect(throws: TensorError.self) { try rows.append(Tensor([1, 2, 3])) }
    #expect(try Tensor.concatenated([Tensor([1.0]), Tensor([]), Tensor([2, 3])]) == Tensor([1, 2, 3]))
    #expect(throws: TensorError.self) { try Tensor.concatenated([Tensor([1.0]), rows]) }
    #expect(throws: TensorError.ragged(row: 1, count: 1, expected: 2)) { try Tensor(rows: [[1.0, 2], [3]]) }
  }

  @Test("Evenly spaced numbers begin and end exactly where they should")
  func spacing() throws {
    let x = try Tensor.evenlySpaced(from: 0.1, to: 0.7, count: 7)
    #expect(x.elements.first == 0.1 && x.elements.last == 0.7 && x.elements.count == 7)
    #expect(try Tensor.identity(2) == Tensor(rows: [[1, 0], [0, 1]]))
  }
}

@Suite struct TensorInterruptionTests {
  @Test("Every long operation stops at a safe point")
  func interruption() {
    let cancellation = Cancellation()
    cancellation.request()
    let work = Work(cancellation: cancellation)
    let x = matrix(300, 300)
    #expect(throws: Interruption.self) { _ = try Tensor.apply(.add, x, x, in: work) }
    #expect(throws: Interruption.self) { _ = try Tensor.apply(.add, x, Tensor(numbers(300)), in: work) }
    #expect(throws: Interruption.self) { _ = try x.map(in: work) { $0 } }
    #expect(throws: Interruption.self) { _ = try x.sorted(in: work) }
    #expect(throws: Interruption.self) { _ = try x.transposed(in: work) }
    #expect(throws: Interruption.self) { _ = try Tensor.matrixProduct(x, x, in: work) }
    for reduction in Reduction.allCases {
      #expect(throws: Interruption.self) { _ = try x.reduced(reduction, in: work) }
    }
  }
}
