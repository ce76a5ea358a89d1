/// One piece of what a cell shows.
package enum DisplayBlock: Sendable, Hashable {
  case line(StyledText)
  case table(DisplayTable)
  case figure(Figure)
}
