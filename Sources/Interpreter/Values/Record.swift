/// Named values in order.
package struct Record: Sendable {
  package struct Field: Sendable {
    package let name: String
    package var value: Value
  }
  package private(set) var fields: [Field] = []

  package init(_ fields: [(String, Value)] = []) {
    for (name, value) in fields { self[name] = value }
  }

  /// Fields of different names, in a time that grows with their number; `nil` where two match.
  init?(distinct fields: [(name: String, value: Value)]) {
    guard Set(fields.lazy.map { GreekNames.canonical($0.name) }).count == fields.count else { return nil }
    self.fields = fields.map { Field(name: $0.name, value: $0.value) }
  }

  package var names: [String] { fields.map(\.name) }

  /// The value of that name, Greek letters matching their names; assigning `nil` removes it.
  package subscript(name: String) -> Value? {
    get { place(of: name).map { fields[$0].value } }
    set {
      switch (place(of: name), newValue) {
      case (let place?, let value?): fields[place].value = value
      case (let place?, nil): fields.remove(at: place)
      case (nil, let value?): fields.append(Field(name: name, value: value))
      case (nil, nil): break
      }
    }
  }

  /// The value of that name, leaving `nothing` in its place, so that it can change without being copied.
  mutating func take(_ name: String) -> Value? {
    guard let place = place(of: name) else { return nil }
    defer { fields[place].value = .nothing }
    return fields[place].value
  }

  private func place(of name: String) -> Int? {
    fields.firstIndex { $0.name == name } ?? fields.firstIndex { GreekNames.match($0.name, name) }
  }
}
