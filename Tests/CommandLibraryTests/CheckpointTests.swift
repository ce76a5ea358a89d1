import Execution
import Foundation
import Testing

@Suite struct CheckpointTests {
  private static let networks = [
    ("A = teacher n: 65, alpha: 2; net = perceptron n: 65", "batch: 40, optimizer: \"sgd\""),
    ("A = digits(); net = network layers: [64, 8, 10]", "gain: e -> 1 + e / 10"),
    ("A = digits(); net = binarynet layers: [64, 8, 10], strategy: \"si\"", "batch: 200"),
  ]

  /// A session in which a network was trained, as the first line says, by the second.
  private func trained(_ setup: String, _ training: String) -> Trial {
    var trial = Trial()
    trial.run(setup, asScript: true)
    #expect(trial.run("h = train net, on: A, \(training);") != "interrupted")
    return trial
  }

  private func path() -> String {
    FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).safetensors").path
  }

  @Test(
    "A training goes on from its checkpoint, says so, and gives what it gives at one go", arguments: networks)
  func goesOn(setup: String, options: String) throws {
    let path = path()
    defer { try? FileManager.default.removeItem(atPath: path) }
    let first = trained(setup, "\(options), epochs: 3, checkpoint: \"\(path)\"")
    #expect(first.failure == nil && first.shown.isEmpty)
    var whole = trained(setup, "\(options), epochs: 5")
    var resumed = trained(setup, "\(options), epochs: 5, checkpoint: \"\(path)\"")
    #expect(resumed.failure == nil && resumed.shown == ["\(path): going on after epoch 3"])
    // Saved files have all that a network is.
    let files = [self.path(), self.path()]
    defer { for file in files { try? FileManager.default.removeItem(atPath: file) } }
    whole.run("save net, to: \"\(files[0])\"")
    resumed.run("save net, to: \"\(files[1])\"")
    let bytes = try files.map { try Data(contentsOf: URL(filePath: $0)) }
    #expect(bytes[0] == bytes[1])
    #expect(resumed.run("h.epoch") == whole.run("h.epoch") && resumed.run("h.loss") == whole.run("h.loss"))
  }

  @Test("An interrupted training has its last finished epoch in the file as in _partial")
  func interrupted() {
    let path = path()
    defer { try? FileManager.default.removeItem(atPath: path) }
    var trial = Trial()
    trial.run("A = teacher n: 101, alpha: 2; net = perceptron n: 101", asScript: true)
    let cancellation = Cancellation()
    let timer = Execution.Thread(stackBytes: 1 << 20) {
      usleep(200_000)
      cancellation.request()
    }
    let line = "train net, on: A, epochs: 1e6, checkpoint: \"\(path)\""
    #expect(trial.run(line, cancellation: cancellation) == "interrupted")
    timer?.join()
    #expect(trial.run("equal(load(\"\(path)\").fields, _partial.fields)") == "true")
    // That was a statement, so the next training is another one: until it is undone.
    #expect(trial.run("train net, on: A, epochs: 1e6, checkpoint: \"\(path)\"") == "E60")
    #expect(
      trial.failure?.message.hasSuffix(
        "(statement 3 instead of 4); give another name, or delete the file") == true)
  }

  @Test("A file of another sort, place or training is refused, with the caret under its name")
  func refused() {
    let setup = "A = teacher n: 9, alpha: 1; net = perceptron n: 9"
    let other = trained(setup, "checkpoint: \"run.txt\"")
    #expect(other.failure?.message == "a checkpoint is written as .safetensors, not as run.txt")
    let missing = trained(setup, "checkpoint: \"missing/run.safetensors\"")
    #expect(
      missing.failure?.message == "missing/run.safetensors: cannot be written: no such file or directory")
    #expect(missing.shown.contains { $0.contains("^^^^^^^^^^^^^^^^^^^^^^^^^") })
    let path = path()
    defer { try? FileManager.default.removeItem(atPath: path) }
    _ = trained(setup, "checkpoint: \"\(path)\"")
    let rate = trained(setup, "rate: 1, checkpoint: \"\(path)\"")
    #expect(
      rate.failure?.message
        == "\(path): it belongs to another training (rate 0.05 instead of 1.0); give another name, or delete the file"
    )
  }
}
