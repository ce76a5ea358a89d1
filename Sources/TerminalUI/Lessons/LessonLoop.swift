import Display
import Foundation
import Interpreter
import Language
import Synchronization

/// Goes through a script with a class: shows prose, shows a cell, waits, runs it.
///
/// Every step begins with a checkpoint of the session, and going back is a `goto`: the journal of a lesson replays like any other.
final class LessonLoop {
  let prompt: PromptLoop
  /// As checkpoints have it.
  private let name: String
  let steps: [Lesson.Step]
  /// What runs in each step: the script's cell, or as it was edited.
  private(set) var code: [String]
  /// What came of the questions of each step.
  private(set) var predictions: [[Prediction]]
  /// The step that runs next; behind the last at the end.
  private(set) var place = 0
  /// Whether it is on the screen already.
  private var isShown = false
  /// Whether its cell has run, and the session stands behind it.
  private var hasRun = false
  private var isLeaving = false

  private var runner: CellRunner { prompt.runner }
  private var isAtEnd: Bool { place == steps.count }

  init(_ lesson: Lesson, prompt: PromptLoop) {
    self.prompt = prompt
    (name, steps) = (lesson.name, lesson.steps)
    code = steps.map(\.code)
    predictions = steps.map { _ in [] }
  }

  /// Teaches until the teacher leaves.
  func run() {
    guard !steps.isEmpty else { return say(.noLesson(name)) }
    arrive(at: 0)
    showHint()
    while !isLeaving {
      let text = prompt.painted(isAtEnd ? "end> " : "\(place + 1) of \(steps.count)> ")
      switch prompt.read(prompt: text, offering: offer) {
      case .line(let line): obey(line)
      case .interrupted: break
      case .end: isLeaving = true
      case .terminated(let signal): exit(128 + signal)
      }
    }
  }

  private var offer: PromptLoop.Offer {
    { [titles = steps.map(\.heading)] in LessonCommand.completion(of: $0, at: $1, titles: titles) }
  }

  private func obey(_ line: String) {
    let command: LessonCommand
    do { command = try LessonCommand(line) } catch { return say(error) }
    switch command {
    case .next: goOn()
    case .back: jump(to: max(0, place - 1))
    case .run, .edit:
      if isAtEnd { return say(.noCellAtEnd) }
      if !isShown { return showStep() }
      if command == .run || edit() { runCell() }
    case .jump(let number):
      guard steps.indices.contains(number - 1) else { return say(.noStep(number, of: steps.count)) }
      jump(to: number - 1)
    case .prompt: converse()
    case .help: showHelp()
    case .quit: isLeaving = true
    }
  }

  private func showStep() {
    isShown = true
    showPage()
  }
}

// MARK: Moving

extension LessonLoop {
  /// One step on: shows what is not shown yet, runs what has not run, and leaves at the end.
  private func goOn() {
    if isAtEnd {
      isLeaving = true
      return
    }
    guard isShown else { return showStep() }
    if !hasRun { runCell() }
    // Prose waits: people are still looking at what the cell gave.
    if hasRun { arrive(at: place + 1, waits: place + 1 < steps.count && !steps[place + 1].prose.isEmpty) }
  }

  /// Makes a step the next one, from the state in which the session is.
  private func arrive(at step: Int, waits: Bool = false) {
    (place, isShown, hasRun) = (step, false, false)
    guard !isAtEnd else { return showEnd() }
    mark()
    if !waits { showStep() }
  }

  /// Goes to a step: back to the state before it, or on through the cells before it, which show nothing.
  private func jump(to step: Int) {
    if step > place {
      while place < step {
        if !hasRun { execute(code[place], isSilent: true) }
        guard hasRun else { break }
        (place, hasRun) = (place + 1, false)
        mark()
      }
    } else {
      place = step
      goBack()
    }
    if !isLeaving { showStep() }
  }

  private func mark() { runSilently("checkpoint") }

  /// To the state before this step.
  private func goBack() {
    runSilently("goto")
    hasRun = false
  }

  private func runSilently(_ command: String) {
    _ = runner.run(SourceText("\(command) \"\(name) \(place + 1)\"", name: "lesson"), isSilent: true)
  }

  /// The prompt, until the teacher comes back; a cell that has not run yet will run in the state left behind.
  private func converse() {
    showWayBack()
    prompt.converse()
    if !isAtEnd, !hasRun { mark() }
    if isShown { showPage() }
  }
}

// MARK: Running

extension LessonLoop {
  /// Lets the teacher change the cell; false where it is not to run.
  private func edit() -> Bool {
    do throws(Diagnostic) {
      guard let text = try prompt.changed(code[place], echo: { showCode($0) }) else { return false }
      code[place] = text
      return true
    } catch {
      say(error)
      return false
    }
  }

  /// Asks the cell's questions and runs it, however often, in the state before it.
  private func runCell() {
    guard let text = answered(code[place]) else { return }
    if hasRun { goBack() }
    execute(text)
    if !text.isEmpty { showGap() }
  }

  private func execute(_ text: String, isSilent: Bool = false) {
    let found = Mutex<[Prediction]>([])
    let outcome = runner.run(SourceText(text, name: "step \(place + 1)"), isSilent: isSilent) { statement in
      if let prediction = Prediction(statement.value) { found.withLock { $0.append(prediction) } }
    }
    switch outcome {
    case .completed:
      hasRun = true
      predictions[place] = found.withLock { $0 }
    case .quit: isLeaving = true
    case .lesson: say(.lessonInCompany)
    case .failed, .interrupted: break
    }
  }

  /// The cell with what the class expects written into it; `nil` where it is not to run after all.
  private func answered(_ text: String) -> String? {
    let source = SourceText(text, name: "step \(place + 1)")
    guard let script = try? Parser.parse(source) else { return text }
    var answers: [(question: Question, number: Double)] = []
    for question in Question.all(in: script) {
      switch ask(question) {
      case .number(let number): answers.append((question, number))
      case .none: break
      case .cancelled: return nil
      }
    }
    return Question.text(of: source, answering: answers)
  }

  private enum Answer { case number(Double), none, cancelled }

  private func ask(_ question: Question) -> Answer {
    show(question)
    while true {
      switch prompt.read(prompt: prompt.painted("  your prediction: ")) {
      case .line(let line):
        let word = line.trimmingCharacters(in: .whitespaces)
        if word.isEmpty { return .none }
        if let number = Double(word), number.isFinite { return .number(number) }
        say(.noPrediction(word))
      case .interrupted: return .cancelled
      case .end: return .none
      case .terminated(let signal): exit(128 + signal)
      }
    }
  }
}
