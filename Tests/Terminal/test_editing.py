"""Help while typing, the user's own editor, copied sessions, the init file, a projector."""

import pathlib
import subprocess
import tempfile

from terminal import CTRL_C, TAB, Session

META_H = "\x1bh"


def pasted(text):
    return "\x1b[200~" + text + "\x1b[201~\r"


def with_editor(replica, script):
    """A session whose editor is a program that edits as the script says."""
    home = tempfile.mkdtemp(prefix="replica-terminal-")
    path = pathlib.Path(home, "editor")
    path.write_text("#!/bin/sh\n" + script)
    path.chmod(0o755)
    return Session(replica, home=home, EDITOR=str(path))


def test_template(replica):
    """Tab in empty parentheses fills in what must be given, and goes on from gap to gap."""
    session = Session(replica)
    session.type("x = solve(" + TAB + "2" + TAB + "20)\r")
    assert "ε₁ 0.0013275" in session.wait()
    assert session.ask("x.alpha") == "    2"


def test_values_by_kind(replica):
    """train offers networks, then tasks; solve after: offers solutions."""
    session = Session(replica)
    session.ask("net = perceptron n: 11; A = teacher n: 11, alpha: 1; first = solve alpha: 1, beta: 5; x = 3")
    assert session.complete("train ") == "train net"
    assert session.complete("train net, on: ") == "train net, on: A"
    assert session.complete("solve alpha: 1, beta: 5, after: ") == "solve alpha: 1, beta: 5, after: first"


def test_signature(replica):
    """Meta-h shows the signature and the argument under the cursor, and the line stays as it is."""
    session = Session(replica)
    session.type("solve alpha: 2, beta: 2" + META_H + "0")
    session.see("inverse temperature β of learning")
    session.see("[1] solve alpha: 2, beta: 20")
    session.type("\r")
    assert "ε₁ 0.0013275" in session.wait()


def test_edited_file(replica):
    """The file that the editor is given is private, and has a name that nobody can foresee."""
    session = with_editor(replica, "echo \"$1\" >> names; stat -c %a \"$1\" >> modes\n")
    session.ask("first = 3")
    session.ask("edit")
    session.ask("edit")
    names = pathlib.Path(session.home, "names").read_text().split()
    assert len(set(names)) == 2 and all(name.endswith(".rpl") for name in names), names
    assert pathlib.Path(session.home, "modes").read_text().split() == ["600", "600"]
    assert not any(pathlib.Path(name).exists() for name in names)


def test_edit(replica):
    """edit opens the last cell, or the one of a number, and runs what comes back; the terminal is as before."""
    session = with_editor(replica, "stty -icanon -echo\nsed -i 's/frist/first/; s/3/4/' \"$1\"\n")
    session.ask("first = 3")
    session.ask("frist")
    assert session.ask("edit") == "[2] first\n    3"
    assert session.ask("edit 1") == "[3] first = 4\n    4"
    assert "there is no cell 99" in session.ask("edit 99")
    assert session.ask("first") == "    4"
    session.leave()
    journal = next(pathlib.Path(session.home, ".local/share/replica/sessions").iterdir()).read_text()
    assert "\nfirst = 4\n#> done" in journal and "edit" not in journal.replace("edit 99", "")


def test_edit_of_nothing(replica):
    """An editor that fails, or leaves nothing, runs nothing; one that is not there is an error."""
    session = with_editor(replica, "exit 1\n")
    session.ask("x = 3")
    assert session.ask("edit") == "    nothing is run"
    session = with_editor(replica, ": > \"$1\"\n")
    assert session.ask("edit") == "    nothing is run"
    assert "cannot be run" in Session(replica, EDITOR="/no/such/editor").ask("edit")


def test_edit_without_editor(replica):
    """Without an editor the cell stands on the line to be changed; Ctrl-C leaves it as it was."""
    session = Session(replica)
    session.ask("x = 3")
    session.type("edit\r")
    session.see("edit> x = 3")
    session.type("4\r")
    assert session.wait().endswith("    34\n\n")
    session.type("edit 1\r")
    session.see("edit> x = 3")
    session.type(CTRL_C)
    session.wait()
    assert session.ask("x") == "    34"


def test_editor_and_signals(replica):
    """Ctrl-C in the editor is the editor's."""
    session = with_editor(replica, "trap : INT\necho ready\nread line\necho 'x = 5' > \"$1\"\n")
    session.type("edit\r")
    session.see("ready")
    session.type(CTRL_C)
    session.type("go\r")
    assert session.wait().endswith("[1] x = 5\n    5\n\n")


def test_pasted_session(replica):
    """A session copied with its prompts runs cell by cell, without its results and without what failed."""
    session = Session(replica)
    session.type(pasted(
        "[1] second = 5\n    5\n\n[2] func sq(x) {\n...   x^2\n... }\n\n[3] nonse\n    error[E40]: unknown\n\n"
        "[3] sq(second)\n    25\n"))
    session.wait()
    assert session.number == 4
    assert session.ask("_3") == "    25"
    # Each is a cell of its own.
    session.ask("undo 2")
    assert session.number == 3


def test_pasted_script(replica):
    """Pasted cells run up to the first that fails."""
    session = Session(replica)
    session.type(pasted("# %% a\nx = 1\n# %% b\ny = oops\n# %% c\nz = 3\n"))
    session.see("the cell below it was not run")
    session.wait()
    assert session.ask("x") == "    1"
    assert "unknown name z" in session.ask("z")


def init_file(text):
    home = pathlib.Path(tempfile.mkdtemp(prefix="replica-terminal-"))
    folder = home / ".config/replica"
    folder.mkdir(parents=True)
    (folder / "init.rpl").write_text(text)
    return str(home)


def test_init_file(replica):
    """The init file is the first cell of a session, and in its journal; --no-init does without."""
    home = init_file("# Doubles a number.\nfunc double(x) = 2 * x\ntwo = 2\n")
    session = Session(replica, home=home)
    assert "init.rpl: 2 statements" in session.greeting
    assert session.number == 3
    assert session.ask("double(two)") == "    4"
    assert "Doubles a number." in session.ask("?double")
    session.kill()
    resumed = Session(replica, home=home)
    assert "init.rpl" not in resumed.greeting
    assert "Doubles a number." in resumed.ask("double?")
    resumed.leave()
    session = Session(replica, "--no-init", home=home, waits=False)
    session.wait()
    assert session.number == 1


def test_init_file_with_an_error(replica):
    """An error in the init file is shown, nothing of it holds, and the session goes on."""
    session = Session(replica, home=init_file("x = 1\ny = oops\n"))
    assert "unknown name oops" in session.greeting and "init.rpl:2:5" in session.greeting
    assert session.number == 1
    assert session.ask("1 + 1") == "    2"


def test_projector(replica):
    """For a class a figure fills the window."""
    plain_rows = Session(replica, size=(50, 140)).ask("plot [1, 2, 3]").count("\n")
    session = Session(replica, size=(50, 140), REPLICA_PROJECTOR="1")
    large = session.ask("plot [1, 2, 3]")
    assert large.count("\n") > plain_rows + 10
    assert max(len(line) for line in large.split("\n")) > 120


def test_manual(replica):
    """The manual page has every command of both languages, and nroff takes it."""
    page = subprocess.run([replica, "manual"], capture_output=True, text=True, check=True).stdout
    for word in [".TH REPLICA", "\\fBsolve\\fR", "\\-\\-no\\-init", "\\fB\\-\\-set name=value\\fR", "XDG_CONFIG_HOME"]:
        assert word in page, word


def test_shell_completion(replica):
    """The shells' completions come from the same declarations."""
    for shell in ["bash", "zsh", "fish"]:
        script = subprocess.run(
            [replica, "--generate-completion-script", shell], capture_output=True, text=True, check=True).stdout
        assert "projector" in script and "replay" in script


def test_explained_errors_around_the_language(replica):
    """What the page of errors says gives an error outside the language does."""
    folder = pathlib.Path(tempfile.mkdtemp())
    script = folder / "script.rpl"
    script.write_text("x = 1\n")
    damaged = folder / "damaged.rpl"
    damaged.write_text("# Replica journal 1\n\n# %% [1] 10:00:00\n1\n#> done at noon\n")
    for arguments, code in [
        (["run", str(script), "--set", "unheardOf=1"], "E70"),
        (["replay", str(script)], "E80"),
        (["replay", str(damaged)], "E81"),
    ]:
        answer = subprocess.run([replica, *arguments], capture_output=True, text=True).stderr
        assert f"error[{code}]" in answer, answer
