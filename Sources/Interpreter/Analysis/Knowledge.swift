import Language

/// What is known where a statement stands: of every variable in sight, and of the time that all before it
/// takes.
///
/// It is a value: each branch of an `if` goes on with a copy, and what both know is joined.
struct Knowledge {
  /// Of the variables of the body that is walked, and of those around it, outermost first.
  var scopes: [[String: AbstractValue]] = [[:]]
  var cost = CostEstimate()

  /// What is known of a variable that the script has assigned.
  subscript(name: String) -> AbstractValue? {
    for scope in scopes.reversed() { if let abstract = scope[name] { return abstract } }
    return nil
  }

  mutating func assign(_ abstract: AbstractValue, to name: String) {
    scopes[scopes.count - 1][name] = abstract
  }

  /// What is known after one of two branches, whichever it was. Both assign in the innermost scope alone.
  func joined(with other: Knowledge) -> Knowledge {
    var joined = self
    joined.cost = cost.joined(with: other.cost)
    let place = scopes.count - 1
    for (name, abstract) in scopes[place] {
      // A variable of one branch may have no value.
      joined.scopes[place][name] = other.scopes[place][name].map(abstract.or) ?? AbstractValue(abstract.kinds)
    }
    for (name, abstract) in other.scopes[place] where scopes[place][name] == nil {
      joined.scopes[place][name] = AbstractValue(abstract.kinds)
    }
    return joined
  }
}

/// How long something takes, in seconds of the machine that the commands' costs were measured on.
struct CostEstimate {
  var seconds = 0.0
  /// Whether it may take longer: something runs nobody knows how often, or is of a size that is not known.
  var isAtLeast = false

  /// Adds what is not known where there are no seconds.
  mutating func add(_ seconds: Double?) {
    if let seconds { self.seconds += seconds } else { isAtLeast = true }
  }

  /// What takes the one time or the other.
  func joined(with other: CostEstimate) -> CostEstimate {
    CostEstimate(seconds: max(seconds, other.seconds), isAtLeast: isAtLeast || other.isAtLeast)
  }
}

/// How the walk comes to a statement.
struct WalkContext {
  var source = SourceText("", name: "")
  /// How often the statement runs.
  var repetitions = 1.0
  var isInSweep = false
  /// Whether it matters how long the statement takes.
  var isTimed = true
  /// At how many points of the loops and sweeps around it the statement is looked at.
  var samplesAround = 1.0
  /// How many branches of `if` it stands in.
  var branches = 0
  /// How many scripts are run around it.
  var scripts = 0
  /// The functions of the calls whose cost is counted, from the outermost on, by the places of their names.
  var callees: [Span] = []
  /// The expression of which a mask is wanted, where one comes.
  var mask: Span?
  /// Whether the code runs later, when variables may have other values.
  var isLater = false
}
