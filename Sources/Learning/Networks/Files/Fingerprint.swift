import Execution

/// A 64-bit name of numbers and texts, the same in every session: what differs has another, but once in 10¹⁹ times.
struct Fingerprint: Sendable, Hashable {
  private var state: UInt64 = 0

  init() {}

  /// Of numbers.
  init(_ numbers: some Sequence<Double>) { for number in numbers { add(number.bitPattern) } }

  /// A step is a bijection of the word and one of the state.
  mutating func add(_ word: UInt64) {
    state = (state ^ word) &* 0x9E37_79B9_7F4A_7C15
    state ^= state >> 32
  }

  mutating func add(_ text: String) {
    for byte in text.utf8 { add(UInt64(byte)) }
    add(UInt64(text.utf8.count))
  }

  /// 16 hexadecimal digits.
  var text: String {
    let digits = String(state, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}

extension SafeTensors {
  /// That of all arrays and texts, whatever their order.
  var fingerprint: Fingerprint {
    var fingerprint = Fingerprint()
    for array in arrays.sorted(by: { $0.name < $1.name }) {
      fingerprint.add(array.name)
      for size in array.shape { fingerprint.add(UInt64(size)) }
      switch array.elements {
      case .float(let elements): for element in elements { fingerprint.add(UInt64(element.bitPattern)) }
      case .double(let elements): for element in elements { fingerprint.add(element.bitPattern) }
      }
    }
    for (name, text) in texts.sorted(by: { $0.key < $1.key }) {
      fingerprint.add(name)
      fingerprint.add(text)
    }
    return fingerprint
  }
}

extension TeacherTask {
  /// That of the patterns and the teacher.
  var fingerprint: Fingerprint {
    var fingerprint = Fingerprint()
    for words in [teacher.words, patterns.words, labels.words] {
      fingerprint.add(UInt64(words.count))
      for word in words { fingerprint.add(word) }
    }
    fingerprint.add(identity.stream)
    return fingerprint
  }
}

extension LabelledExamples {
  /// That of the inputs, their labels, and the task they belong to.
  func fingerprint(in work: Work) throws -> Fingerprint {
    var fingerprint = Fingerprint()
    fingerprint.add(identity.text)
    for label in labels { fingerprint.add(UInt64(label)) }
    try withUnsafeTemporaryAllocation(of: Float.self, capacity: inputCount) { example in
      guard let start = example.baseAddress else { return }
      for number in labels.indices {
        try work.checkpoint()
        copyInputs(of: [number], to: start)
        for input in example { fingerprint.add(UInt64(input.bitPattern)) }
      }
    }
    return fingerprint
  }
}
