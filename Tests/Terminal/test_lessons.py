"""The lessons, in their quick forms: each runs in less than 20 s, and is stepped through forward and back."""

import pathlib
import re
import subprocess
import tempfile
import time

from terminal import Session, plain

LESSONS = sorted((pathlib.Path(__file__).resolve().parents[2] / "scripts" / "lessons").glob("*.rpl"))
STEP = "\x1b\\[\\?2004h(\\d+ of \\d+|end)> "
# A line of progress, up to what clears it.
PROGRESS = re.compile("\r\x1b\\[K[^\n]*?(?=\r\x1b\\[K)")
QUESTION = "your prediction: "


def test_lessons(replica):
    """Every lesson runs, draws figures and asks questions; a class goes through it, back, and to its end again."""
    assert len(LESSONS) == 7
    for lesson in LESSONS:
        # Long results of the first run are used again in the second.
        with tempfile.TemporaryDirectory() as home:
            began = time.monotonic()
            shown = run(replica, lesson, home)
            assert time.monotonic() - began < 20, lesson.name
            assert shown.count("┤") > 10 and shown.count("question ") >= 2, lesson.name
            walk(replica, lesson, home)


def run(replica, lesson, home):
    result = subprocess.run(
        [replica, "run", str(lesson), "--set", "quick=true"], cwd=home, env={"PATH": "/usr/bin:/bin", "HOME": home, "LANG": "C.UTF-8"},
        capture_output=True, text=True, timeout=60)
    assert result.returncode == 0, result.stderr
    return result.stdout


def walk(replica, lesson, home):
    session = Session(replica, "step", str(lesson), "--set", "quick=true", home=home, waits=False, size=(60, 120))
    first = pages(session, None)
    assert "error[E" not in first, lesson.name
    table = first.rpartition("prediction  answer")[2]
    assert " 0.5 " in table and "the end of the lesson" in table, (lesson.name, table)
    for _ in range(4):
        session.type("back\r")
        session.child.expect(STEP)
    place = session.child.match.group(1)
    second = pages(session, "\r")
    assert "error[E" not in second and "the end of the lesson" in second, lesson.name
    # From there on everything is as it was, times apart.
    once, again = (without_times(tail(shown, place)) for shown in (first, second))
    assert once == again, (lesson.name, [pair for pair in zip(once, again) if pair[0] != pair[1]][:5])
    session.type("quit\r")
    assert session.end() == 0


def pages(session, begin):
    """What is shown up to the end of the lesson, by Enter alone, and 0.5 as the answer to every question."""
    if begin:
        session.type(begin)
    shown = ""
    while True:
        found = session.child.expect([STEP, QUESTION], timeout=60)
        shown += plain(PROGRESS.sub("", session.child.before))
        if found == 1:
            session.type("0.5\r")
        elif session.child.match.group(1) == "end":
            return shown
        else:
            session.type("\r")


def tail(shown, place):
    """The results from a step on: what follows the page of the step after it."""
    count = int(place.split()[0]) + 1
    return shown.partition(f"── {count} of ")[2]


def without_times(shown):
    """The lines without what says how long something took; in a table that is the last column."""
    lines, is_timed = [], False
    for line in shown.splitlines():
        is_timed = bool(line.strip()) and (is_timed or line.endswith(" seconds"))
        if " iterations · " not in line and "reused" not in line:
            lines.append(line.rsplit(None, 1)[0] if is_timed else line)
    return lines
