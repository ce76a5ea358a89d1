import Foundation
import Tensors

/// A domain value that can be written to disk and read back to the last bit.
package protocol StorableObject: SessionObject, Codable {
  /// What the file calls its type.
  static var storageName: String { get }
}

extension CodingUserInfoKey {
  /// The types of objects that can be read, by their names.
  static let storableObjects = CodingUserInfoKey(rawValue: "storableObjects")
}

/// A value on disk. Functions and objects that are not storable have no such form.
package struct StoredValue: Codable {
  package let value: Value

  package init(_ value: Value) { self.value = value }

  private enum Key: String, CodingKey {
    case kind, value, names, shape, numbers
  }

  private struct Unstorable: Error {}

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(value.kind.rawValue, forKey: .kind)
    switch value {
    case .nothing: break
    case .number(let number): try container.encode(number, forKey: .value)
    case .boolean(let boolean): try container.encode(boolean, forKey: .value)
    case .text(let text): try container.encode(text, forKey: .value)
    case .range(let range):
      try container.encode([range.lower, range.upper, range.step, range.isClosed ? 1 : 0], forKey: .value)
    case .list(let values):
      // Numbers as their bits: a table of them is a hundred times as long otherwise.
      let numbers = values.compactMap(\.number)
      if numbers.count == values.count {
        try container.encode(Data(numbers: numbers), forKey: .numbers)
      } else {
        try container.encode(values.map(StoredValue.init), forKey: .value)
      }
    case .tensor(let tensor):
      try container.encode(tensor.shape.extents, forKey: .shape)
      try container.encode(Data(numbers: tensor.elements), forKey: .value)
    case .mask(let mask):
      try container.encode(mask.shape.extents, forKey: .shape)
      try container.encode(Data(mask.elements.map { $0 ? 1 : 0 }), forKey: .value)
    case .table(let table):
      try container.encode(table.names, forKey: .names)
      try container.encode(table.columns.map { StoredValue(.list($0.values)) }, forKey: .value)
    case .record(let record):
      try container.encode(record.names, forKey: .names)
      try container.encode(record.fields.map { StoredValue($0.value) }, forKey: .value)
    case .object(let object as any StorableObject):
      try container.encode([type(of: object).storageName], forKey: .names)
      try object.encode(to: container.superEncoder(forKey: .value))
    case .function, .object: throw Unstorable()
    }
  }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    func damaged() -> DecodingError {
      .dataCorruptedError(forKey: .value, in: container, debugDescription: "")
    }
    let kind = Kind(rawValue: try container.decode(String.self, forKey: .kind))
    func values(count: Int? = nil) throws -> [Value] {
      let values =
        container.contains(.numbers)
        ? try container.decode(Data.self, forKey: .numbers).numbers.map(Value.number)
        : try container.decode([StoredValue].self, forKey: .value).map(\.value)
      guard count == nil || count == values.count else { throw damaged() }
      return values
    }
    switch kind {
    case .nothing: value = .nothing
    case .number: value = .number(try container.decode(Double.self, forKey: .value))
    case .boolean: value = .boolean(try container.decode(Bool.self, forKey: .value))
    case .text: value = .text(try container.decode(String.self, forKey: .value))
    case .range:
      let numbers = try container.decode([Double].self, forKey: .value)
      guard numbers.count == 4,
        let range = NumberRange(
          lower: numbers[0], upper: numbers[1], step: numbers[2], isClosed: numbers[3] == 1)
      else { throw damaged() }
      value = .range(range)
    case .list: value = .list(try values())
    case .tensor:
      let shape = try Shape.checked(try container.decode([Int].self, forKey: .shape))
      let elements = try container.decode(Data.self, forKey: .value).numbers
      guard elements.count == shape.count else { throw damaged() }
      value = .tensor(Tensor(shape: shape, elements: elements))
    case .mask:
      let shape = try Shape.checked(try container.decode([Int].self, forKey: .shape))
      let elements = try container.decode(Data.self, forKey: .value)
      guard elements.count == shape.count, elements.allSatisfy({ $0 < 2 }) else { throw damaged() }
      value = .mask(Tensor(shape: shape, elements: elements.map { $0 == 1 }))
    case .table:
      let names = try container.decode([String].self, forKey: .names)
      let columns = try values(count: names.count)
      value = .table(
        Table(
          try zip(names, columns).map { name, column in
            guard case .list(let values) = column else { throw damaged() }
            return Table.Column(name: name, values: values)
          }))
    case .record:
      let names = try container.decode([String].self, forKey: .names)
      value = .record(Record(Array(zip(names, try values(count: names.count)))))
    case .function, nil: throw damaged()
    case .task, .network, .history, .result, .solution, .figure:
      let types =
        CodingUserInfoKey.storableObjects.flatMap { decoder.userInfo[$0] } as? [any StorableObject.Type]
      let name = try container.decode([String].self, forKey: .names).first
      guard let type = types?.first(where: { $0.storageName == name }) else { throw damaged() }
      value = .object(try type.init(from: container.superDecoder(forKey: .value)))
    }
  }
}

extension Data {
  /// The bits of numbers, as this machine has them.
  package init(numbers: [Double]) { self = numbers.withUnsafeBytes { Data($0) } }

  package var numbers: [Double] {
    withUnsafeBytes { bytes in
      stride(from: 0, through: bytes.count - 8, by: 8).map {
        bytes.loadUnaligned(fromByteOffset: $0, as: Double.self)
      }
    }
  }
}
