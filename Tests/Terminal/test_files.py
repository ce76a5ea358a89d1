"""What `save` writes is what Python reads: the formats by their definitions, and by their own readers where they are installed."""

import ast
import json
import os
import pathlib
import shutil
import stat
import struct
import subprocess
import tempfile
import threading
import time

from terminal import CTRL_C, Session, slow_session

SCRIPT = """x = reshape(1...6, 2, 3) / 4
save x, to: "x.npy"
net = network layers: [4, 3, 2], gain: 2
save net, to: "net.safetensors"
[sum(net.fields[0]), sum(net.fields[1])]"""


def test_saved_files(replica):
    """A tensor and a network are read from their files, number by number."""
    with tempfile.TemporaryDirectory() as folder:
        command = [replica, "eval", "--json", SCRIPT]
        result = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=60, check=True)
        sums = json.loads(result.stdout)
        array = pathlib.Path(folder, "x.npy").read_bytes()
        tensors = pathlib.Path(folder, "net.safetensors").read_bytes()
        check_with_readers(pathlib.Path(folder), sums)

    assert array[:8] == b"\x93NUMPY\x01\x00" and len(array) % 16 == 0
    (length,) = struct.unpack("<H", array[8:10])
    header = ast.literal_eval(array[10:10 + length].decode())
    assert header == {"descr": "<f8", "fortran_order": False, "shape": (2, 3)}, header
    assert struct.unpack("<6d", array[10 + length:]) == (0.25, 0.5, 0.75, 1.0, 1.25, 1.5)

    (length,) = struct.unpack("<Q", tensors[:8])
    header = json.loads(tensors[8:8 + length])
    assert header.pop("__metadata__") == {"kind": "variational network", "gain": "2.0"}
    assert {name: entry["shape"] for name, entry in header.items()} == {"layer1.fields": [3, 4], "layer2.fields": [2, 3]}
    for entry, expected in zip((header["layer1.fields"], header["layer2.fields"]), sums):
        start, end = entry["data_offsets"]
        numbers = struct.unpack(f"<{(end - start) // 4}f", tensors[8 + length + start:8 + length + end])
        assert abs(sum(numbers) - expected) < 1e-9



def test_what_was_written(replica):
    """save says what it wrote, how large it is and whether it replaced something, on standard error, and nothing on standard output."""
    with tempfile.TemporaryDirectory() as folder:
        for option in [[], ["--quiet"]]:
            script = pathlib.Path(folder, "script.rpl")
            script.write_text('save [1, 2], to: "x.npy"\nsave "copy.rpl"\n')
            result = subprocess.run([replica, "run", *option, str(script)], cwd=folder, capture_output=True, text=True, timeout=20)
            size = pathlib.Path(folder, "copy.rpl").stat().st_size
            # A header of 128 bytes and two numbers of 8.
            assert (result.stdout, result.stderr) == ("", f"x.npy · 144 bytes\ncopy.rpl · {size} bytes\n")
            again = subprocess.run([replica, "run", *option, str(script)], cwd=folder, capture_output=True, text=True, timeout=20)
            assert again.stderr == f"x.npy · 144 bytes · replaced\ncopy.rpl · {size} bytes · replaced\n", again
            for name in ["x.npy", "copy.rpl"]:
                pathlib.Path(folder, name).unlink()


def evaluate(replica, folder, code, **options):
    return subprocess.run([replica, "eval", code], cwd=folder, capture_output=True, text=True, timeout=60, **options)


def test_what_is_there(replica):
    """Links, permissions, pipes and devices stay what they are; what is protected is refused, for root too; new files go by the mask."""
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        (folder / "secret.npy").write_bytes(b"old")
        (folder / "secret.npy").chmod(0o600)
        (folder / "link.npy").symlink_to("secret.npy")
        result = evaluate(replica, folder, 'save [1, 2], to: "link.npy"')
        assert result.stderr == "link.npy · 144 bytes · replaced\n", result
        assert (folder / "link.npy").is_symlink() and stat.S_IMODE((folder / "secret.npy").stat().st_mode) == 0o600
        assert len((folder / "secret.npy").read_bytes()) == 144
        (folder / "secret.npy").chmod(0o444)
        result = evaluate(replica, folder, 'save [1, 2, 3], to: "link.npy"')
        assert result.returncode == 1 and "write-protected" in result.stderr, result
        result = evaluate(replica, folder, 'save [1], to: "shared.npy"', preexec_fn=lambda: os.umask(0o027))
        assert stat.S_IMODE((folder / "shared.npy").stat().st_mode) == 0o640, result
        os.mkfifo(folder / "pipe.csv")
        received = []
        reader = threading.Thread(target=lambda: received.append((folder / "pipe.csv").read_text()))
        reader.start()
        result = evaluate(replica, folder, 'save table(x: [1, 2]), to: "pipe.csv"')
        reader.join(5)
        assert received == ["x\n1\n2\n"] and stat.S_ISFIFO((folder / "pipe.csv").stat().st_mode), result
        result = evaluate(replica, folder, 'x = 3; save "/dev/stdout"; print "after"')
        assert "x = 3" in result.stdout and result.stdout.endswith("after\n"), result
        assert evaluate(replica, folder, 'save "/dev/null"').returncode == 0
        assert stat.S_ISCHR(os.stat("/dev/null").st_mode)
        assert sorted(os.listdir(folder)) == ["link.npy", "pipe.csv", "secret.npy", "shared.npy"]


# What takes long to write, and to draw.
LARGE = [
    ("net = network layers: [8000, 7500, 10]", "save net, to: \"a.safetensors\""),
    ("x = zeros(3e7)", "save x, to: \"a.npy\""),
    ("t = table(x: random(3e6), y: random(3e6))", "save t, to: \"a.csv\""),
    ("f = plot(x: 1...1e6, y: random(1e6))", "save f, to: \"a.svg\""),
]


def test_interrupted_saves(replica):
    """Ctrl-C stops the writing of hundreds of megabytes, and the drawing of a million points, within 100 ms; the old file is whole."""
    for setup, save in LARGE:
        session = Session(replica, timeout=120)
        session.child.delaybeforesend = None
        assert "error" not in session.ask(setup + "; 1"), setup
        path = pathlib.Path(session.home, save.split('"')[1])
        path.write_text("old")
        latencies = []
        for delay in [0.005, 0.01, 0.02, 0.04, 0.08, 0.2, 0.5]:
            session.type(save + "\r")
            time.sleep(delay)
            session.type(CTRL_C)
            began = time.monotonic()
            answer = session.wait()
            if "interrupted" not in answer:
                session.settle()
                assert "· replaced" in answer, (save, answer)
                path.write_text("old")
                continue
            latencies.append(time.monotonic() - began)
            assert path.read_text() == "old", (save, delay)
            assert [name for name in os.listdir(session.home) if "draft" in name] == [], save
        # One may have had to wait for a busy machine.
        assert len(latencies) >= 2 and sorted(latencies)[-2] < 0.1, (save, latencies)
        session.kill()
        shutil.rmtree(session.home)


def test_abandoned_save(replica):
    """A save that was given up while the disk did not answer changes nothing, now or later; the session goes on."""
    session = slow_session(replica)
    if not session:
        return
    session.ask("x = zeros(200000)")
    path = pathlib.Path(session.home, "a.npy")
    path.write_text("old")
    session.type("y = 1; save x, to: \"a.npy\"\r")
    time.sleep(0.5)
    session.type(CTRL_C)
    time.sleep(0.3)
    session.type(CTRL_C)
    assert "abandoned after" in session.wait()
    assert path.read_text() == "old" and "unknown name y" in session.ask("y")
    time.sleep(4)
    assert path.read_text() == "old" and sorted(name for name in os.listdir(session.home) if "a.npy" in name) == ["a.npy"]
    assert "· replaced" in session.ask("save [1], to: \"a.npy\"")
    session.kill()


def test_killed_save(replica):
    """What a killed save has left is hidden, and gone after the next one; the old file is whole."""
    session = Session(replica, timeout=60)
    session.ask("x = zeros(3e7)")
    path = pathlib.Path(session.home, "a.npy")
    path.write_text("old")
    session.type("save x, to: \"a.npy\"\r")
    draft = path.with_name(".a.npy.replica-draft")
    while not draft.exists():
        time.sleep(0.001)
    time.sleep(0.05)
    session.kill()
    assert path.read_text() == "old" and stat.S_IMODE(draft.stat().st_mode) == 0o600
    assert "replaced" in evaluate(replica, session.home, 'save [1], to: "a.npy"').stderr
    assert not draft.exists() and len(path.read_bytes()) == 136


def test_full_disk(replica):
    """On a full disk a save, a checkpoint, an export and a journal leave what was there, say so, and leave nothing else."""
    folder = pathlib.Path(tempfile.mkdtemp(prefix="replica-full-"))
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=200k", "tmpfs", folder], capture_output=True).returncode != 0:
        return
    try:
        (folder / "script.rpl").write_text("".join(f"t{k} = {k}\n" for k in range(400)) + "plot [1, 2], [3, 4]\n")
        for code, name in [
            ('save zeros(30000), to: "a.npy"', "a.npy"), ('save table(x: 1...60000), to: "a.csv"', "a.csv"),
            ('save network(layers: [300, 300, 10]), to: "a.safetensors"', "a.safetensors"),
            ('save plot(x: 1...20000, y: random(20000)), to: "a.svg"', "a.svg"),
        ]:
            (folder / name).write_text("old")
            result = evaluate(replica, folder, code)
            assert result.returncode == 1 and "no space left on device" in result.stderr, (code, result)
            assert (folder / name).read_text() == "old", code
        train = 'net = network layers: [64, 300, 10]; train net, on: digits(), epochs: 1, checkpoint: "run.safetensors"'
        result = evaluate(replica, folder, train)
        assert result.returncode == 1 and "no space left on device" in result.stderr, result
        (folder / "j").write_text("# Replica journal 1\n\n# %% [1] 12:00:00\nz = 4\n#> done in 0.1 s\n")
        old = (folder / "j").read_text()
        (folder / "script.html").write_text("old")
        (folder / "filler").write_bytes(bytes(150000))
        result = subprocess.run(
            [replica, "run", "script.rpl", "--journal", "j"], cwd=folder, capture_output=True, text=True, timeout=60)
        # The run itself goes on.
        assert result.returncode == 0 and "no space left on device" in result.stderr, result
        assert (folder / "j").read_text() == old
        result = subprocess.run(
            [replica, "export", "script.rpl", "--to", "html"], cwd=folder, capture_output=True, text=True, timeout=60)
        assert result.returncode == 1 and "no space left on device" in result.stderr, result
        assert (folder / "script.html").read_text() == "old"
        (folder / "filler").unlink()
        assert evaluate(replica, folder, 'save [1], to: "a.npy"').returncode == 0
        assert [name for name in os.listdir(folder) if name.startswith(".")] in ([], [".j.replica-draft"])
    finally:
        subprocess.run(["umount", folder], check=True)
        folder.rmdir()


def check_with_readers(folder, sums):
    try:
        import numpy
    except ImportError:
        return
    assert numpy.load(folder / "x.npy").tolist() == [[0.25, 0.5, 0.75], [1.0, 1.25, 1.5]]
    try:
        from safetensors.numpy import load_file
    except ImportError:
        return
    layers = load_file(folder / "net.safetensors")
    for layer, expected in enumerate(sums):
        assert abs(float(layers[f"layer{layer + 1}.fields"].sum(dtype=float)) - expected) < 1e-9
