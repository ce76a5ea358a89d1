"""The command line: results on standard output, the rest on standard error, exit codes."""

import json
import os
import pathlib
import subprocess
import tempfile


def run(replica, *arguments, text=None, **variables):
    environment = {"PATH": os.environ["PATH"], "HOME": tempfile.gettempdir(), "LANG": "C.UTF-8", **variables}
    process = subprocess.run([replica, *arguments], input=text, capture_output=True, env=environment, timeout=20)
    return process.returncode, process.stdout.decode(), process.stderr.decode()


def script(text):
    path = pathlib.Path(tempfile.mkdtemp(prefix="replica-script-"), "script.rpl")
    path.write_text(text)
    return str(path)


def test_eval(replica):
    """eval prints the last value."""
    assert run(replica, "eval", "1 + 1") == (0, "2\n", "")
    assert run(replica, "eval", "x = 2\nx * 3") == (0, "6\n", "")
    assert run(replica, "eval", "-1 + 2") == (0, "1\n", "")
    assert run(replica, "eval", "--", "-1 + 2") == (0, "1\n", "")
    assert run(replica, "eval", "--", "--json")[0] == 1
    assert run(replica, "eval", "x = 2;") == (0, "", "")
    assert run(replica, "eval", "") == (0, "", "")


def test_eval_json(replica):
    """--json prints one JSON value with all its digits."""
    assert run(replica, "eval", "--json", "1 / 3") == (0, "0.3333333333333333\n", "")
    assert run(replica, "eval", "for i in 1...3 { }", "--json") == (0, "null\n", "")
    assert run(replica, "eval", "--json", "-1 + 2") == (0, "1\n", "")
    status, out, err = run(replica, "eval", "--json", 'print "here"; record(α: [1, 0/0], b: "ü")')
    assert status == 0 and json.loads(out) == {"α": [1, None], "b": "ü"}
    assert err == "here\n"
    assert json.loads(run(replica, "eval", "--json", "1 / 0")[1]) is None
    # JSON is UTF-8, whatever the terminal.
    assert run(replica, "eval", "--json", '"α"', LANG="C")[1] == '"α"\n'


def test_failure(replica):
    """An error is told on standard error, with status 1."""
    status, out, err = run(replica, "eval", "print 1; sqroot(2)")
    assert status == 1 and out == "1\n"
    assert err.startswith("error[E40]: unknown name sqroot\n") and "did you mean sqrt?" in err
    assert "\x1b" not in err
    status, out, err = run(replica, "eval", "1 +")
    assert status == 1 and out == "" and "error[E11]" in err


def test_wrong_usage(replica):
    """Wrong usage has status 2 and tells how it is done."""
    for arguments in [["bogus"], ["eval"], ["eval", "1", "2"], ["run"], ["run", "--nonsense", "x"], ["--nonsense"]]:
        status, out, err = run(replica, *arguments)
        assert (status, out) == (2, ""), arguments
        assert "Usage: replica" in err, err
    status, out, err = run(replica, "eval", b"\xff\xfe")
    assert (status, out, err) == (2, "", "argument 2 is not UTF-8 text\n")


def test_help(replica):
    """Help and version are results."""
    assert run(replica, "--version")[0] == 0
    status, out, err = run(replica, "--help")
    assert status == 0 and "run" in out and "eval" in out and "reference" not in out and err == ""


def test_run(replica):
    """run shows results, a blank line around each; what is printed stays together."""
    path = script('n = 3\nprint "a"\nprint "b"\nm = n^2;\nn + m\n')
    assert run(replica, "run", path) == (0, "3\n\na\nb\n\n12\n", "")
    assert run(replica, "run", path, "--quiet") == (0, "a\nb\n", "")


def test_set(replica):
    """--set replaces what the script assigns; an unknown name is wrong usage, with a suggestion."""
    path = script("alpha = 1\nbeta = 2\nalpha + beta\n")
    assert run(replica, "run", path, "--set", "alpha=2 * 5")[1].endswith("\n12\n")
    assert run(replica, "run", path, "--set", "alpha=10", "--set", "beta=sqrt(4)")[1] == "10\n\n2\n\n12\n"
    status, out, err = run(replica, "run", path, "--set", "alfa=2")
    assert (status, out) == (2, "") and "did you mean alpha?" in err
    status, out, err = run(replica, "run", path, "--set", "alpha=nonsense")
    assert (status, out) == (2, "") and "unknown name nonsense" in err
    assert run(replica, "run", path, "--set", "alpha")[0] == 2
    status, out, err = run(replica, "run", path, "--set", "alpha=2; 3")
    assert status == 2 and "expected an expression for alpha" in err, err


def test_set_comment(replica):
    """A comment in a value given by --set reaches no further than the value, in the session that is saved, too."""
    folder = tempfile.mkdtemp(prefix="replica-script-")
    path, saved = pathlib.Path(folder, "a.rpl"), pathlib.Path(folder, "saved.rpl")
    path.write_text(f'alpha = 1; b = alpha + 1;\nsave "{saved}"\n')
    assert run(replica, "run", str(path), "--set", "alpha=41 # the answer, nearly")[0] == 0
    saved.write_text(saved.read_text() + "\nb\n")
    status, out, err = run(replica, "run", str(saved), "--quiet")
    assert status == 0, err
    assert run(replica, "run", str(saved))[1].endswith("42\n")


def test_hostile_environment(replica):
    """Whatever the environment holds, a script runs or says why not."""
    path = script("1 + 1\n")
    for name in ["REPLICA_CACHE_LIMIT", "REPLICA_MEMORY_LIMIT", "REPLICA_THREADS", "COLUMNS", "LINES", "TERM", "HOME"]:
        for value in ["nan", "inf", "-inf", "1e400", "-1", "", "x", "99999999999999999999"]:
            assert run(replica, "run", path, **{name: value})[0] in [0, 1], (name, value)


def test_files(replica):
    """A file that cannot be read is named."""
    status, out, err = run(replica, "run", "/nonexistent")
    assert (status, out) == (1, "") and "/nonexistent: no such file" in err
    path = pathlib.Path(tempfile.mkdtemp(), "latin")
    path.write_bytes(b"print \"\xe4\"\n")
    assert run(replica, "run", str(path))[0] == 1


def test_standard_input(replica):
    """A script on standard input is run."""
    assert run(replica, text=b"x = 2\nprint x\n") == (0, "2\n\n2\n", "")
    status, out, err = run(replica, text=b"x = \n")
    assert status == 1 and "--> standard input:1:4" in err
    assert run(replica, text=b"\xff")[0] == 1
    assert run(replica, text=b"") == (0, "", "")


def test_quit_ends_a_script(replica):
    """quit ends a script, and nothing is wrong."""
    assert run(replica, "eval", "print 1; quit; print 2") == (0, "1\n", "")


def test_broken_pipe(replica):
    """A reader that has enough ends the script quietly."""
    process = subprocess.Popen(
        [replica, "eval", "for i in 1...100000 { print i }"], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout.readline() == b"1\n"
    process.stdout.close()
    assert process.stderr.read() == b""
    assert process.wait(timeout=10) == 0


def test_full_disk(replica):
    """Results that cannot be written are a failure."""
    with open("/dev/full", "w") as full:
        process = subprocess.run([replica, "eval", "1"], stdout=full, stderr=subprocess.PIPE, timeout=10)
    assert process.returncode == 1 and b"no space left on device" in process.stderr


def test_commands(replica):
    """The vocabulary is there to read and as data."""
    status, out, _ = run(replica, "commands")
    assert status == 0 and out.startswith("session\n")
    status, out, _ = run(replica, "commands", "--json")
    names = [command["name"] for command in json.loads(out)]
    assert status == 0 and "solve" in names and "print" in names


def test_reference(replica):
    """The reference is written as Markdown."""
    folder = tempfile.mkdtemp()
    assert run(replica, "reference", "--to", folder) == (0, "", "")
    assert "`solve`" in pathlib.Path(folder, "Commands/README.md").read_text()
    assert run(replica, "reference", "--to", "/proc/nowhere")[0] == 1


def test_no_escapes_in_files(replica):
    """What is not a terminal gets neither colours nor wrapped lines."""
    columns = ", ".join(f"column{i}: [1, 2]" for i in range(20))
    status, out, err = run(replica, "eval", f"table {columns}", TERM="xterm-256color", COLORTERM="truecolor")
    assert status == 0 and "\x1b" not in out and "column19" in out.split("\n")[0]


def test_deep_values(replica):
    """Functions that hold each other two hundred thousand deep come and go without a crash."""
    text = "func wrap(g) = x -> g(x)\nh = sqrt\nfor i in 1...200000 { h = wrap(h) }\nh = 2\nh"
    status, out, err = run(replica, "eval", text)
    assert (status, out) == (0, "2\n") or (status == 1 and "error[E" in err), (status, out, err)
