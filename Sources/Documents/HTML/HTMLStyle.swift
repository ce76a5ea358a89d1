import Display

/// How a page looks: on a light ground or a dark one, as the reader's system has it, and on paper.
enum HTMLStyle {
  static let sheet = """
    :root {
      --ground: #ffffff; --ink: #1f2328; --soft: #646c76; --line: #d9dde3; --wash: #f5f6f8; --link: #0b5cad;
      --name: #0b6e75; --text: #2f6f2f; --keyword: #8a3c96; --number: #1f4e99;
      --good: #2f7d32; --warning: #96590a; --error: #b3261e;
      --mono: ui-monospace, "SF Mono", "Cascadia Code", "DejaVu Sans Mono", Menlo, Consolas, monospace;
    }
    @media screen and (prefers-color-scheme: dark) {
      :root {
        --ground: #15181c; --ink: #dfe2e6; --soft: #949ca6; --line: #343a42; --wash: #1e2227; --link: #79b8ff;
        --name: #67c7cf; --text: #8fca8a; --keyword: #d5a0e0; --number: #9cc0f5;
        --good: #7fcf86; --warning: #e3b15f; --error: #ff8a80;
      }
      figure { filter: brightness(0.9); }
    }
    * { box-sizing: border-box; }
    html { font-size: 17px; -webkit-text-size-adjust: 100%; }
    body {
      margin: 0 auto; padding: 2.5rem 1.25rem 3rem; max-width: 48rem; background: var(--ground); color: var(--ink);
      font-family: Charter, "Bitstream Charter", "Source Serif 4", Cambria, Georgia, "DejaVu Serif", serif;
      line-height: 1.55; overflow-wrap: break-word;
    }
    h1, h2, h3, h4, h5, h6 { line-height: 1.25; margin: 1.6em 0 0.5em; }
    h1 { font-size: 1.9rem; margin-top: 0.4em; }
    h2 { font-size: 1.4rem; }
    h3 { font-size: 1.15rem; }
    h4, h5, h6 { font-size: 1rem; }
    p, ul, ol, blockquote { margin: 0.8em 0; }
    li { margin: 0.25em 0; }
    a { color: var(--link); }
    hr { border: 0; border-top: 1px solid var(--line); margin: 2em 0; }
    blockquote { padding-left: 1em; border-left: 3px solid var(--line); color: var(--soft); }
    img, svg { max-width: 100%; height: auto; }
    code, pre { font-family: var(--mono); font-size: 0.78rem; }
    pre { margin: 0.8em 0; line-height: 1.45; overflow-x: auto; tab-size: 4; }
    .prose code { font-size: 0.82em; padding: 0.1em 0.3em; border-radius: 3px; background: var(--wash); }
    .prose pre { padding-left: 1.6em; }
    .cell { margin: 1.4em 0; }
    .title { margin: 0 0 0.3em; font: 600 0.82rem/1.4 system-ui, sans-serif; color: var(--soft); }
    .code { margin: 0; padding: 0.7em 0.7rem; border: 1px solid var(--line); border-radius: 6px; background: var(--wash); }
    .code code { font-size: inherit; }
    .shown { margin: 0.7em 0 0 0.75rem; }
    .failure { padding: 0.5em 0.9em; border-left: 3px solid var(--error); }
    .remark { color: var(--warning); font-style: italic; }
    .wide { overflow-x: auto; }
    figure.shown { margin: 0.9em 0 0; padding: 0.4em; background: #ffffff; border-radius: 6px; text-align: center; }
    figure svg, figure img { display: block; margin: 0 auto; }
    table { border-collapse: collapse; font-size: 0.88rem; line-height: 1.4; }
    .shown table { font-family: var(--mono); font-size: 0.78rem; }
    .shown table span.number { color: inherit; }
    caption { caption-side: bottom; padding-top: 0.4em; text-align: left; font-family: system-ui, sans-serif; color: var(--soft); }
    th, td { padding: 0.2em 0.75em; text-align: left; vertical-align: top; white-space: nowrap; }
    .prose td { white-space: normal; }
    th { border-bottom: 1px solid var(--line); font-weight: 600; }
    .cell th { color: var(--soft); }
    th:first-child, td:first-child { padding-left: 0; }
    th.number, td.number { text-align: right; font-variant-numeric: tabular-nums; }
    th.centre, td.centre { text-align: center; }
    footer {
      margin-top: 3rem; padding-top: 0.6em; border-top: 1px solid var(--line); color: var(--soft);
      font: 0.78rem/1.5 system-ui, sans-serif;
    }
    .name { color: var(--name); }
    .text { color: var(--text); }
    .keyword { color: var(--keyword); }
    .code .number { color: var(--number); }
    .heading { font-weight: 600; }
    .muted { color: var(--soft); }
    .good { color: var(--good); }
    .warning { color: var(--warning); }
    .error { color: var(--error); font-weight: 600; }
    \(series)
    @media print {
      html { font-size: 10.5pt; }
      body { max-width: none; padding: 0; }
      pre { white-space: pre-wrap; overflow: visible; }
      .wide { overflow: visible; }
      figure, tr, .code { break-inside: avoid; }
      h1, h2, h3, h4, h5, h6, .title { break-after: avoid; }
    }
    """

  /// The colours of a figure's series, for text that names them.
  private static var series: String {
    Palette.series.filter { $0.name != "black" }.map { name, colour in
      ".series.\(name.replacing(" ", with: "-")) { color: \(colour.hex); }"
    }.joined(separator: "\n")
  }
}
