"""What `save` writes is what Python reads: the formats by their definitions, and by their own readers where they are installed."""

import ast
import json
import pathlib
import struct
import subprocess
import tempfile

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
    """save says what it wrote and how large it is, on standard error, and nothing on standard output."""
    with tempfile.TemporaryDirectory() as folder:
        for option in [[], ["--quiet"]]:
            script = pathlib.Path(folder, "script.rpl")
            script.write_text('save [1, 2], to: "x.npy"\nsave "copy.rpl"\n')
            result = subprocess.run([replica, "run", *option, str(script)], cwd=folder, capture_output=True, text=True, timeout=20)
            size = pathlib.Path(folder, "copy.rpl").stat().st_size
            # A header of 128 bytes and two numbers of 8.
            assert (result.stdout, result.stderr) == ("", f"x.npy · 144 bytes\ncopy.rpl · {size} bytes\n")


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
