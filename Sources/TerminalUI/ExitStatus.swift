/// How the program ends, as the shell sees it.
package enum ExitStatus: Int32, Error, Sendable {
  case done = 0
  /// A script failed; the reason is on standard error.
  case failed = 1
  case wrongUsage = 2
  case interrupted = 130
}
