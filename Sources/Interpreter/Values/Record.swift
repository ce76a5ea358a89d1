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

  package var names: [String] { fields.map(\.name) }

  /// The value of that name; assigning `nil` removes it.
  package subscript(name: String) -> Value? {
    get { fields.first { GreekNames.match($0.name, name) }?.value }
    set {
      let place = fields.firstIndex { GreekNames.match($0.name, name) }
      switch (place, newValue) {
      case (let place?, let value?): fields[place].value = value
      case (let place?, nil): fields.remove(at: place)
      case (nil, let value?): fields.append(Field(name: name, value: value))
      case (nil, nil): break
      }
    }
  }
}
