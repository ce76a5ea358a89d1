import Display
import Execution
import Interpreter

extension Command {
  static let forget = Command(
    "forget", group: .session,
    summary: "Forgets the results of long computations that were kept to be used again",
    details: """
      What takes longer than a quarter of a second is kept on disk, and used again where the same command runs with the same
      arguments and random numbers: in a script that runs again, or when a session is resumed. `replica --fresh` computes everything.
      """,
    result: "nothing; how much it was is shown",
    effects: [.output, .files],
    examples: [Example("forget")],
    seeAlso: ["run", "memory", "time"]
  ) { _, context in
    guard let results = context.results else {
      context.inform([.line(StyledText("no results are kept here", .muted))])
      return .nothing
    }
    let (count, byteCount) = try context.work.change { results.removeAll() }
    let what = count == 1 ? "1 result" : "\(count) results"
    context.inform([.line(StyledText("\(what) forgotten, \(Memory.words(Double(byteCount)))", .muted))])
    return .nothing
  }
}
