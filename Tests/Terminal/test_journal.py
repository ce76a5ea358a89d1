"""The journal of a session: resumed after a crash, replayed, verified; results used again."""

import contextlib
import os
import pathlib
import signal
import subprocess
import tempfile
import time

from terminal import CTRL_C, Session, plain, slow_session


def journals(session):
    return sorted(pathlib.Path(session.home, ".local/share/replica/sessions").glob("*.rpl"))


def run(replica, home, *arguments):
    environment = {"PATH": os.environ["PATH"], "HOME": home, "LANG": "C.UTF-8"}
    return subprocess.run(
        [replica, *arguments], capture_output=True, text=True, cwd=home, env=environment, timeout=60)


def lesson(replica, **options):
    """A session with a few cells, still running."""
    session = Session(replica, **options)
    for cell in ["seed 7", "A = teacher n: 101, alpha: 1", "net = perceptron n: 101", "train net, on: A, epochs: 20",
                 "x = random 3", "missing", "y = 1", "y = 2", "undo", "solve alpha: 2, beta: 20"]:
        session.ask(cell)
    return session


def test_crash(replica):
    """After kill -9 the next session goes on where the last one was, and offers the cell that was running."""
    session = lesson(replica)
    values = session.ask("[x[0], y, net.fields[5]]")
    number = session.number
    session.type("while true { }\r")
    time.sleep(0.3)
    session.kill()
    again = Session(replica, home=session.home)
    assert "was cut off after 10 cells" in again.greeting, again.greeting
    assert "the same to the last bit · 10 cells" in again.greeting, again.greeting
    assert again.number == number
    # The unfinished cell stands on the line.
    again.see("while true { }")
    again.type(CTRL_C)
    again.wait()
    assert again.ask("[x[0], y, net.fields[5]]") == values
    assert again.ask("undo; 1").startswith("    error")
    again.ask("undo")
    again.ask("undo")
    assert again.ask("y") == "    1"
    assert again.leave() == 0
    # The journal is one, and was left.
    assert len(journals(again)) == 1
    last = Session(replica, home=session.home)
    assert "cut off" not in last.greeting
    assert last.leave() == 0


def test_torn_line(replica):
    """A last line that was torn is cut off, and that is said."""
    session = lesson(replica)
    session.kill()
    path = journals(session)[0]
    data = path.read_bytes()
    path.write_bytes(data[:-9])
    again = Session(replica, home=session.home)
    assert "its last line was torn" in again.greeting, again.greeting
    assert "9 cells" in again.greeting, again.greeting
    again.ask("z = 5")
    again.kill()
    last = Session(replica, home=session.home)
    assert "torn" not in last.greeting and "differs" not in last.greeting, last.greeting
    assert last.ask("z") == "    5"


def test_declined(replica):
    """A session that is not wanted is not offered again; with --resume it comes back all the same."""
    session = lesson(replica)
    session.kill()
    fresh = Session(replica, home=session.home, resumes=False)
    assert fresh.number == 1
    assert fresh.leave() == 0
    assert "cut off" not in Session(replica, home=session.home).greeting
    again = Session(replica, "--resume", home=session.home)
    assert "ended after 9 cells" in again.greeting, again.greeting
    assert again.ask("y") == "    1"


def test_two_sessions(replica):
    """A session that still runs is not offered to another."""
    session = lesson(replica)
    other = Session(replica, home=session.home)
    assert "cut off" not in other.greeting
    other.ask("q = 1")
    assert other.leave() == 0 and session.leave() == 0
    assert len(journals(session)) == 2


def test_verify(replica):
    """A journal verifies; one altered digit is found in its cell and value; so is another seed."""
    session = lesson(replica)
    assert session.leave() == 0
    path = journals(session)[0]
    verified = run(replica, session.home, "replay", str(path), "--verify")
    assert verified.returncode == 0 and verified.stdout.startswith("the same to the last bit · 9 cells"), verified
    text = path.read_text()
    altered = pathlib.Path(session.home, "altered.rpl")
    altered.write_text(text.replace(" qd=0.9", " qd=0.8"))
    found = run(replica, session.home, "replay", str(altered), "--verify")
    assert found.returncode == 1
    lines = [line.split() for line in found.stdout.splitlines()]
    assert lines[0][:3] == ["cell", "[7]", "_7.qd"], found.stdout
    assert lines[1][0] == "expected" and lines[1][1].startswith("0.8")
    assert lines[2][0] == "found" and lines[2][1].startswith("0.9")
    for old, new in ("x = random 3", "x = random 4"), ("y = 1\n", "y = 1;\n"), ("alpha: 2", "alpha: 2.1"):
        assert old in text
        altered.write_text(text.replace(old, new))
        found = run(replica, session.home, "replay", str(altered), "--verify")
        assert found.returncode == 1 and "cell [" in found.stdout, (old, found)
    altered.write_text(text.replace("seed 7", "seed 8"))
    found = run(replica, session.home, "replay", str(altered), "--verify")
    assert found.returncode == 1 and found.stdout.startswith("cell [2] A"), found.stdout


def test_verify_elsewhere(replica):
    """A journal verifies in another folder, locale and time zone, on one thread and two; what it printed and measured is part of it."""
    home = Session(replica).home
    script = """seed 3
t = time(sum(1...100000))
print "took \\(t.seconds) s, \\(round(1e6 * t.seconds)) μs"
first = solve alpha: 2, beta: 20
print first.seconds > 1e-9, first
s = sweep n in 1...8 { record(n: n, ms: 1000 * time(sum(random(1000))).seconds, x: sum(random(100, 100) @ random(100, 100))) }
sort(s, by: "ms")
plot s, x: "n", y: "x"
"""
    pathlib.Path(home, "script.rpl").write_text(script)
    run(replica, home, "run", "script.rpl", "--journal", "journal.rpl")
    text = pathlib.Path(home, "journal.rpl").read_text()
    folder = tempfile.mkdtemp(prefix="replica-elsewhere-")
    pathlib.Path(folder, "journal.rpl").write_text(text)

    def verify(**variables):
        environment = {"PATH": os.environ["PATH"], "HOME": home, "LANG": "C.UTF-8", **variables}
        return subprocess.run(
            [replica, "replay", "--verify", "journal.rpl"], capture_output=True, text=True, cwd=folder, env=environment, timeout=60)

    for variables in {}, {"LC_ALL": "de_DE.UTF-8", "TZ": "Asia/Tokyo"}, {"REPLICA_THREADS": "1"}, {"REPLICA_THREADS": "2"}:
        verified = verify(**variables)
        assert verified.returncode == 0 and verified.stdout.startswith("the same to the last bit"), verified
    for old, new in ("took", "task"), ("1e6", "1e7"), ("plot s", "plot s, title: \"S\""), ("by: \"ms\"", "by: \"n\""):
        assert old in text
        pathlib.Path(folder, "journal.rpl").write_text(text.replace(old, new, 1))
        found = verify()
        assert found.returncode == 1 and "cell [" in found.stdout, (old, found)
    # As if another build had written it: numbers may differ by a little, words may not.
    other = text.replace("on build ", "on build 0")
    pathlib.Path(folder, "journal.rpl").write_text(other)
    assert verify().returncode == 0 and "another build" in verify().stdout
    pathlib.Path(folder, "journal.rpl").write_text(other.replace("took", "task", 1))
    assert verify().returncode == 1


def test_kernels(replica):
    """A result is not used again where products, or elementary functions, round otherwise."""
    home = Session(replica).home
    pathlib.Path(home, "long.rpl").write_text(
        "net = network layers: [64, 512, 512, 10]\ntrain net, on: digits(), epochs: 12\naccuracy(net, on: digits())\n")

    def reuses(**variables):
        environment = {"PATH": os.environ["PATH"], "HOME": home, "LANG": "C.UTF-8", **variables}
        result = subprocess.run(
            [replica, "run", "long.rpl"], capture_output=True, text=True, cwd=home, env=environment, timeout=60)
        assert result.returncode == 0, result
        return "reused, " in result.stderr

    flags = pathlib.Path("/proc/cpuinfo").read_text() if os.path.exists("/proc/cpuinfo") else ""
    assert not reuses(OPENBLAS_CORETYPE="Haswell")
    assert reuses(OPENBLAS_CORETYPE="Haswell")
    if "avx2" not in flags:
        return
    assert reuses(OPENBLAS_CORETYPE="Zen")
    assert not reuses(OPENBLAS_CORETYPE="Haswell", GLIBC_TUNABLES="glibc.cpu.hwcaps=-AVX2,-FMA")
    assert reuses(OPENBLAS_CORETYPE="Haswell")
    if "avx512f" in flags:
        assert not reuses(OPENBLAS_CORETYPE="SkylakeX")
        assert reuses(OPENBLAS_CORETYPE="SkylakeX")
        assert not reuses(OPENBLAS_CORETYPE="Haswell")


def test_determinism(replica):
    """A script gives the same digests on one thread and two, and at the prompt."""
    script = ["seed 3", "A = teacher n: 101, alpha: 1", "net = perceptron n: 101", "train net, on: A, epochs: 30",
              "t = sweep a in 0.5...2.0 by 0.5 { solve(alpha: a, beta: 20) }", "s = sum(random(300, 300) @ random(300, 300))",
              "plot t, x: \"alpha\", y: \"error\"",
              "deep = network layers: [64, 32, 10]", "train deep, on: digits(), epochs: 1"]
    session = Session(replica)
    for cell in script:
        session.ask(cell)
    session.leave()
    pathlib.Path(session.home, "script.rpl").write_text("\n".join(script) + "\n")
    digests = [[line for line in journals(session)[0].read_text().splitlines() if "bits=" in line]]
    for threads in "1", "2":
        environment = {"PATH": os.environ["PATH"], "HOME": session.home, "REPLICA_THREADS": threads}
        name = f"journal{threads}.rpl"
        subprocess.run([replica, "run", "--fresh", "script.rpl", "--journal", name], cwd=session.home, env=environment,
                       check=True, capture_output=True, timeout=60)
        digests.append([line for line in pathlib.Path(session.home, name).read_text().splitlines() if "bits=" in line])
    assert len(digests[0]) == 18 and digests[0] == digests[1] == digests[2], digests


def test_run_of_a_journal(replica):
    """A journal is a script; what failed is left out of it, and a file that is no journal is not overwritten by one."""
    session = lesson(replica)
    session.leave()
    path = journals(session)[0]
    result = run(replica, session.home, "run", str(path))
    assert result.returncode == 0 and "1 cell that did not complete is left out" in result.stderr, result
    inside = run(replica, session.home, "eval", f'run "{path}"')
    # An undo goes through states of a session of its own, so a journal with one is no part of another.
    assert inside.returncode == 1 and "does nothing else" in inside.stderr, inside
    pathlib.Path(session.home, "failed.rpl").write_text(
        "# Replica journal 1\n\n# %% [1] 12:00:00\nz = 4\n#> done in 0.1 s\n\n# %% [2] 12:00:00\nmissing\n#> failed after 0.1 s: no\n")
    assert run(replica, session.home, "eval", 'run "failed.rpl"; z').stdout.split() == ["4", "4"]
    pathlib.Path(session.home, "plain.rpl").write_text("x = 1\n")
    refused = run(replica, session.home, "run", str(path), "--journal", "plain.rpl")
    assert refused.returncode == 1 and "no journal" in refused.stderr
    assert pathlib.Path(session.home, "plain.rpl").read_text() == "x = 1\n"
    assert run(replica, session.home, "replay", "plain.rpl", "--verify").returncode == 1


@contextlib.contextmanager
def endless_run(replica, home, journal):
    """A run of endless.rpl with a journal, killed in the end whatever came between."""
    process = subprocess.Popen(
        [replica, "run", "--quiet", "endless.rpl", "--journal", journal], cwd=home, text=True,
        env={"PATH": os.environ["PATH"], "HOME": home}, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def test_older_journal(replica):
    """The journal of a run takes the place of an older one when the run has ended: not when it is killed or interrupted, and then both are there."""
    home = tempfile.mkdtemp(prefix="replica-terminal-")
    folder = pathlib.Path(home)
    (folder / "quick.rpl").write_text("x = 1\n")
    (folder / "endless.rpl").write_text("y = 2\nprint \"begun\"\nwhile true { }\n")
    # Names of one character, too.
    for name in ["j", "j.rpl", "sub/j"]:
        path, draft = folder / name, (folder / name).with_name("." + pathlib.Path(name).name + ".replica-draft")
        assert run(replica, home, "run", "quick.rpl", "--journal", name).returncode == 0
        old = path.read_text()
        assert "x = 1" in old and oct(path.stat().st_mode)[-3:] == "600"
        for end in [signal.SIGKILL, signal.SIGINT]:
            with endless_run(replica, home, name) as process:
                assert process.stdout.readline() == "begun\n"
                assert path.read_text() == old
                refused = run(replica, home, "run", "quick.rpl", "--journal", name)
                assert refused.returncode == 1 and "another session writes it" in refused.stderr, refused
                process.send_signal(end)
                _, errors = process.communicate(timeout=10)
            assert path.read_text() == old
            # The interrupted cell was printed by a run whose record is whole.
            assert "y = 2" in draft.read_text() and run(replica, home, "replay", str(draft)).returncode == 0
            assert end == signal.SIGKILL or "is kept as it was" in errors, errors
        assert run(replica, home, "run", "quick.rpl", "--journal", name).returncode == 0
        assert not draft.exists() and "x = 1" in path.read_text()
        path.unlink()
    # Where there was none, what a killed run has recorded has its name.
    with endless_run(replica, home, "k") as process:
        process.stdout.readline()
    assert "y = 2" in (folder / "k").read_text()
    assert run(replica, home, "run", "quick.rpl", "--journal", "/dev/null").returncode == 0


def test_files_are_kept(replica):
    """Resuming a session does not write its files again."""
    session = Session(replica)
    session.ask("save [1, 2], to: \"a.npy\"")
    session.ask("x = load(\"a.npy\")[0]")
    path = pathlib.Path(session.home, "a.npy")
    before = path.stat()
    session.kill()
    again = Session(replica, home=session.home)
    assert again.ask("x") == "    1"
    assert path.stat().st_mtime_ns == before.st_mtime_ns and path.stat().st_ino == before.st_ino


def test_full_disk(replica):
    """Where the journal cannot grow, that is said once, the session goes on, and what was written stays whole."""
    session = Session("/bin/bash", "-c", f"ulimit -f 4; exec {replica}")
    session.wait()
    session.ask("x = 1")
    warnings = 0
    for k in range(40):
        answer = session.ask(f"y{k} = \"{'a' * 200}\";")
        warnings += "cannot be written" in answer
    assert warnings == 1
    assert session.ask("x + 1") == "    2"
    text = journals(session)[0].read_text()
    assert text.endswith("\n") and len(text) <= 4096
    verified = run(replica, session.home, "replay", str(journals(session)[0]), "--verify")
    assert verified.returncode == 0, verified


def test_reuse(replica):
    """What took long is reused when a script runs again, and that is said; --fresh and forget undo it."""
    home = Session(replica).home
    pathlib.Path(home, "long.rpl").write_text(
        "A = teacher n: 1001, alpha: 2\nnet = perceptron n: 1001\ntrain net, on: A, epochs: 20000\nmeasure(net, with: A).qd\n")
    first = run(replica, home, "run", "long.rpl")
    second = run(replica, home, "run", "long.rpl")
    assert "reused" not in first.stderr and "reused, " in second.stderr and " s saved · train" in second.stderr
    assert first.stdout == second.stdout != ""
    assert "reused" not in run(replica, home, "run", "--fresh", "long.rpl").stderr
    assert "1 result forgotten" in run(replica, home, "eval", "forget").stdout
    assert "reused" not in run(replica, home, "run", "long.rpl").stderr


def test_interrupted_drawing(replica):
    """A gnuplot that does not listen to Ctrl-C is ended, and the cell with it; the session is what it was."""
    folder = pathlib.Path(tempfile.mkdtemp(prefix="replica-gnuplot-"))
    (folder / "gnuplot").write_text("#!/bin/sh\ntrap '' INT\nexec sleep 30\n")
    (folder / "gnuplot").chmod(0o755)
    session = Session(replica, PATH=f"{folder}:{os.environ['PATH']}")
    session.ask("x = 3")
    session.type("x = 4; save plot(x: [1, 2], y: [3, 4]), to: \"a.svg\"\r")
    time.sleep(0.3)
    session.type(CTRL_C)
    began = time.monotonic()
    assert "interrupted after" in session.wait() and time.monotonic() - began < 0.5
    assert session.ask("x") == "    3"
    assert not pathlib.Path(session.home, "a.svg").exists()


def test_abandoned(replica):
    """A computation that comes to no safe point is given up at the second Ctrl-C; the session is what it was."""
    session = slow_session(replica)
    if not session:
        return
    session.ask("x = 3")
    session.type("x = 4; save zeros(100000), to: \"a.npy\"\r")
    time.sleep(0.3)
    session.type(CTRL_C)
    time.sleep(0.3)
    session.type(CTRL_C)
    answer = session.wait()
    assert "abandoned after" in answer, answer
    assert session.ask("x") == "    3"
    assert "undone  x = 3" in session.ask("undo 2")
    session.ask("redo 2")
    session.ask("y = 5")
    session.kill()
    again = Session(replica, home=session.home)
    assert again.ask("y") == "    5"
