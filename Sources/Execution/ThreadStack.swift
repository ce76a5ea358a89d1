import Foundation

/// How much of the thread's stack is left, so that endless recursion ends in an error message.
package enum ThreadStack {
  /// Holds the lowest address of the stack of each `Thread` of ours; C offers no portable way to ask for it.
  private static let lowestAddress: pthread_key_t = {
    var key = pthread_key_t()
    pthread_key_create(&key, nil)
    return key
  }()

  /// What is taken to be left on a thread that is not ours.
  private static let assumedBytes: UInt = 128 << 10

  /// Called first thing on a thread with that much stack.
  static func begin(bytes: Int) {
    let lowest = pointer() - UInt(bytes) + (16 << 10)
    pthread_setspecific(lowestAddress, UnsafeMutableRawPointer(bitPattern: lowest))
  }

  package static func pointer() -> UInt {
    var marker: UInt8 = 0
    return withUnsafeMutablePointer(to: &marker) { UInt(bitPattern: $0) }
  }

  /// The address below which no call may begin, so that `reserve` bytes stay free.
  package static func floor(reserve: UInt) -> UInt {
    guard let lowest = pthread_getspecific(lowestAddress) else { return pointer() - assumedBytes }
    return UInt(bitPattern: lowest) + reserve
  }
}
