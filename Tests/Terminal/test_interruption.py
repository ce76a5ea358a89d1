"""Ctrl-C and progress during a computation."""

import os
import pathlib
import shutil
import signal
import subprocess
import time

from terminal import CTRL_C, Session, plain

SWEEP = "sweep i in 1...100000 { s = 0; for k in 1...10000 { s = s + k }; s }"


def interrupted(session, line, after=0.7):
    session.type(line + "\r")
    time.sleep(after)
    start = time.monotonic()
    session.type(CTRL_C)
    answer = session.wait()
    return answer, time.monotonic() - start


def test_loops(replica):
    """Ctrl-C stops a loop at once and leaves everything as it was."""
    session = Session(replica)
    session.ask("x = 1")
    for loop in ["while true { x = x + 1 }", "for i in 1...1000000000 { x = i }", SWEEP]:
        answer, seconds = interrupted(session, loop)
        assert "interrupted after" in answer, answer
        assert seconds < 1, seconds
        assert session.number == 2
    assert session.ask("x") == "    1"


def large_files(folder):
    """Files that take a second or more to read, and the cells that read them."""
    lines = 6_000_000
    numbers = 400_000_000
    array = f"{{'descr': '|u1', 'fortran_order': False, 'shape': ({numbers},), }}".encode()
    files = {
        "table.csv": b"x,y,label\n" + b"0.5,0.25,1\n0.5,0.25,0\n" * (lines // 2),
        "line.csv": b"1," * (10 * lines) + b"1\n",
        "long.npy": b"\x93NUMPY\x01\x00" + len(array).to_bytes(2, "little") + array + bytes(numbers),
        "images": b"\0\0\x08\x03" + b"".join(n.to_bytes(4, "big") for n in (numbers // 4, 2, 2)) + bytes(numbers),
        "labels": b"\0\0\x08\x01" + (numbers // 4).to_bytes(4, "big") + bytes(numbers // 4),
    }
    for name, data in files.items():
        pathlib.Path(folder, name).write_bytes(data)
    return ['load("table.csv")', 'csv("table.csv")', 'load("line.csv")', 'csv("line.csv")',
            'load("long.npy")', 'idx("images", labels: "labels")']


def test_reading(replica):
    """Ctrl-C stops a reader of a large file at once, and nothing has changed."""
    session = Session(replica, timeout=60)
    session.ask("x = 1")
    try:
        for cell in large_files(session.home):
            answer, seconds = interrupted(session, f"x = {cell}", after=0.3)
            assert "interrupted after" in answer, (cell, answer)
            # A tenth of a second, and what a busy machine adds to it.
            assert seconds < 0.5, (cell, seconds)
            assert session.number == 2
        assert session.ask("x") == "    1"
    finally:
        shutil.rmtree(session.home, ignore_errors=True)


def test_drawing(replica):
    """Ctrl-C stops the drawing of a figure of millions of points at once."""
    session = Session(replica, timeout=60)
    session.ask("x = random(5000000);")
    session.ask("p = plot(x, x);")
    answer, seconds = interrupted(session, "p", after=0.3)
    assert "interrupted: the figure is not drawn" in answer, answer
    assert seconds < 0.5, seconds
    # What a figure is made of is as it was.
    assert "┤" in session.ask("plot x[0..<100], x[0..<100]")


def test_how_far(replica):
    """The message says how far a sweep had come."""
    session = Session(replica)
    answer, _ = interrupted(session, SWEEP)
    assert "· sweep " in answer and "/100000" in answer, answer


def test_progress(replica):
    """After half a second one line says what is done, how fast, and how long it takes; it is gone afterwards."""
    session = Session(replica)
    session.type(SWEEP + "\r")
    session.child.expect("sweep  \\d+/100000 · [0-9.e]+/s · .* left")
    session.type(CTRL_C)
    session.wait()
    session.type("while true { }\r")
    session.see("running  ")
    session.type(CTRL_C)
    session.wait()
    # The last thing before the message is a cleared line.
    assert "\r\x1b[K    interrupted" in session.child.before


def test_quick_cells_show_no_progress(replica):
    """A quick computation shows nothing but its result."""
    session = Session(replica)
    session.type("for i in 1...1000 { }\r")
    session.child.expect("\x1b\\[\\?2004h\\[2\\]")
    assert "\x1b[K" not in session.child.before.replace("\x1b[?2004l", "")


def test_script(replica):
    """A script stopped by SIGINT ends with 130 and says so on standard error."""
    process = subprocess.Popen(
        [replica, "eval", "print 1; while true { }"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert process.stdout.readline() == "1\n"
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=5)
    assert process.returncode == 130
    assert out == "" and err.startswith("interrupted after")


def test_checkpoint(replica):
    """An interrupted training goes on from its checkpoint when its line is entered again, and ends as if it had not been."""
    def begin():
        session = Session(replica, timeout=90)
        session.ask("A = teacher n: 1001, alpha: 2")
        session.ask("net = perceptron n: 1001")
        return session

    def end(session):
        session.ask('save net, to: "end.safetensors"')
        with open(os.path.join(session.home, "end.safetensors"), "rb") as file:
            return file.read()

    train = 'train net, on: A, epochs: 20000, batch: 1000, checkpoint: "run.safetensors"'
    session = begin()
    answer, _ = interrupted(session, train)
    assert "interrupted after" in answer, answer
    answer = session.ask(train)
    assert "run.safetensors: going on after epoch " in answer, answer
    whole = begin()
    assert "history" in whole.ask(train.replace(", checkpoint: \"run.safetensors\"", ""))
    assert end(session) == end(whole)


def test_typing_ahead(replica):
    """What is typed during a computation is the next line."""
    session = Session(replica)
    session.type("for i in 1...3000000 { }\r")
    time.sleep(0.1)
    session.type("40 + 2\r")
    session.wait()
    session.child.expect("    42")


def test_interrupt_twice(replica):
    """A second Ctrl-C does no harm."""
    session = Session(replica)
    session.type("while true { }\r")
    time.sleep(0.3)
    session.type(CTRL_C + CTRL_C)
    session.see("interrupted")
    session.wait()
    time.sleep(0.1)
    session.type("\r")
    session.wait()
    assert session.ask("1") == "    1"


def test_suspension(replica):
    """Ctrl-Z stops the program, and it goes on where it was."""
    session = Session("/bin/sh", "-i", PS1="shell> ")
    session.see("shell> ")
    session.type(replica + "\r")
    session.wait()
    session.type("1 + ")
    session.see("1 + ")
    session.type("\x1a")
    session.see("shell> ")
    session.type("fg\r")
    session.see("1 + ")
    session.type("2\r")
    session.see("    3")


def test_memory(replica):
    """A cell that uses up the memory bit by bit is stopped with an error; the session goes on, with the memory given back."""
    session = Session(replica, REPLICA_MEMORY_LIMIT="500e6", timeout=60)
    session.ask("xs = [1]")
    for growth in ["append xs, zeros(1000)", "append xs, ones(100000)"]:
        answer = session.ask("while true { " + growth + " }")
        assert "error[E59]: this cell has used up the memory, and was stopped" in answer, answer
        assert session.number == 2
    assert session.ask("xs") == "    [1]"
    free = session.ask("memory").splitlines()[-1]
    assert int(free.split()[0]) > 300 and "MB are free" in free, free
    # A script and a sweep on two threads end like that, too.
    for text in ["xs = []\nwhile true { append xs, ones(1000) }", "sweep i in 1...9 { xs = []; while true { append xs, ones(99) } }"]:
        environment = {"PATH": os.environ["PATH"], "HOME": session.home, "REPLICA_MEMORY_LIMIT": "500e6"}
        script = subprocess.run([replica, "eval", text], capture_output=True, text=True, env=environment, timeout=60)
        assert script.returncode == 1 and "used up the memory" in script.stderr, script
