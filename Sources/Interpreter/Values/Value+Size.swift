extension Value {
  /// About how many bytes of memory it holds, with what others may share of it.
  package var byteCount: Int {
    let own = MemoryLayout<Value>.stride
    switch self {
    case .nothing, .number, .boolean, .range, .function: return own
    case .text(let text): return own + text.utf8.count
    case .tensor(let tensor): return own + tensor.elements.count * MemoryLayout<Double>.stride
    case .mask(let mask): return own + mask.elements.count
    case .list(let values): return values.reduce(own) { $0 + $1.byteCount }
    case .table(let table):
      return table.columns.reduce(own) { sum, column in column.values.reduce(sum) { $0 + $1.byteCount } }
    case .record(let record):
      return record.fields.reduce(own) { $0 + $1.name.utf8.count + $1.value.byteCount }
    case .object(let object): return own + object.byteCount
    }
  }

  /// Whether both are one and the same: equal numbers, or the same box. Cheap, and `false` for equal values made apart.
  func isIdentical(to other: Value) -> Bool {
    withUnsafeBytes(of: self) { one in withUnsafeBytes(of: other) { one.elementsEqual($0) } }
  }
}
