import Language

/// The language and its vocabulary on one page.
enum CheatSheet {
  static func text(of commands: CommandTable) -> String {
    var text = language + "\n## Words\n\n| | | |\n|---|---|---|\n"
    for word in Keyword.allCases {
      let (summary, example) = (word.explanation.summary, word.explanation.example)
      text +=
        "| `\(word.rawValue)` | \(ReferencePages.escaped(summary)) | `\(ReferencePages.escaped(example))` |\n"
    }
    text += "\n## Commands\n"
    for group in Command.Group.allCases {
      let members = commands.commands.filter { $0.group == group }
      guard !members.isEmpty else { continue }
      text += "\n| \(group.rawValue) | |\n|---|---|\n"
      for command in members where command.function == nil {
        text +=
          "| `\(ReferencePages.escaped(Help.call(of: command)))` | \(ReferencePages.escaped(command.summary)) |\n"
      }
      let functions = members.filter { $0.function != nil }.map { "`\($0.name)`" }
      if !functions.isEmpty {
        text += "| \(functions.joined(separator: " ")) | of a number or each element |\n"
      }
    }
    return text
  }

  /// The examples run in the tests, from top to bottom.
  private static let language = #"""

    # Cheat sheet

    ## The language

    ```replica
    x = 3                                    # → 3
    2 * x^2; x                               # a semicolon, or a new line, ends a statement
    "x is \(x)"                              # → "x is 3"
    [1, 2, 3] * 2                            # → [2, 4, 6]
    (0...1 by 0.25) * 1                      # → [0, 0.25, 0.5, 0.75, 1]
    v = [10, 20, 30]
    v[-1]                                    # → 30
    v[1...]                                  # → [20, 30]
    v[...-2]                                 # → [10, 20]
    v > 15                                   # → [false, true, true]
    v[v > 15]                                # → [20, 30]
    any(v > 15) and not all(v > 15)          # → true
    v[v > 25] = 0
    v                                        # → [10, 20, 0]
    equal(v, [10, 20, 0])                    # → true
    max(v, 15)                               # → [15, 20, 15]
    r = record(a: 1, b: [2, 3])
    r.c = 4
    r.b                                      # → [2, 3]
    first, last = [v[0], v[-1]]
    if x > 2 and not x == 5 { "yes" } else { "no" }  # → "yes"
    square = t -> t^2
    larger = (s, t) -> { d = s - t; if d > 0 { s } else { t } }
    larger(2, t: 3)                          # → 3
    try { v[7] } else message { message }    # → "index 7 is out of range"
    assert all(v >= 0), "no load is negative"
    func area(w, h: 1) = w * h
    area(2, h: 3)                            # → 6
    for i in 1...3 { x += i }
    for name, k in [["a", 1], ["b", 2]] { print name, k }
    while x > 5 { x = x / 2 }
    x                                        # → 4.5
    _1                                       # → 3
    curve = sweep n in 1...4 { record(n: n, square: n^2) }
    curve.square                             # → [1, 4, 9, 16]
    first = solve alpha: 2, beta: 20         # the outermost call needs no parentheses
    solve(α: 2, β: 20).error == first.error  # → true
    before = first                           # a copy: nothing else can change it
    ```

    | at the prompt | |
    |---|---|
    | Tab | completes; in empty parentheses fills in what a call needs, and goes from gap to gap |
    | Meta-h | what the call under the cursor takes |
    | `?solve`, `solve?` | help on one screen; `apropos "word"` searches |
    | `\alpha` Tab, `r\_0` Tab | α, r₀ |
    | `_`, `_12` | the last result, that of statement 12 |
    | `;` at the end | shows no result |
    | `edit`, `edit 12` | a cell in your editor |
    | Ctrl-C, Ctrl-D | stops what runs, or gives up the line; leaves |
    | `undo`, `redo` | go through the states of the session |

    """#
}
