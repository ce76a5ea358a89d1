import Testing

@testable import Learning

@Suite struct ExampleOrderTests {
  private func batches(_ order: ExampleOrder) -> [[Int]] {
    (0..<order.batchCount).map { Array(order.batch($0)) }
  }

  @Test("an epoch has every example once, in batches of one size and a last one")
  func training() {
    var order = ExampleOrder(count: 10, batchSize: 4)
    order.deal(epoch: 2, from: stream())
    #expect(batches(order).map(\.count) == [4, 4, 2])
    #expect(batches(order).flatMap { $0 }.sorted() == Array(0..<10))
    let second = batches(order)
    order.deal(epoch: 1, from: stream())
    #expect(batches(order) != second)
    order.deal(epoch: 2, from: stream())
    #expect(batches(order) == second)
  }

  @Test("a test has every example once, in even batches from the whole of the task")
  func testing() {
    let found = batches(ExampleOrder(evenly: 2500, batchSize: 1000))
    #expect(found.map(\.count) == [834, 833, 833])
    #expect(found.flatMap { $0 }.sorted() == Array(0..<2500))
    // A third of a batch comes from each third of the task; the standard deviation is 11.
    for batch in found { #expect(abs(batch.count { $0 < 833 } - 278) < 55) }
    #expect(found == batches(ExampleOrder(evenly: 2500, batchSize: 1000)))
  }
}
