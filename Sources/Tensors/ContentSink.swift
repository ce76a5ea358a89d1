/// What takes the content of a value, part by part in a fixed order: a hash of its bits, or the record that a
/// journal keeps of it.
package protocol ContentSink {
  // What is the same or not: counts, places, choices, names, texts.
  mutating func combine(_ word: UInt64)
  mutating func combine(_ number: Int)
  mutating func combine(_ text: String)
  mutating func combine<Element: FixedWidthInteger & BitwiseCopyable>(elements: [Element])

  // Numbers, which may be the same but for rounding.
  mutating func combine(_ number: Double)
  mutating func combine(elements: [Double])
  mutating func combine(elements: [Float])

  /// A number that says how a computation went, as its residual: on another processor it is another, and has
  /// no size of its own.
  mutating func combine(noise number: Double)

  /// A part that has a name; its numbers stand with those of the other parts of that group.
  mutating func part(_ name: String, in group: String, _ body: (inout Self) -> Void)
}

extension ContentSink {
  /// A part whose numbers stand for themselves.
  package mutating func part(_ name: String, _ body: (inout Self) -> Void) {
    part(name, in: name, body)
  }
}

extension BitHasher: ContentSink {
  package mutating func combine(noise number: Double) { combine(number) }

  package mutating func part(_ name: String, in group: String, _ body: (inout BitHasher) -> Void) {
    combine(name)
    body(&self)
  }
}
