"""What no error of the user's may do: crash the program, or make it hang."""

import os
import pathlib
import random
import re
import subprocess
import tempfile

ROUNDS = 1000
SECONDS = 5
TOKEN = re.compile(r'"(?:\\.|[^"\\\n])*"|\d+\.\d+|\d+|\w+|\.\.[.<]|->|[-+*/]=|[<>=]=|#[^\n]*|\s+|.')


def evaluate(replica, text, folder):
    """Runs a text as eval does; fails where it ends in any other way than eval may."""
    environment = {"PATH": os.environ["PATH"], "HOME": folder, "LANG": "C.UTF-8"}
    process = subprocess.run(
        [replica, "eval", text], capture_output=True, env=environment, timeout=SECONDS, cwd=folder)
    assert process.returncode in (0, 1, 2), (process.returncode, text, process.stderr[-2000:])


def test_random_bytes(replica):
    """1000 random byte strings end with 0, 1 or 2 within 5 s."""
    chance = random.Random(1)
    with tempfile.TemporaryDirectory() as folder:
        for _ in range(ROUNDS):
            length = int(2 ** chance.uniform(0, 9))
            evaluate(replica, bytes(chance.randrange(1, 256) for _ in range(length)), folder)


def test_shuffled_scripts(replica):
    """1000 shuffles of the tokens of our scripts, their whole numbers capped at 3, end with 0, 1 or 2 within 5 s."""
    chance = random.Random(2)
    scripts = pathlib.Path(__file__).parents[2] / "scripts"
    lines = [line for path in sorted(scripts.glob("**/*.rpl")) for line in path.read_text().splitlines()]
    assert lines
    with tempfile.TemporaryDirectory() as folder:
        for _ in range(ROUNDS):
            start = chance.randrange(len(lines))
            text = "\n".join(lines[start:start + chance.randint(1, 12)])
            tokens = [capped(token) for token in TOKEN.findall(text)]
            if chance.random() < 0.5:
                chance.shuffle(tokens)
            else:
                # A few exchanges leave most of the text grammatical, so that more of it runs.
                for _ in range(chance.randint(1, 4)):
                    one, other = (chance.randrange(len(tokens)) for _ in range(2)) if tokens else (0, 0)
                    if tokens:
                        tokens[one], tokens[other] = tokens[other], tokens[one]
            evaluate(replica, "".join(tokens).strip() or "1", folder)


def capped(token):
    return str(min(int(token), 3)) if token.isdecimal() else token
