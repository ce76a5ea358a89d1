"""A whole session, as a researcher types it: theory and simulation of the same two tasks, errors included."""

import json
import pathlib
import subprocess
import time

from terminal import CONTINUATION, CTRL_C, TAB, Session


def test_session(replica):
    """An unfinished block, a completion, a typo, Ctrl-C in a training, and a saved script that gives the same numbers."""
    session = Session(replica)
    session.ask("seed 7")
    session.ask("first = solve alpha: 2, beta: 20")
    # Tab types the label.
    session.type("second = solve after: first, al" + TAB + "1, beta: 20, over" + TAB + "0.5\r")
    assert "ε₁ 0.113592   ε₂ 0.31278" in session.wait()
    assert "did you mean solve?" in session.ask("slove alpha: 1")
    # A block over three lines.
    session.type("func errorOf(task, net) {\r")
    session.child.expect(CONTINUATION)
    session.type("measure(net, with: task).error\r")
    session.child.expect(CONTINUATION)
    session.type("}\r")
    session.wait()
    session.ask("A = teacher n: 200, alpha: 2")
    session.ask("B = teacher like: A, overlap: 0.5, alpha: 1")
    session.ask("net = perceptron n: 200")
    session.ask("train net, on: A, epochs: 50")
    session.ask("before = net")
    number = session.number
    # A training of hours, stopped: the network stays what it was, and no number is used up.
    session.type("train net, on: B, epochs: 1000000000, anchor: \"previous\"\r")
    time.sleep(1)
    began = time.monotonic()
    session.type(CTRL_C)
    assert "interrupted" in session.wait()
    assert time.monotonic() - began < 1
    assert session.number == number
    assert session.ask("errorOf(A, net) == errorOf(A, before)") == "    true"
    session.ask("train net, on: B, epochs: 50, anchor: \"previous\"")
    session.ask("result = [errorOf(A, before), errorOf(A, net), errorOf(B, net), second.error]")
    session.ask('save "session.rpl"')
    shown = session.ask("result[0] * 1e6; result[1] * 1e6; result[2] * 1e6")
    assert session.leave() == 0

    # The saved script in a new process gives the same numbers.
    path = pathlib.Path(session.home, "session.rpl")
    text = path.read_text()
    # What failed or was stopped is there as a comment.
    code = "\n".join(line for line in text.splitlines() if not line.startswith("#"))
    assert "slove" in text and "1000000000" in text
    assert "slove" not in code and "1000000000" not in code
    again = subprocess.run(
        [replica, "eval", "--json", f'run "{path}"\n[result[0] * 1e6, result[1] * 1e6, result[2] * 1e6]'],
        capture_output=True, cwd=session.home, timeout=60)
    assert again.returncode == 0, again.stderr
    assert [f"{value:.6g}" for value in json.loads(again.stdout)] == shown.split()
