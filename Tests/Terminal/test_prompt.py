"""The prompt: cells, unfinished blocks, errors, leaving."""

import time

from terminal import CONTINUATION, CTRL_C, CTRL_D, Session, plain


def test_cell(replica):
    """A result stands four to the right under its prompt, and a blank line follows."""
    session = Session(replica)
    session.type("1 + 1\r")
    assert session.wait() == "1 + 1\n    2\n\n"
    assert session.number == 2


def test_prompt_counts_statements(replica):
    """The prompt shows the number of the statement to come, and _n is the result of statement n."""
    session = Session(replica)
    assert session.number == 1
    assert session.ask("10; 20; 30") == "    10\n    20\n    30"
    assert session.number == 4
    assert session.ask("_2") == "    20"
    assert session.ask("nonsense()").startswith("    error[E40]")
    assert session.number == 5


def test_unfinished_block(replica):
    """A block goes on until it is closed, with prompts that are aligned with the first."""
    session = Session(replica)
    session.ask("1; 2; 3; 4; 5; 6; 7; 8; 9")
    session.type("for i in 1...3 {\r")
    session.child.expect(CONTINUATION)
    assert session.child.after.endswith(" ... ")
    session.type("  print(i)\r")
    session.child.expect(CONTINUATION)
    session.type("}\r")
    assert session.wait() == "}\n    1\n    2\n    3\n\n"


def test_tab_indents_in_a_block(replica):
    """Tab on an empty line of a block is two blanks."""
    session = Session(replica)
    session.type("x = [\r")
    session.child.expect(CONTINUATION)
    session.type("\t1]\r")
    assert session.wait() == "  1]\n    [1]\n\n"


def test_empty_line(replica):
    """Nothing typed is nothing done."""
    session = Session(replica)
    assert session.ask("") == ""
    assert session.ask("# a remark") == ""
    assert session.number == 1


def test_typo(replica):
    """A mistyped command gets a caret and a suggestion."""
    session = Session(replica)
    answer = session.ask("sqroot(2)")
    assert "error[E40]: unknown name sqroot" in answer
    assert "| ^^^^^^" in answer
    assert "did you mean sqrt?" in answer


def test_help(replica):
    """?name is help name."""
    session = Session(replica)
    assert "Solves the mean-field theory" in session.ask("?solve")
    assert session.ask("help solve") == session.ask("?solve")
    assert "help NAME or ?NAME" in session.ask("?")


def test_silent_statement(replica):
    """A semicolon at the end of a line keeps its result to itself."""
    session = Session(replica)
    assert session.ask("x = 3;") == ""
    assert session.ask("x") == "    3"


def test_paste(replica):
    """Several lines pasted at once are one cell."""
    session = Session(replica)
    session.type("\x1b[200~a = 2\nb = 3\na * b\n\x1b[201~\r")
    assert session.wait().endswith("    2\n    3\n    6\n\n")
    assert session.number == 4


def test_greek(replica):
    """A name may be Greek, typed as it is or by its name."""
    session = Session(replica)
    assert session.ask("α = 0.5") == "    0.5"
    assert session.complete("2 * \\alpha") == "2 * α"
    assert session.ask("α * 2") == "    1"


def test_leaving(replica):
    """Ctrl-D on an empty line leaves with 0, and so does quit."""
    assert Session(replica).leave() == 0
    session = Session(replica)
    session.type("quit\r")
    assert session.end() == 0


def test_leaving_deep_values(replica):
    """Values that hold each other very deeply do not keep anyone from leaving, or from going on."""
    session = Session(replica)
    session.ask("func wrap(g) = x -> g(x)")
    session.ask("h = sqrt; for i in 1...200000 { h = wrap(h) }; k = h; h = 2")
    assert session.ask("k = 1") == "    1"
    session.ask("h = sqrt; for i in 1...200000 { h = wrap(h) }")
    assert session.leave() == 0


def test_end_within_a_block(replica):
    """Ctrl-D in an unfinished block ends the block, not the session."""
    session = Session(replica)
    session.type("x = (1 +\r")
    session.child.expect(CONTINUATION)
    session.type(CTRL_D)
    assert "error[E11]" in session.wait()
    assert session.ask("1") == "    1"


def test_interrupted_line(replica):
    """Ctrl-C gives the line up, and an unfinished block with it."""
    session = Session(replica)
    session.type("x = 12345")
    session.see("12345")
    session.type(CTRL_C)
    assert session.wait() == "^C\n"
    session.type("for i in 1...3 {\r")
    session.child.expect(CONTINUATION)
    session.type("print(i)")
    session.see("print(i)")
    session.type(CTRL_C)
    session.wait()
    assert session.ask("1 + 1") == "    2"
    assert "unknown name x" in session.ask("x")


def test_resize(replica):
    """A table follows the width of the window."""
    session = Session(replica)
    columns = ", ".join(f"column{i}: [1, 2]" for i in range(12))
    assert "do not fit" in session.ask(f"t = table {columns}")
    session.child.setwinsize(40, 160)
    assert "do not fit" not in session.ask("t")


def test_resize_while_computing(replica):
    """A window that changes during a computation is known to the next line."""
    session = Session(replica, size=(40, 40))
    session.type("for i in 1...2000000 { }\r")
    time.sleep(0.1)
    session.child.setwinsize(40, 120)
    session.wait()
    session.type("x" * 60)
    session.see("x" * 60)


def test_terminal_is_given_back(replica):
    """After leaving, the terminal echoes again."""
    session = Session("/bin/sh", "-c", f"{replica}; stty -a; echo done")
    session.wait()
    session.type(CTRL_D)
    session.see("done")
    settings = plain(session.child.before).replace(";", " ").split()
    assert "echo" in settings and "icanon" in settings and "isig" in settings
