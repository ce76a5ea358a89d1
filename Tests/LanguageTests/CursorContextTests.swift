import Language
import Testing

@Suite struct CursorContextTests {
  /// The context at the `|` of a text.
  private func context(_ marked: String) -> CursorContext {
    let parts = marked.split(separator: "|", maxSplits: 1, omittingEmptySubsequences: false)
    let before = String(parts.first ?? "")
    let text = before + (parts.count > 1 ? String(parts[1]) : "")
    return CursorContext(in: SourceText(text, name: "input"), at: before.utf8.count)
  }

  private func describe(_ marked: String) -> String {
    func words(_ argument: CursorContext.Argument) -> String {
      let used = argument.usedLabels.joined(separator: ",")
      return argument.callee + (argument.isParenthesized ? "()" : "")
        + " used[\(used)] \(argument.positionalCount)"
        + (argument.label.map { " \($0):" } ?? "")
    }
    let context = context(marked)
    let place =
      switch context.place {
      case .statementHead: "head"
      case .argument(let argument): "argument \(words(argument))"
      case .argumentValue(let argument): "value \(words(argument))"
      case .expression: "expression"
      case .member(let names): "member \(names.joined(separator: "."))"
      case .greekLetter: "greek"
      case .none: "none"
      }
    return "\(place) '\(context.prefix)'\(context.isInsideText ? " in text" : "")"
  }

  @Test(
    "A cursor knows the call it is in",
    arguments: [
      ("|", "head ''"), ("so|", "head 'so'"), ("so|lve", "head 'so'"), ("x = so|", "head 'so'"),
      ("x += |", "head ''"), ("1\nso|", "head 'so'"), ("a; so|", "head 'so'"), ("if a { so|", "head 'so'"),
      ("func f(x) = so|", "head 'so'"), ("solve |", "argument solve used[] 0 ''"),
      ("solve al|", "argument solve used[] 0 'al'"),
      ("solve alpha: 1, be|", "argument solve used[alpha] 0 'be'"),
      ("x = solve alpha: 1, be|", "argument solve used[alpha] 0 'be'"),
      ("train net, on: B, a|", "argument train used[on] 1 'a'"),
      ("solve alpha: 1,\n  be|", "argument solve used[alpha] 0 'be'"),
      ("solve(alpha: 1, be|", "argument solve() used[alpha] 0 'be'"),
      ("solve(|", "argument solve() used[] 0 ''"), ("f(g(1, 2), a|", "argument f() used[] 1 'a'"),
      ("f(g(1, |", "argument g() used[] 1 ''"),
      ("sweep α in 1...2 { solve(al|", "argument solve() used[] 0 'al'"),
      ("sweep α in 1...2 { solve al|", "argument solve used[] 0 'al'"),
      ("train net, anchor: |", "value train used[] 1 anchor: ''"),
      ("train net, anchor: \"pre|", "value train used[] 1 anchor: 'pre' in text"),
      ("train net, on: x|", "value train used[] 1 on: 'x'"),
      ("load \"a b|", "argument load used[] 0 'a b' in text"),
      ("load \"|", "argument load used[] 0 '' in text"),
      ("plot c, y: [\"a\", \"e|", "value plot used[] 1 y: 'e' in text"),
      ("plot [|", "value plot used[] 0 ''"),
      ("solve alpha: 2 * be|", "expression 'be'"), ("1 + so|", "expression 'so'"),
      ("while so|", "expression 'so'"),
      ("for x in |", "expression ''"), ("first.|", "member first ''"), ("first.er|", "member first 'er'"),
      ("print a.b.er|", "member a.b 'er'"), ("f(x).er|", "member  'er'"), ("\\al|", "greek 'al'"),
      ("x = \\|", "greek ''"), ("1 # so|", "none ''"), ("12|", "none ''"), ("func f|", "none 'f'"),
      ("func f(x|", "none 'x'"), ("?so|", "argument help used[] 0 'so'"),
      ("help so|", "argument help used[] 0 'so'"),
      ("print \"a \\(so|", "head 'so'"), ("x = 2y; solve al|", "argument solve used[] 0 'al'"),
      ("x - so|", "expression 'so'"),
      ("α = solve al|pha", "argument solve used[] 0 'al'"), ("print \"a\", |", "argument print used[] 1 ''"),
    ])
  func places(marked: String, expected: String) {
    #expect(describe(marked) == expected)
  }

  @Test(
    "A cursor anywhere in the arguments of a call knows the innermost call",
    arguments: [
      ("solve alpha: 2 * be|", "solve alpha 0"), ("solve alpha: 1, be|", "solve - 0"),
      ("solve(alpha: [1, 2|", "solve alpha 0"), ("train net, on: teacher(n: 1|", "teacher n 0"),
      ("f(1, 2, (3 + |", "f - 2"), ("x = 1 + |", ""), ("solve|", ""), ("func f(x|", ""),
      ("x = f(|)", "f - 0"),
    ])
  func calls(marked: String, expected: String) {
    let call = context(marked).call
    let words = call.map { "\($0.callee) \($0.label ?? "-") \($0.positionalCount)" } ?? ""
    #expect(words == expected)
  }

  @Test("The span is what a completion replaces")
  func spans() {
    let source = SourceText("α = \\bet", name: "input")
    let greek = CursorContext(in: source, at: source.utf8.count)
    #expect(source[greek.span] == "\\bet")
    let text = SourceText("load \"a b", name: "input")
    #expect(text[CursorContext(in: text, at: 9).span] == "a b")
  }
}
