/// The language and its vocabulary on one page.
enum CheatSheet {
  static func text(of commands: CommandTable) -> String {
    var text = language + "\n## Commands\n"
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
    [10, 20, 30][-1]                         # → 30
    r = record(a: 1, b: [2, 3])
    r.b                                      # → [2, 3]
    if x > 2 and not x == 5 { "yes" } else { "no" }  # → "yes"
    square = t -> t^2
    func area(w, h: 1) = w * h
    area(2, h: 3)                            # → 6
    for i in 1...3 { x += i }
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
