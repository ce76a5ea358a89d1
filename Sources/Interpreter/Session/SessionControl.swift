/// What a cell asks of the session instead of completing, and is no error.
package enum SessionControl: Error {
  /// To leave, or to end the script.
  case quit
  /// To go through its states. Such a cell stands alone, leaves no trace of its own and does not count.
  case history(HistoryRequest)
  /// To go through a script with a class. Such a cell stands alone, too.
  case lesson(Lesson)
}
