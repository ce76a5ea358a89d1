import Language
import Tensors

/// A subscript whose expressions have their values: what is picked along one axis.
enum Pick: Sendable {
  /// A position, or several: a list, a range, a mask; the name of a field.
  case index(Value)
  case slice(PickedSlice)
}

/// The ends of a slice. An end that is missing is that of the axis.
struct PickedSlice: Sendable {
  struct End: Sendable {
    let place: Int
    let countsFromEnd: Bool
  }
  var lower, upper: End?
  var isClosed = true
  var step = 1

  /// The positions along an axis of that extent.
  func places(_ extent: Int) throws -> Places {
    func position(_ end: End) -> Int { end.countsFromEnd ? extent + end.place : end.place }
    let direction = step.signum()
    let first = lower.map(position) ?? (step > 0 ? 0 : extent - 1)
    let last =
      upper.map { isClosed ? position($0) : position($0) - direction } ?? (step > 0 ? extent - 1 : 0)
    guard (last - first) * direction >= 0 else {
      // `xs[5...]` of two elements is an error; `xs[2...]` has none.
      if upper == nil, let lower, first > extent {
        throw Diagnostic.indexOutOfRange(lower.place, count: extent)
      }
      return Places(from: 0, count: 0)
    }
    let count = (last - first) / step + 1
    let end = first + (count - 1) * step
    if first >= 0, end >= 0, first < extent, end < extent {
      return Places(from: first, count: count, by: step)
    }
    for case let (written?, place) in [(lower, first), (upper, end)] where written.countsFromEnd && place < 0
    {
      throw Diagnostic.indexOutOfRange(written.place, count: extent)
    }
    // An index that is negative by computation counts from the end, as it does where it stands alone.
    guard abs(last - first) < 2 * extent else {
      throw Diagnostic.indexOutOfRange(first < -extent || first >= extent ? first : end, count: extent)
    }
    return Places(try (0..<count).map { try Pick.offset(first + $0 * step, extent) })
  }
}

extension Pick {
  /// What is picked along an axis of that extent.
  func selection(_ extent: Int) throws -> AxisSelection {
    switch self {
    case .slice(let slice): return .several(try slice.places(extent))
    case .index(.number(let number)): return .one(try Self.offset(try Self.integer(.number(number)), extent))
    case .index(.range(let range)):
      guard range.count <= 2 * extent else {
        throw Diagnostic.indexOutOfRange(try Self.integer(.number(range[range.count - 1])), count: extent)
      }
      return .several(
        Places(try (0..<range.count).map { try Self.offset(Self.integer(.number(range[$0])), extent) }))
    case .index(let value):
      if let mask = Operators.mask(value) {
        guard mask.shape == Shape([extent]) else {
          throw Diagnostic.maskShape(mask: mask.shape.words, axis: "\(extent)")
        }
        return .several(Places(mask.places))
      }
      if case .list(let values) = value {
        return .several(Places(try values.map { try Self.offset(Self.integer($0), extent) }))
      }
      if case .tensor(let tensor) = value, tensor.shape.rank == 1 {
        return .several(
          Places(try tensor.elements.map { try Self.offset(Self.integer(.number($0)), extent) }))
      }
      if case .function = value {
        throw Diagnostic.indexedByFunction
      }
      return .one(try Self.offset(try Self.integer(value), extent))
    }
  }

  /// The mask, where it has a place for each element of a tensor of that shape; one with one axis may also
  /// have a place for each item.
  func mask(over shape: Shape) throws -> Tensor<Bool>? {
    guard case .index(.mask(let mask)) = self else { return nil }
    if mask.shape.rank == 1, mask.shape != shape { return nil }
    guard mask.shape == shape else {
      throw Diagnostic.maskShape(mask: mask.shape.words, axis: shape.words)
    }
    return mask
  }

  /// The name of a field or a column.
  var name: String? {
    if case .index(.text(let name)) = self { name } else { nil }
  }

  static func integer(_ value: Value) throws -> Int {
    guard case .number(let number) = value, let integer = Int(exactly: number) else {
      throw Diagnostic.wrongKind("an index", expected: "a whole number", found: value.described)
    }
    return integer
  }

  static func offset(_ index: Int, _ extent: Int) throws -> Int {
    let offset = index < 0 ? index + extent : index
    guard offset >= 0, offset < extent else { throw Diagnostic.indexOutOfRange(index, count: extent) }
    return offset
  }
}
