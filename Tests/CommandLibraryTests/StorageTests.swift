import CommandLibrary
import Foundation
import Interpreter
import Testing

@Suite struct StorageTests {
  /// A session that keeps every result in a folder of its own.
  private func trial(_ folder: String) -> Trial {
    var trial = Trial()
    trial.session.results = ResultStore(
      folder: folder, build: "a build", leastSeconds: 0, objects: storableObjects)
    return trial
  }

  @Test(
    "Trained networks, histories and results come back from the store to the last bit, and train on alike",
    arguments: [
      "A = teacher n: 101, alpha: 1\nnet = perceptron n: 101\nh = train net, on: A, epochs: 5\n"
        + "B = teacher like: A, alpha: 1\ntrain net, on: B, epochs: 2, anchor: \"previous\"\nx = sum(net.fields)",
      "D = digits()\nnet = network layers: [64, 16, 10]\nh = train net, on: D, epochs: 1\n"
        + "train net, on: D, epochs: 1, anchor: \"step\"\nx = accuracy(net, on: D)",
      "D = digits()\nnet = binarynet layers: [64, 16, 10], strategy: \"ewc\"\nh = train net, on: D, epochs: 1\n"
        + "train net, on: permuted(D, count: 2)[1], epochs: 1\nx = accuracy(net, on: D)",
      "T = permuted(digits(), count: 2)\nr = learn network(layers: [64, 16, 10]), tasks: T, epochs: 1\n"
        + "x = [r.accuracy, metrics(r).ACC, r.network.gain, r.uncertainty]",
      "A = teacher n: 51, alpha: 1\ns = sample A, beta: 5, samples: 50, warmup: 20\nx = [s.q, measure(s.network, with: A).qd]",
      "x = follow(alpha: 0.5...1, beta: 20); y = transition(beta: 20); z = sweep a in 1...3 { record(a: a, t: \"x\", n: nothing) }",
    ])
  func roundTrip(script: String) {
    let folder = FileManager.default.temporaryDirectory.appending(path: "replica-\(UUID().uuidString)").path
    let digests = (0..<2).map { _ in
      var trial = trial(folder)
      trial.run(script)
      return (
        trial.session.state.globals.assigned.map { "\($0.name) \(Digest(of: $0.value).bits)" },
        trial.shown.contains { $0.hasPrefix("reused") }
      )
    }
    #expect(digests[0].0 == digests[1].0)
    #expect(digests[0].0.count >= 2)
    #expect(!digests[0].1 && digests[1].1)
    try? FileManager.default.removeItem(atPath: folder)
  }
}
