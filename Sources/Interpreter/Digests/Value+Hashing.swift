import Tensors

/// What differs from one run to the next, under this name in records, objects and tables, is no part of a value's identity.
package let timingField = "seconds"

extension Value {
  /// Hashes everything that the value is, so that equal hashes mean equal bits. Times that something took are left out, unless they are asked
  /// for.
  package func hash(into hasher: inout BitHasher, withTimes: Bool = false) {
    hasher.combine(kind.rawValue)
    switch self {
    case .nothing: break
    case .number(let number): hasher.combine(number)
    case .boolean(let boolean): hasher.combine(boolean ? 1 : 0)
    case .text(let text): hasher.combine(text)
    case .range(let range):
      for number in [range.lower, range.upper, range.step] { hasher.combine(number) }
      hasher.combine(range.count)
    case .list(let values):
      hasher.combine(values.count)
      for value in values { value.hash(into: &hasher, withTimes: withTimes) }
    case .tensor(let tensor):
      hasher.combine(elements: tensor.shape.extents)
      hasher.combine(elements: tensor.elements)
    case .table(let table):
      for column in table.columns where withTimes || column.name != timingField {
        hasher.combine(column.name)
        hasher.combine(column.values.count)
        for value in column.values { value.hash(into: &hasher, withTimes: withTimes) }
      }
    case .record(let record):
      for field in record.fields where withTimes || field.name != timingField {
        hasher.combine(field.name)
        field.value.hash(into: &hasher, withTimes: withTimes)
      }
    case .function(let function): function.hash(into: &hasher, withTimes: withTimes)
    case .object(let object): object.hash(into: &hasher)
    }
  }
}

extension Function {
  fileprivate func hash(into hasher: inout BitHasher, withTimes: Bool) {
    guard case .user(let function) = self else { return hasher.combine(name) }
    // What it is called is no part of what it does.
    hasher.combine(function.code.text)
    for value in function.captures { (value ?? .nothing).hash(into: &hasher, withTimes: withTimes) }
  }
}

extension SessionObject {
  /// All fields.
  package func hash(into hasher: inout BitHasher) {
    for name in fieldNames where name != timingField {
      hasher.combine(name)
      (field(name) ?? .nothing).hash(into: &hasher)
    }
  }
}
