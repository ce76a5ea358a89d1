import Tensors

/// Named arrays of numbers, and named texts, as the file format safetensors holds them.
///
/// A file is the length of a header (8 bytes, little-endian), the header (JSON: for each array its type, shape and bytes; texts
/// under `__metadata__`), then the numbers, little-endian, row-major, one array behind the other. https://github.com/huggingface/safetensors
package struct SafeTensors: Sendable {
  enum Elements: Sendable, Hashable {
    case float([Float])
    case double([Double])

    var count: Int {
      switch self {
      case .float(let elements): elements.count
      case .double(let elements): elements.count
      }
    }
  }

  struct NamedArray: Sendable, Hashable {
    let name: String
    let shape: [Int]
    let elements: Elements
  }

  /// Where the file is, for errors about what it holds.
  let path: String
  private(set) var arrays: [NamedArray]
  /// Where among them each name stands.
  private var places: [String: Int]
  var texts: [String: String]

  /// Nothing yet.
  init() { self.init(path: "", arrays: [], texts: [:]) }

  /// Arrays of different names.
  init(path: String, arrays: [NamedArray], texts: [String: String]) {
    (self.path, self.arrays, self.texts) = (path, arrays, texts)
    places = Dictionary(arrays.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// Hashes all arrays and texts, in whatever order they stand.
  package func hash(into sink: inout some ContentSink) {
    for array in arrays.sorted(by: { $0.name < $1.name }) {
      sink.part(array.name) { sink in
        sink.combine(elements: array.shape)
        switch array.elements {
        case .float(let elements): sink.combine(elements: elements)
        case .double(let elements): sink.combine(elements: elements)
        }
      }
    }
    for (name, text) in texts.sorted(by: { $0.key < $1.key }) {
      sink.combine(name)
      sink.combine(text)
    }
  }

  // MARK: Putting in

  private mutating func add(_ array: NamedArray) {
    places[array.name] = arrays.count
    arrays.append(array)
  }

  mutating func add(_ elements: [Float], _ name: String, shape: [Int]) {
    add(NamedArray(name: name, shape: shape, elements: .float(elements)))
  }

  mutating func add(_ elements: [Double], _ name: String) {
    add(NamedArray(name: name, shape: [elements.count], elements: .double(elements)))
  }

  /// "layer1.NAME" and so on: a matrix per layer, a row per unit.
  mutating func add(layers: [[Float]], _ name: String, widths: [Int]) {
    for (layer, elements) in layers.enumerated() {
      add(elements, "layer\(layer + 1).\(name)", shape: [widths[layer + 1], widths[layer]])
    }
  }

  /// "layer1.NAME" and so on: a vector per layer, a number per unit.
  mutating func add(units: [[Float]], _ name: String) {
    for (layer, elements) in units.enumerated() {
      add(elements, "layer\(layer + 1).\(name)", shape: [elements.count])
    }
  }

  // MARK: Taking out

  func error(_ fact: String) -> DataFileError { DataFileError(path: path, place: .file, fact: fact) }

  func contains(_ name: String) -> Bool { places[name] != nil }

  private func array(_ name: String) throws(DataFileError) -> NamedArray {
    guard let place = places[name] else { throw error("there is no array \(name)") }
    return arrays[place]
  }

  func doubles(_ name: String) throws(DataFileError) -> [Double] {
    guard case .double(let elements) = try array(name).elements else {
      throw error("expected \(name) to be of type F64")
    }
    return elements
  }

  private func floats(_ name: String, shape: [Int]) throws(DataFileError) -> [Float] {
    let array = try array(name)
    guard case .float(let elements) = array.elements, array.shape == shape else {
      throw error("expected \(name) to be of type F32 and shape \(shape), found the shape \(array.shape)")
    }
    return elements
  }

  func layers(_ name: String, widths: [Int]) throws(DataFileError) -> [[Float]] {
    var layers: [[Float]] = []
    for layer in 1..<widths.count {
      layers.append(try floats("layer\(layer).\(name)", shape: [widths[layer], widths[layer - 1]]))
    }
    return layers
  }

  func units(_ name: String, widths: [Int]) throws(DataFileError) -> [[Float]] {
    var units: [[Float]] = []
    for layer in 1..<widths.count {
      units.append(try floats("layer\(layer).\(name)", shape: [widths[layer]]))
    }
    return units
  }

  /// The widths that the matrices of that name have, two or more.
  func widths(of name: String) throws(DataFileError) -> [Int] {
    var widths: [Int] = []
    while let place = places["layer\(max(1, widths.count)).\(name)"] {
      let array = arrays[place]
      guard array.shape.count == 2 else { throw error("expected \(array.name) to be a matrix") }
      if widths.isEmpty { widths.append(array.shape[1]) }
      widths.append(array.shape[0])
    }
    guard !widths.isEmpty else { throw error("there is no array layer1.\(name)") }
    return widths
  }

  func text(_ name: String) throws(DataFileError) -> String {
    guard let text = texts[name] else { throw error("its metadata has no \(name)") }
    return text
  }

  func number(_ name: String) throws(DataFileError) -> Double {
    let text = try text(name)
    guard let number = Double(text), number.isFinite else {
      throw error("expected \(name) to be a finite number, found \(text)")
    }
    return number
  }
}
