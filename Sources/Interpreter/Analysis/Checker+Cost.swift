import Language

/// How long a script takes: what its commands cost, times how often they run.
extension Checker {
  /// At so many points of a sweep, or turns of a loop, is looked at the time they take.
  private static let largestSampleCount = 8
  private static let largestNestedSampleCount = 64.0
  private static let largestCountedCalls = 1000

  /// Walks what runs so often; once where that is not known.
  func repeating(_ count: Int?, _ body: () -> Void) {
    let before = knowledge.cost.seconds
    within({ $0.repetitions *= Double(count ?? 1) }, body)
    if count == nil, knowledge.cost.seconds > before { knowledge.cost.add(nil) }
  }

  /// Walks what runs once for each combination of the variables' values: with all that is known of every one
  /// of them for its errors, and with the values of a few combinations for the time it takes.
  func walkPoints(
    _ variables: [(name: String, sequence: AbstractValue)], _ walk: ([String: AbstractValue]) -> Void
  ) {
    var anywhere: [String: AbstractValue] = [:]
    for variable in variables { anywhere[variable.name] = element(of: variable.sequence) }
    let axes = variables.compactMap { values(of: $0.sequence) }
    let points = axes.reduce(1.0) { $0 * Double($1.count) }
    let samples = min(points, Double(Self.largestSampleCount))
    guard axes.count == variables.count, points > 0, context.isTimed,
      samples * context.samplesAround <= Self.largestNestedSampleCount
    else {
      let counts = variables.map { count(of: $0.sequence) }
      let points = counts.reduce(1 as Int?) { points, count in
        points.flatMap { points in count.map { points * $0 } }
      }
      return repeating(points) { walk(anywhere) }
    }
    let before = knowledge.cost
    within({ $0.isTimed = false }) { walk(anywhere) }
    knowledge.cost = before
    let counts = axes.map(\.count)
    within({
      $0.repetitions *= points / samples
      $0.samplesAround *= samples
    }) {
      for sample in 0..<Int(samples) {
        let places = points == samples ? Self.place(sample, in: counts) : Self.spread(sample, over: counts)
        let values = zip(axes, places).map { AbstractValue($0[$1]) }
        counting { walk(Dictionary(zip(variables.map(\.name), values), uniquingKeysWith: { $1 })) }
      }
    }
  }

  /// The indices of a point, the last one running fastest.
  private static func place(_ point: Int, in counts: [Int]) -> [Int] {
    var rest = point
    return counts.reversed().map { count in
      defer { rest /= count }
      return rest % count
    }.reversed()
  }

  /// The indices of one of a few points that represent all: a Hammersley set.
  private static func spread(_ sample: Int, over counts: [Int]) -> [Int] {
    let middle = 0.5 / Double(largestSampleCount)
    return counts.enumerated().map { axis, count in
      let fraction =
        axis == 0
        ? Double(sample) / Double(largestSampleCount)
        : radicalInverse(sample, base: [2, 3, 5, 7, 11][(axis - 1) % 5])
      return Int((fraction + middle) * Double(count)) % count
    }
  }

  /// The digits of a number behind the point, the last one first.
  private static func radicalInverse(_ number: Int, base: Int) -> Double {
    var (rest, digit, inverse) = (number, 1.0, 0.0)
    while rest > 0 {
      digit /= Double(base)
      inverse += digit * Double(rest % base)
      rest /= base
    }
    return inverse
  }

  /// Adds what a call of a function takes, and notes the files it writes; errors in it are found elsewhere.
  func count(_ definition: Definition, _ arguments: [String: AbstractValue]) {
    guard !context.isLater else { return }
    let place = definition.name.span
    guard !context.callees.contains(place), countedCalls < Self.largestCountedCalls else {
      return knowledge.cost.add(nil)
    }
    countedCalls += 1
    within({ $0.callees.append(place) }) {
      counting {
        if let global = knowledge.scopes.first, global[definition.name.text]?.definition?.name.span == place {
          knowledge.scopes = [global]
        }
        var variables: [String: AbstractValue] = [:]
        for parameter in definition.parameters {
          let name = parameter.name.text
          variables[name] = arguments[name] ?? parameter.defaultValue.map { walk($0) } ?? .unknown
        }
        walkBody(definition.body, variables: variables)
      }
    }
  }

  /// Walks code for nothing but the time it takes.
  func counting(_ walk: () -> Void) {
    let saved = (errors, knowledge.scopes, bodies)
    walk()
    (errors, knowledge.scopes, bodies) = saved
  }
}
