import Language

/// A script as a class goes through it: step by step, each of them prose and then a cell that runs.
package struct Lesson: Sendable {
  package struct Step: Sendable, Hashable {
    /// What is read before the cell, in Markdown.
    package var prose: [String] = []
    /// The words after `# %%`.
    package var title = ""
    /// The cell's lines; empty where a lesson ends with prose.
    package var code = ""

    /// Its title, or the first line of its prose.
    package var heading: String {
      guard title.isEmpty, let line = prose.first?.split(separator: "\n").first else { return title }
      return String(line.drop { $0 == "#" || $0 == " " })
    }
  }
  /// The script's file, without its folder and ending.
  package let name: String
  package let steps: [Step]

  package init(_ script: Script) {
    let file = script.source.name.split(separator: "/").last ?? "lesson"
    name = file.hasSuffix(".rpl") ? String(file.dropLast(4)) : String(file)
    var steps: [Step] = []
    var step = Step()
    for cell in script.cells {
      if case .prose(let text) = cell.kind, !text.isEmpty { step.prose.append(text) }
      guard !cell.statements.isEmpty else { continue }
      if case .code = cell.kind { step.title = cell.title }
      step.code = script.code(of: cell)
      steps.append(step)
      step = Step()
    }
    self.steps = step.prose.isEmpty ? steps : steps + [step]
  }
}
