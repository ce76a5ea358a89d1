"""A lesson in a terminal: forward and back, questions, the prompt in between."""

import pathlib
import subprocess
import tempfile
import time

from terminal import CTRL_C, CTRL_D, TAB, Session, plain

LESSON = """# %% [markdown]
# # Squares
# What is x²?

# %% A number
quick = false;
x = 2

# %%
y = x + random()
ask "the square of \\(x)", is: x^2
ask "three", is: 3

# %% [markdown]
# Now for something long.

# %%
z = if quick { 1 } else { 2 }
k = 0
while x == 7 { k = k + 1 }

# %% [markdown]
# That was it.
"""
PROMPT = "\x1b\\[\\?2004h(?:\x1b\\[[0-9;]*m)*(?:(\\d+) of 4|end)> "


class Lesson(Session):
    def __init__(self, replica, *arguments, **variables):
        home = variables.pop("home", None) or tempfile.mkdtemp(prefix="replica-lesson-")
        pathlib.Path(home, "lesson.rpl").write_text(LESSON)
        super().__init__(replica, "step", "lesson.rpl", *arguments, home=home, waits=False, **variables)
        self.page = self.step()

    def step(self):
        """What is on the screen up to the next prompt of the lesson; its number is in `place`, 0 at the end."""
        self.child.expect(PROMPT)
        self.place = int(self.child.match.group(1) or 0)
        return plain(self.child.before)

    def say(self, line=""):
        self.type(line + "\r")
        return self.step()


def answer(lesson, *predictions):
    """Runs a cell with questions."""
    lesson.type("\r")
    for prediction in predictions:
        lesson.see("your prediction: ")
        lesson.type(prediction + "\r")
    return lesson.step()


def test_forward_and_back(replica):
    """Prose and a cell are shown, Enter runs it and goes on; back brings back the state, random numbers included."""
    lesson = Lesson(replica)
    assert lesson.place == 1
    assert "  Squares\n\n  What is x²?\n\n    # A number\n    quick = false;\n    x = 2\n" in lesson.page, lesson.page
    page = lesson.say()
    assert lesson.place == 2 and "\n    2\n\n── 2 of 4 " in page and "    y = x + random()" in page, page
    first = answer(lesson, "", "")
    assert lesson.place == 3
    # Prose waits for Enter.
    assert "── 3" not in first and "── 3 of 4" in lesson.say()
    assert "── 2 of 4" in lesson.say("back") and lesson.place == 2
    again = answer(lesson, "", "")
    assert again.partition("three\n")[2] == first.partition("three\n")[2], (first, again)
    lesson.say()
    assert "── 4 of 4" not in lesson.say("next") and "── 4 of 4" in lesson.say()
    assert "That was it." in lesson.child.before
    assert "the end of the lesson" in lesson.say() and lesson.place == 0
    assert "── 4 of 4" in lesson.say("b") and lesson.place == 4
    lesson.say()
    lesson.type("\r")
    assert lesson.end() == 0


def test_predictions(replica):
    """What the class expects is shown beside what comes out, is in a table at the end, and is in the journal."""
    lesson = Lesson(replica)
    lesson.say()
    lesson.type("\r")
    lesson.see("the square of \\(x)")
    lesson.see("your prediction: ")
    lesson.type("much\r")
    lesson.see("error[E75]")
    lesson.see("your prediction: ")
    lesson.type("5\r")
    lesson.see("your prediction: ")
    lesson.type("2.5\r")
    page = lesson.step()
    assert '    prediction  5\n    answer      4\n    difference  1\n' in page, page
    assert '    prediction  2.5\n    answer      3\n    difference  -0.5\n' in page, page
    end = lesson.say("jump 4") + lesson.say()
    rows = [line.split() for line in end.split("\n")]
    for row in ["question prediction answer difference", "the square of 2 5 4 1", "three 2.5 3 -0.5"]:
        assert row.split() in rows, end
    lesson.type("q\r")
    assert lesson.end() == 0
    journal = next(pathlib.Path(lesson.home, ".local/share/replica/sessions").glob("*.rpl"))
    assert 'ask "three", is: 3, prediction: 2.5' in journal.read_text()
    replay = subprocess.run([replica, "replay", "--verify", str(journal)], capture_output=True, text=True, timeout=20)
    assert replay.returncode == 0, replay.stdout + replay.stderr


def test_replay_of_going_back(replica):
    """The journal of a lesson that went back and forth replays to the same numbers."""
    lesson = Lesson(replica)
    lesson.say()
    answer(lesson, "", "")
    lesson.say("b")
    lesson.say("b")
    lesson.say()
    answer(lesson, "4", "")
    lesson.type(CTRL_D)
    assert lesson.end() == 0
    journal = next(pathlib.Path(lesson.home, ".local/share/replica/sessions").glob("*.rpl"))
    replay = subprocess.run([replica, "replay", "--verify", str(journal)], capture_output=True, text=True, timeout=20)
    assert replay.returncode == 0, replay.stdout + replay.stderr


def test_edit_and_run(replica):
    """edit changes a cell and runs it, run does so again from the same state, and Enter goes on with what came of it."""
    lesson = Lesson(replica)
    lesson.type("edit\r")
    lesson.see("x = 2")
    page = lesson.say("0")
    assert lesson.place == 1 and "\n    20\n" in page, page
    assert "\n    20\n" in lesson.say("run") and lesson.place == 1
    lesson.say()
    assert lesson.place == 2
    lesson.type("prompt\r")
    lesson.wait()
    assert lesson.ask("x") == "    20"
    lesson.type(CTRL_D)
    lesson.step()
    assert "x = 20" in lesson.say("back")


def test_edit_in_an_editor(replica):
    """Where there is an editor, edit opens it, shows what comes back, and runs it; Ctrl-C on the line runs nothing."""
    home = tempfile.mkdtemp(prefix="replica-lesson-")
    editor = pathlib.Path(home, "editor")
    editor.write_text("#!/bin/sh\nsed -i 's/x = 2/x = 21/' \"$1\"\n")
    editor.chmod(0o755)
    lesson = Lesson(replica, home=home, EDITOR=str(editor))
    page = lesson.say("edit")
    assert "    x = 21\n\n    21\n" in page and lesson.place == 1, page
    lesson = Lesson(replica)
    lesson.type("edit\r")
    lesson.see("x = 2")
    lesson.type("0" + CTRL_C)
    assert "20" not in lesson.step().replace("x = 20", "") and lesson.place == 1
    assert "\n    2\n" in lesson.say()


def test_commands_by_tab(replica):
    """Tab completes the lesson's commands, lists its steps behind jump, and offers nothing at a question."""
    lesson = Lesson(replica)
    lesson.type("nex" + TAB + "\r")
    lesson.step()
    assert lesson.place == 2
    lesson.type("ju" + TAB + TAB + TAB)
    lesson.see("Now for something long.")
    lesson.type("1\r")
    lesson.step()
    assert lesson.place == 1
    lesson.say()
    lesson.type("\r")
    lesson.see("your prediction: ")
    lesson.type(TAB + TAB + "3\r")
    lesson.see("your prediction: ")
    assert "solve" not in plain(lesson.child.before)
    lesson.type("\r")
    assert "prediction  3" in lesson.step()


def test_errors_at_a_step(replica):
    """What is no command of a lesson is said with the line, and the way on."""
    lesson = Lesson(replica)
    assert "expected a command of the lesson, found x = 3\n" in lesson.say("x = 3")
    assert "did you mean next?" in lesson.say("nxt")
    assert "as in jump 7, found none" in lesson.say("jump") and "found there" in lesson.say("jump there")
    page = lesson.say("jump 9")
    assert "there is no step 9\n" in page and "steps run from 1 to 4" in page, page
    lesson.say("jump 4")
    assert lesson.say() and lesson.place == 0
    assert "the lesson is at its end" in lesson.say("run") and "back goes to" in lesson.say("edit")


def test_prompt_and_return(replica):
    """The prompt has the session as it stands, and what was changed there holds for the cells to come."""
    lesson = Lesson(replica)
    lesson.say()
    lesson.type("p\r")
    lesson.wait()
    assert lesson.ask("x") == "    2"
    assert lesson.ask("x = 10") == "    10"
    lesson.type("quit\r")
    assert "── 2 of 4" in lesson.step()
    page = answer(lesson, "", "")
    assert "answer    100" in page, page
    lesson.say("b")
    page = answer(lesson, "", "")
    assert "answer    100" in page, page
    lesson.say("b")
    lesson.say("b")
    assert "\n    2\n" in lesson.say()


def test_jump_and_interruption(replica):
    """jump runs what lies between unseen; Ctrl-C stops a cell, and the lesson stays at it."""
    lesson = Lesson(replica)
    page = lesson.say("jump 3")
    assert lesson.place == 3 and "Now for something long." in page and "three" not in page, page
    assert "there is no step 9" in lesson.say("jump 9")
    lesson.say("jump 1")
    lesson.type("prompt\r")
    lesson.wait()
    lesson.type(CTRL_D)
    lesson.step()
    lesson.type("edit\r")
    lesson.see("x = 2")
    lesson.type("\x7f7\r")
    lesson.step()
    lesson.say("jump 3")
    lesson.type("\r")
    time.sleep(0.3)
    lesson.type(CTRL_C)
    assert "interrupted" in lesson.step() and lesson.place == 3
    # At a question it takes back the order to run.
    lesson.say("jump 2")
    lesson.type("\r")
    lesson.see("your prediction: ")
    lesson.type(CTRL_C)
    lesson.step()
    assert lesson.place == 2
    assert "expected a command of the lesson, found x + 1" in lesson.say("x + 1")
    assert "prompt" in lesson.say("?")
    lesson.type("quit\r")
    assert lesson.end() == 0


def test_at_the_prompt(replica):
    """step at the prompt goes through a lesson in the session, which goes on with what it made."""
    home = tempfile.mkdtemp(prefix="replica-lesson-")
    pathlib.Path(home, "lesson.rpl").write_text(LESSON)
    session = Session(replica, home=home)
    session.ask("u = 5")
    session.type('step "lesson.rpl"\r')
    session.child.expect(PROMPT)
    session.type("\r")
    session.child.expect(PROMPT)
    session.type("quit\r")
    session.wait()
    assert session.ask("[u, x]") == "    [5, 2]"
    assert "E69" in session.ask('v = 1; step "lesson.rpl"')
    session.kill()
    assert Session(replica, home=home).ask("[u, x]") == "    [5, 2]"
    assert "E69" in subprocess.run(
        [replica, "eval", 'step "lesson.rpl"'], capture_output=True, text=True, cwd=home, timeout=20).stderr


def step(replica, text, *arguments, script=LESSON):
    home = tempfile.mkdtemp(prefix="replica-lesson-")
    pathlib.Path(home, "lesson.rpl").write_text(script)
    process = subprocess.run(
        [replica, "step", "lesson.rpl", *arguments], input=text, capture_output=True, text=True, cwd=home, timeout=20,
        env={"HOME": home, "LANG": "C.UTF-8"})
    return process.returncode, process.stdout, process.stderr


def test_without_a_terminal(replica):
    """The lines of standard input are the commands; --set replaces what the script assigns."""
    status, out, err = step(replica, "\n\n5\n\n\n\nprompt\n[x, z]\nquit\n", "--set", "x=3", "--set", "quick=true")
    assert status == 0 and err == "", err
    assert "prediction  5\n    answer      9\n    difference  -4" in out and "    1\n" in out, out
    assert step(replica, "", "--set", "nope=3")[0] == 2
    assert step(replica, "", script="1 +")[0] == 1
    assert "E74" in step(replica, "", script="# nothing")[2]
