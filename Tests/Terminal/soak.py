"""A session treated badly, over and over: python3 Tests/Terminal/soak.py PATH-TO-REPLICA [INTERRUPTS [KILLS [SEED]]]"""

import hashlib
import os
import pathlib
import random
import struct
import sys
import tempfile
import time

import pexpect

from terminal import CTRL_C, PROMPT, Session

SETUP = [
    "seed 5", "k = 0", "u = 0", "v = 0", "A = teacher n: 501, alpha: 2", "B = teacher like: A, overlap: 0.5, alpha: 1",
    "net = perceptron n: 501", "train net, on: A, epochs: 50", "first = solve alpha: 1, beta: 20", "M = random(1500, 1500)",
    "T = table(x: random(100000), y: random(100000))", "F = plot(x: 1...100000, y: random(100000), style: \"points\")",
    "D = digits()", "deep = network layers: [64, 64, 10]", "plain = binarynet(layers: [64, 64, 10])",
]
STATE = "[k, u, v, sum(net.fields), sum(deep.fields[0]), sum(plain.hidden[0]), first.q, M[7, 7]]"

# Each changes u, works for long, and changes v: either both have changed afterwards, or neither.
LONG = [
    "train net, on: A, epochs: 1000000",
    "train net, on: B, epochs: 1000000, batch: 32, anchor: \"previous\"",
    "train net, on: A, epochs: 1000000, hold: e -> 0.5",
    "train deep, on: D, epochs: 100000",
    "train plain, on: D, epochs: 100000",
    "learn network(layers: [64, 64, 10]), tasks: permuted(D, count: 3), epochs: 100000",
    "sample A, beta: 5, samples: 1000000",
    "sweep a in 0.001...5 by 0.001 { solve(alpha: a, beta: 20) }",
    "sweep i in 1...100000 { s = 0; for j in 1...10000 { s = s + j }; s }",
    "for i in 1...200 { potential(after: first, alpha: 1, beta: 20, at: 0...0.9 by 0.02) }",
    "for i in 1...100000 { follow(alpha: 0.1...3, beta: 20) }",
    "for i in 1...100000 { transition(beta: 20) }",
    "for i in 1...1000 { M @ M }",
    "for i in 1...100000 { tanh(M) * M + exp(M) }",
    "for i in 1...1000000000 { }",
    "while true { u = u }",
    "for i in 1...100000 { accuracy(deep, on: D) }",
    "for i in 1...100000 { sum(M); mean(M); std(M) }",
    "for i in 1...1000 { save M, to: \"m.npy\" }",
    "for i in 1...1000 { save T, to: \"t.csv\" }",
    "for i in 1...1000 { save F, to: \"f.svg\" }",
    "for i in 1...1000 { save deep, to: \"deep.safetensors\" }",
    "for i in 1...1000 { x = load(\"m.npy\") }",
    "for i in 1...1000 { x = load(\"t.csv\") }",
    "train deep, on: D, epochs: 100000, checkpoint: \"ROUND.safetensors\"",
]
# Written before anything is interrupted: what is saved again is the same.
FILES = {"m.npy": "M", "t.csv": "T", "f.svg": "F"}
# As above, but over in an instant or two: the interrupt may come too late.
SHORT = [
    "train net, on: A, epochs: 200", "sweep a in 0.1...2 by 0.1 { solve(alpha: a, beta: 20) }", "M @ M",
    "for i in 1...300000 { }", "train deep, on: D, epochs: 1", "potential(after: first, alpha: 1, beta: 20, at: 0...0.9 by 0.2)",
]


def digest(home, name):
    return hashlib.sha256(pathlib.Path(home, name).read_bytes()).hexdigest()


def interrupts(replica, count, seed=1):
    """The worst time from Ctrl-C to the prompt, over interrupts at random times."""
    chance = random.Random(seed)
    session = Session(replica, REPLICA_CACHE_LIMIT="0", size=(40, 200))
    session.child.delaybeforesend = None
    for cell in SETUP:
        answer = session.ask(cell)
        assert "error[" not in answer, answer
    files = {}
    for name, value in FILES.items():
        assert name in session.ask(f"save {value}, to: \"{name}\""), name
        files[name] = digest(session.home, name)
    latencies = []
    state = session.ask(STATE)
    for round in range(count):
        is_long = chance.random() < 0.8
        # A checkpoint belongs to one statement.
        work = chance.choice(LONG if is_long else SHORT).replace("ROUND", str(round))
        session.type(f"u = u + 1; {work}; v = v + 1\r")
        time.sleep(chance.choice([0.01, 0.1, 0.4, 0.8]) * chance.random())
        session.type(CTRL_C)
        began = time.monotonic()
        answer = session.wait()
        seconds = time.monotonic() - began
        if "interrupted" in answer:
            latencies.append((seconds, work))
        else:
            # It came before the program, or after the cell.
            assert not is_long or "error[" not in answer, (work, answer)
        # An interrupt that came too late has given another prompt.
        session.settle()
        settled = session.ask("1 + 1")
        assert settled == "    2", (work, answer, settled)
        after = session.ask(STATE)
        if "interrupted" in answer:
            assert after == state, (work, state, after)
        elif after != state:
            assert not is_long, (work, answer)
            before = [float(number) for number in state.strip(" []\n").split(",")]
            now = [float(number) for number in after.strip(" []\n").split(",")]
            assert now[1] == before[1] + 1 and now[2] == before[2] + 1, (work, before, now)
        state = after
        # No file is torn, and nothing is left beside it.
        for name in files:
            if name in work:
                assert digest(session.home, name) == files[name], work
        assert not [name for name in os.listdir(session.home) if name.endswith("-draft")], work
        session.ask("k = k + 1")
        assert session.ask("undo").startswith("    undone  k = k + 1")
        assert session.ask(STATE) == state, work
    assert session.leave() == 0
    return sorted(latencies, reverse=True)


# Each counts; some take their time, some are long to write.
COUNTED = [
    "k = k + 1", "k = k + 1", "k = k + 1; train net, on: A, epochs: 8000", "k = k + 1; x = sum(random(1000))",
    "k = k + 1; M = random(300, 300) @ random(300, 300)", "k = k + 1 # " + 3000 * "x", "k = k + 1; print 1",
    "k = k + 1; t = sweep a in 0.1...2 by 0.1 { solve(alpha: a, beta: 20) }", "missing", "k = k + 1; undo 1",
    "k = k + 1; save zeros(1000000) + k, to: \"k.npy\"", "k = k + 1; save table(k: zeros(20000) + k), to: \"k.csv\"",
]


def check_files(home):
    """What was being saved when the program was killed is whole: a number over and over, as it was once saved."""
    path = pathlib.Path(home, "k.npy")
    if path.exists():
        numbers = path.read_bytes()[128:]
        assert len(numbers) == 8000000 and numbers == 1000000 * numbers[:8], struct.unpack("<d", numbers[:8])
    path = pathlib.Path(home, "k.csv")
    if path.exists():
        lines = path.read_text().splitlines()
        assert len(lines) == 20001 and len(set(lines[1:])) == 1, lines[:3]
    # No more is left than one draft of each.
    drafts = [name for name in os.listdir(home) if "draft" in name]
    assert set(drafts) <= {".k.npy.replica-draft", ".k.csv.replica-draft"}, drafts


def kills(replica, count, seed=1):
    """The number of cells that came back in the end, after so many ends of the program at random times, some while it came back."""
    chance = random.Random(seed)
    home = tempfile.mkdtemp(prefix="replica-soak-")
    done = 0
    for round in range(count):
        if chance.random() < 0.2:
            early = Session(replica, home=home, waits=False)
            time.sleep(0.3 * chance.random())
            early.kill()
        session = Session(replica, home=home, timeout=120)
        session.child.delaybeforesend = None
        if round == 0:
            for cell in ["seed 5", "k = 0", "A = teacher n: 501, alpha: 2", "net = perceptron n: 501", "x = 0"]:
                session.ask(cell)
        else:
            assert "was cut off" in session.greeting and "the same to the last bit" in session.greeting, session.greeting
            # Nothing that was over is lost; what was running is done or not.
            session.type(CTRL_C)
            session.wait()
            found = int(session.ask("k"))
            assert found in (done, done + 1), (round, done, found)
            done = found
        deadline = time.monotonic() + chance.random()
        while True:
            cell = chance.choice(COUNTED)
            session.type(cell + "\r")
            left = deadline - time.monotonic()
            if session.child.expect([PROMPT, pexpect.TIMEOUT], timeout=max(0.0, left)) == 1 or left < 0:
                break
            done += cell.startswith("k = k + 1") and "undo" not in cell
        session.kill()
        check_files(home)
    last = Session(replica, home=home, timeout=120)
    last.type(CTRL_C)
    last.wait()
    return int(last.ask("k")), done


if __name__ == "__main__":
    replica = os.path.abspath(sys.argv[1])
    counts = [int(argument) for argument in sys.argv[2:]] + [1000, 200, 1][len(sys.argv) - 2:]
    latencies = interrupts(replica, counts[0], counts[2])
    print(f"{counts[0]} interrupts, {len(latencies)} of them in time; the worst took {1000 * latencies[0][0]:.0f} ms:")
    for seconds, work in latencies[:10]:
        print(f"  {1000 * seconds:.0f} ms  {work}")
    found, done = kills(replica, counts[1], counts[2])
    print(f"{counts[1]} sessions killed; {found} cells came back, {done} were over")
