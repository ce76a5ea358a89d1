import Tensors

/// Gathers what a journal keeps of a value: a hash of what is the same or not, its numbers by the parts they
/// belong to, and a hash of all bits.
struct Fingerprint: ContentSink {
  private struct Group {
    let name: String
    let parent: Int
    var numbers = Sketch()
  }
  /// Kinds, shapes, names, texts, and where among them numbers stand.
  private var form = BitHasher()
  /// What only the same build on the same class of processor gives again.
  private var exact = BitHasher()
  private var groups = [Group(name: "", parent: 0)]
  private var current = 0
  /// The numbers of further parts stand with those of what they are part of.
  private static let largestGroupCount = 32

  mutating func combine(_ word: UInt64) { form.combine(word) }
  mutating func combine(_ number: Int) { form.combine(number) }
  mutating func combine(_ text: String) { form.combine(text) }
  mutating func combine<Element: FixedWidthInteger & BitwiseCopyable>(elements: [Element]) {
    form.combine(elements: elements)
  }

  mutating func combine(_ number: Double) { groups[current].numbers.add(number) }
  mutating func combine(elements: [Double]) {
    form.combine(elements.count)
    groups[current].numbers.add(elements)
  }
  mutating func combine(elements: [Float]) {
    form.combine(elements.count)
    for start in stride(from: 0, to: elements.count, by: 4096) {
      groups[current].numbers.add(elements[start..<min(start + 4096, elements.count)].map(Double.init))
    }
  }

  mutating func combine(noise number: Double) { exact.combine(number) }

  /// A text as it is, whose words and numbers are combined by themselves.
  mutating func combine(exactly text: String) { exact.combine(text) }

  mutating func part(_ name: String, in group: String, _ body: (inout Fingerprint) -> Void) {
    form.combine(name)
    let outer = current
    current = place(of: group)
    body(&self)
    current = outer
  }

  private mutating func place(of name: String) -> Int {
    if let known = groups.indices.dropFirst().first(where: {
      groups[$0].parent == current && groups[$0].name == name
    }) {
      return known
    }
    guard groups.count < Self.largestGroupCount else { return current }
    groups.append(Group(name: name, parent: current))
    return groups.count - 1
  }

  /// "network.fields".
  private func path(of group: Int) -> String {
    guard group > 0 else { return groups[0].numbers.count == 1 ? "value" : "numbers" }
    let (name, parent) = (groups[group].name, groups[group].parent)
    return parent == 0 ? name : path(of: parent) + "." + name
  }

  /// What is kept of all that was combined; `outline` is for people.
  func digest(kind: String, outline: String) -> Digest {
    var (form, bits) = (form, exact)
    bits.combine(form.hash)
    var numbers: [NumberDigest] = []
    for index in groups.indices where groups[index].numbers.count > 0 {
      let part = groups[index].numbers.finished(path(of: index))
      numbers.append(part.numbers)
      form.combine(part.gaps)
      bits.combine(part.bits)
    }
    return Digest(kind: kind, outline: outline, numbers: numbers, form: form.hash, bits: bits.hash)
  }
}
