/// A table as a cell shows it: already summarised, not yet painted.
package struct DisplayTable: Sendable, Hashable {
  package enum Alignment: Sendable { case leading, trailing }

  package struct Column: Sendable, Hashable {
    package var title: String
    package var alignment: Alignment
    package var cells: [StyledText]

    package init(title: String, alignment: Alignment = .trailing, cells: [StyledText]) {
      self.title = title
      self.alignment = alignment
      self.cells = cells
    }
  }
  package var columns: [Column]
  /// What was left out, in words ("180 rows more"), or `nil` when all is shown.
  package var remark: String?

  package init(columns: [Column], remark: String? = nil) {
    self.columns = columns
    self.remark = remark
  }
}
