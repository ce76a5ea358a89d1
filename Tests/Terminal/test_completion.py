"""Tab: commands, labels, choices, variables, members, files."""

import pathlib

from terminal import CTRL_C, TAB, Session, plain


def test_command(replica):
    """A command is completed, and a blank follows where its arguments do."""
    session = Session(replica)
    assert session.complete("transp") == "transpose "
    assert session.complete("x = 1 + transp") == "x = 1 + transpose("


def test_label(replica):
    """After a command Tab completes its labels, each once."""
    session = Session(replica)
    assert session.complete("solve al") == "solve alpha: "
    assert session.complete("solve alpha: 1, be") == "solve alpha: 1, beta: "
    assert session.complete("solve(al") == "solve(alpha: "


def test_choice(replica):
    """The choices of an argument are completed, with their closing quote."""
    session = Session(replica)
    assert session.complete('plot t, style: "po') == 'plot t, style: "points"'
    assert session.complete("plot t, style: \"li") == 'plot t, style: "line"'


def test_variable_and_member(replica):
    """Variables and the fields of their values are completed."""
    session = Session(replica)
    session.ask("temperatures = record(first: 1, second: record(inner: 2))")
    assert session.complete("1 + tempe") == "1 + temperatures"
    assert session.complete("temperatures.sec") == "temperatures.second"
    assert session.complete("temperatures.second.in") == "temperatures.second.inner"


def test_file(replica):
    """In a text that is no choice, files are completed, blanks in their names included."""
    session = Session(replica)
    pathlib.Path(session.home, "first lecture.rpl").write_text("1\n")
    pathlib.Path(session.home, "notes").mkdir()
    pathlib.Path(session.home, "notes", "second.rpl").write_text("2\n")
    assert session.complete('run "fir') == 'run "first lecture.rpl"'
    assert session.complete('run "no') == 'run "notes/'
    assert session.complete('run "notes/se') == 'run "notes/second.rpl"'


def test_hostile_file(replica):
    """The name of a file stays within its text: quotes in it, and what would be code, are escaped."""
    session = Session(replica)
    for name in ['one" + 1 + "x.rpl', "two\\(1+1).rpl", "three\\n.rpl", "four\nlines.rpl", "bell\x07.rpl"]:
        pathlib.Path(session.home, name).write_text("40 + 2\n")
    pathlib.Path(session.home, 'six"').mkdir()
    assert session.complete('run "one') == r'run "one\" + 1 + \"x.rpl"'
    assert session.complete('run "two') == r'run "two\\(1+1).rpl"'
    assert session.complete('run "three') == r'run "three\\n.rpl"'
    assert session.complete('run "four') == r'run "four\nlines.rpl"'
    assert session.complete('run "bell') == 'run "bell'
    assert session.complete('run "six') == r'run "six\"/'
    assert "42" in session.ask(r'run "two\\(1+1).rpl"')


def test_list(replica):
    """Two Tabs list what fits, with a word about each."""
    session = Session(replica)
    session.type("solve " + TAB + TAB)
    session.see("tolerance:")
    session.type(CTRL_C)
    lines = plain(session.child.before + session.child.after + session.wait()).split("\n")
    assert any(line.startswith("    alpha:      load α") for line in lines), lines
    session.type("plot t, style: \"" + TAB + TAB)
    session.see("points")
    session.type(CTRL_C)
    session.wait()


def test_greek_letters(replica):
    """A Greek letter is typed by its name, and so is an index."""
    session = Session(replica)
    assert session.complete("\\eps") == "ε"
    assert session.complete("r\\_0") == "r₀"


def test_menu_completion(replica):
    """What .inputrc says about Tab holds."""
    session = Session(replica)
    pathlib.Path(session.home, ".inputrc").write_text("TAB: menu-complete\n")
    session = Session(replica, home=session.home)
    session.type("plot t, style: \"" + TAB + TAB + "|")
    session.see("|")
    # The second of the styles in alphabetical order, after both.
    assert "dashed" in plain(session.child.before)


def test_nothing_to_offer(replica):
    """Where a network is wanted and there is none, Tab says so and leaves the line as it is; at a question it offers nothing."""
    session = Session(replica)
    session.type("train " + TAB)
    session.see("make one with perceptron, network or binarynet")
    session.see("[1] train ")
    session.type(CTRL_C)
    session.wait()
    session.ask("net = perceptron n: 5")
    assert session.complete("train ") == "train net"
