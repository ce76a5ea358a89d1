"""History across sessions, files of the session, and the environment."""

import os
import pathlib
import subprocess

from terminal import CONTINUATION, UP, Session, plain


def test_history(replica):
    """Lines of an earlier session come back, an entry of several lines as one."""
    session = Session(replica)
    session.type("for i in 1...2 {\r")
    session.child.expect(CONTINUATION)
    session.type("print(\"i = \\(i)\")\r")
    session.child.expect(CONTINUATION)
    session.type("}\r")
    session.wait()
    session.ask("10 + 1")
    session.ask("10 + 1")
    assert session.leave() == 0

    again = Session(replica, home=session.home)
    again.type(UP + UP + "\r")
    assert again.wait().endswith("    i = 1\n    i = 2\n\n")
    again.type(UP + UP + "\r")
    assert again.wait().endswith("    11\n\n")


def test_history_file(replica):
    """The history lives in the state folder that XDG names, for its owner alone."""
    session = Session(replica)
    state = os.path.join(session.home, "elsewhere")
    session = Session(replica, home=session.home, XDG_STATE_HOME=state)
    session.ask("1 + 1")
    path = pathlib.Path(state, "replica", "history")
    assert path.read_text() == "1 + 1\n"
    assert path.stat().st_mode & 0o077 == 0
    assert path.parent.stat().st_mode & 0o077 == 0


def test_unwritable_history(replica):
    """Where it cannot be kept, that is said once, and the session goes on."""
    session = Session(replica, XDG_STATE_HOME="/proc/nowhere")
    assert session.greeting.count("the history is not kept: /proc/nowhere/replica/history") == 1
    assert session.ask("1 + 1") == "    2"
    session.type(UP + "\r")
    assert session.wait().endswith("    2\n\n")


def test_save_and_run(replica):
    """A saved session gives the same numbers, in a session and as a script."""
    session = Session(replica)
    session.ask("seed 7")
    session.ask("x = random(3)")
    first = session.ask("y = mean(random(1000))")
    session.ask('save "x.rpl"')
    session.ask("z = y * 2")
    assert session.leave() == 0

    again = Session(replica, home=session.home)
    assert first in again.ask('run "x.rpl"').replace("        ", "    ")
    assert again.ask("y") == first
    script = subprocess.run(
        [replica, "run", "x.rpl"], cwd=session.home, capture_output=True, text=True, check=True)
    assert first.strip() in script.stdout


def test_no_color(replica):
    """NO_COLOR is honoured, and without it there are colours."""
    def colours(**variables):
        session = Session(replica, colours=True, **variables)
        session.type("sqroot(2)\r")
        session.child.expect("\\?2004h")
        return "\x1b[1;31m" in session.child.before
    assert colours()
    assert not colours(NO_COLOR="1")


def test_dumb_terminal(replica):
    """A terminal that understands nothing gets nothing to understand."""
    session = Session("/bin/sh", "-c", f"{replica}", colours=True, TERM="dumb")
    session.see("[1] ")
    session.type("sqroot(2)\r")
    session.see("[1] ")
    assert "\x1b" not in session.child.before
    assert "did you mean" in session.child.before


def test_ascii(replica):
    """Without UTF-8 everything Replica says is ASCII."""
    session = Session(replica, LANG="C")
    answer = session.ask("plot x: [1, 2, 3], y: [1, 4, 9], xlabel: \"alpha\"")
    assert answer.isascii() and "+---" in answer, answer
    assert session.greeting.isascii()
    assert session.ask("zeros(2, 3)").isascii()


def test_inputrc(replica):
    """Keys bound under $if replica in .inputrc work."""
    session = Session(replica)
    pathlib.Path(session.home, ".inputrc").write_text(
        '$if replica\n"\\C-t": "40 + 2"\n$endif\n$if other\n"\\C-t": "nonsense"\n$endif\n')
    session = Session(replica, home=session.home)
    session.type("\x14\r")
    assert session.wait().endswith("    42\n\n")


def test_terminated(replica):
    """A signal that ends the program gives the terminal back."""
    session = Session(replica)
    session.type("1 +")
    session.child.kill(15)
    assert session.end() == 128 + 15
