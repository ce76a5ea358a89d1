/// A parsed script: its statements in order, and the cells that group them.
package struct Script: Sendable {
  package let source: SourceText
  package let statements: [Statement]
  package let cells: [Cell]

  package init(source: SourceText, statements: [Statement], cells: [Cell]) {
    self.source = source
    self.statements = statements
    self.cells = cells
  }

  /// A `# %%` line and what follows it up to the next; what stands before the first is a cell without a mark.
  package struct Cell: Sendable {
    package enum Kind: Sendable, Hashable {
      case code
      /// A `# %% [markdown]` cell: its comment lines without the leading "# ".
      case prose(String)
    }
    package let kind: Kind
    /// The words after `# %%`.
    package let title: String
    package let span: Span
    /// Which of the script's statements stand in it.
    package let statements: Range<Int>

    package init(kind: Kind, title: String, span: Span, statements: Range<Int>) {
      self.kind = kind
      self.title = title
      self.span = span
      self.statements = statements
    }
  }
}
