/// Small changes of a cell, each of which changes what it makes or shows.
struct Mutations {
  /// Cells that run before it.
  var prelude: [String] = []
  let cell: String
  let mutants: [String]

  init(_ cell: String, after prelude: [String] = [], _ kinds: Kind..., others: [String] = []) {
    self.cell = cell
    self.prelude = prelude
    mutants = kinds.flatMap { $0.mutants(of: cell) } + others
  }

  /// The same of a cell that shows nothing, so that its values alone can tell; `nil` where it makes none.
  var silenced: Mutations? {
    guard !["print", "\n", ";", "undo"].contains(where: cell.contains), !cell.hasPrefix("for"),
      !cell.hasPrefix("func")
    else { return nil }
    let mutants = mutants.filter { !$0.contains(";") }.map { $0 + ";" }
    return Mutations(cell + ";", after: prelude, mutants)
  }

  private init(_ cell: String, after prelude: [String], _ mutants: [String]) {
    (self.cell, self.prelude, self.mutants) = (cell, prelude, mutants)
  }

  enum Kind {
    /// Another digit in the place of each digit.
    case digits
    /// Another letter in the place of each letter of a text.
    case letters
    /// Every two of the numbers in the first brackets `[1, 2, 3]` in each other's places, and all in the other order.
    case order
    /// Some of each, at places of a generator, for long lists.
    case sample(count: Int)

    fileprivate func mutants(of cell: String) -> [String] {
      switch self {
      case .digits: Self.digitPlaces(in: cell).map { Self.changingDigit(at: $0, of: cell) }
      case .letters: Self.changingLetters(of: cell)
      case .order: Self.changingOrder(of: cell)
      case .sample(let count): Self.sample(count, of: cell)
      }
    }
  }
}

extension Mutations.Kind {
  private static func digitPlaces(in cell: String) -> [String.Index] {
    cell.indices.filter { cell[$0].isASCII && cell[$0].isNumber }
  }

  private static func changingDigit(at place: String.Index, of cell: String) -> String {
    let digit = cell[place].wholeNumberValue ?? 0
    return cell.replacingCharacters(at: place, with: "\((digit + 1) % 10)")
  }

  private static func changingLetters(of cell: String) -> [String] {
    var mutants: [String] = []
    var isText = false
    for place in cell.indices {
      if cell[place] == "\"" { isText.toggle() }
      guard isText, cell[place].isLetter else { continue }
      mutants.append(cell.replacingCharacters(at: place, with: cell[place] == "x" ? "y" : "x"))
    }
    return mutants
  }

  /// The items of the first brackets that hold no others.
  private static func items(of cell: String) -> (range: Range<String.Index>, items: [String])? {
    guard let end = cell.firstIndex(of: "]"), let start = cell[..<end].lastIndex(of: "[") else { return nil }
    let range = cell.index(after: start)..<end
    return (range, cell[range].split(separator: ",").map { $0.trimmingBlanks })
  }

  private static func changingOrder(of cell: String) -> [String] {
    guard let (range, items) = items(of: cell) else { return [] }
    func cellOf(_ items: [String]) -> String {
      cell.replacingSubrange(range, with: items.joined(separator: ", "))
    }
    var orders = items == items.reversed() ? [] : [Array(items.reversed())]
    for one in items.indices {
      for other in items.indices where other > one && items[one] != items[other] {
        var items = items
        items.swapAt(one, other)
        orders.append(items)
      }
    }
    return orders.map(cellOf)
  }

  private static func sample(_ count: Int, of cell: String) -> [String] {
    guard let (range, items) = items(of: cell) else { return [] }
    var generator = SplitMix(state: 7)
    var mutants: [String] = []
    let places = digitPlaces(in: cell)
    for _ in 0..<count {
      if let place = places.randomElement(using: &generator) {
        mutants.append(changingDigit(at: place, of: cell))
      }
      var (one, other) = (0, 0)
      while items[one] == items[other] {
        one = Int.random(in: items.indices, using: &generator)
        other = Int.random(in: items.indices, using: &generator)
      }
      var swapped = items
      swapped.swapAt(one, other)
      var turned = items
      turned[min(one, other)...max(one, other)].reverse()
      for items in [swapped, turned] {
        mutants.append(cell.replacingSubrange(range, with: items.joined(separator: ", ")))
      }
    }
    return mutants
  }
}

extension String {
  fileprivate func replacingCharacters(at place: String.Index, with text: String) -> String {
    replacingSubrange(place..<index(after: place), with: text)
  }

  fileprivate func replacingSubrange(_ range: Range<String.Index>, with text: String) -> String {
    String(self[..<range.lowerBound]) + text + String(self[range.upperBound...])
  }
}

extension Substring {
  fileprivate var trimmingBlanks: String {
    String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
  }
}
