import Execution
import Foundation
import Testing

@testable import Learning

@Suite struct MeasureTests {
  @Test("order parameters are their definitions")
  func orderParameters() throws {
    let task = try randomTask(n: 131, load: 1)
    let network = perceptron(n: 131, gain: 0.8)
    let found = try network.orderParameters(with: task)
    let (teacher, means) = (numbers(task.teacher), network.fields.map { tanh(0.8 * $0) })
    let p = dot(teacher, means.map { $0 < 0 ? -1 : 1 }) / 131
    #expect(abs(found.qd - dot(means, means) / 131) < 1e-14)
    #expect(abs(found.r - dot(teacher, means) / 131) < 1e-14)
    #expect(found.p == p)
    #expect(found.error == acos(p) / .pi)
    #expect(abs(found.variance + found.qd - 1) < 1e-14)
  }

  @Test("the teacher itself errs never, its opposite always")
  func teacherAndOpposite() throws {
    let task = try randomTask(n: 40, load: 2)
    let teacher = BinaryPerceptron(fields: numbers(task.teacher), gain: 1, memory: nil)
    let opposite = BinaryPerceptron(fields: teacher.fields.map { -$0 }, gain: 1, memory: nil)
    #expect(try teacher.accuracy(on: task) == 1 && opposite.accuracy(on: task) == 0)
    #expect(try teacher.orderParameters(with: task).error == 0)
    #expect(try opposite.orderParameters(with: task).error == 1)
  }

  @Test("accuracy counts a tie one half")
  func accuracy() throws {
    let task = try randomTask(n: 10, load: 30)
    let network = perceptron(n: 10)
    let weights = network.fields.map { $0 < 0 ? -1.0 : 1 }
    let scores = numbers(task.patterns).enumerated().map { row, pattern -> Double in
      let product = dot(weights, pattern) * task.labels[row]
      return product == 0 ? 0.5 : product > 0 ? 1 : 0
    }
    #expect(scores.contains(0.5))
    #expect(try network.accuracy(on: task) == scores.reduce(0, +) / 300)
  }

  @Test("a network and a task of different sizes do not meet")
  func sizes() throws {
    let task = try randomTask(n: 10, load: 1)
    let network = perceptron(n: 11)
    let expected = LearningError.sizesDiffer(network: 11, task: 10)
    #expect(throws: expected) { try network.orderParameters(with: task) }
    #expect(throws: expected) { try network.accuracy(on: task) }
    #expect(throws: expected) { try network.trained(on: task, TrainingOptions(epochs: 1)) }
    #expect("\(expected)" == "the network has 11 inputs, the task 10")
  }

  @Test("an empty task can be measured with, but not scored or trained on")
  func emptyTask() throws {
    let task = try randomTask(n: 10, load: 0)
    let network = perceptron(n: 10)
    #expect(try network.orderParameters(with: task).qd > 0)
    #expect(throws: LearningError.noPatterns) { try network.accuracy(on: task) }
    #expect(throws: LearningError.noPatterns) { try network.trained(on: task, TrainingOptions(epochs: 1)) }
  }
}
