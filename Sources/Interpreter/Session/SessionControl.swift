/// What ends the session or a script early, and is no mistake.
package enum SessionControl: Error {
  case quit
}
