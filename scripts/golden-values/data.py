#!/usr/bin/env python3
"""Writes what the tests of data sets compare with, Tests/LearningTests/Golden/data.json, by NumPy and SciPy.

    scripts/golden-values/data.py digits.csv.gz mnist_5k.csv.gz

The tables are those of scripts/built-in-data; Fashion-MNIST comes from Debian's package dataset-fashion-mnist. Sums over a data
set do not depend on the order of its examples: of the pixels, and of the pixels times (position + 1)(label + 1).
"""

import base64
import gzip
import io
import json
import sys
from pathlib import Path

import numpy as np
import scipy
from scipy import ndimage

GOLDEN = Path(__file__).resolve().parent.parent.parent / "Tests/LearningTests/Golden/data.json"
FASHION = Path("/usr/share/datasets/fashion-mnist")


def sums(pixels, labels):
    weights = (np.arange(pixels.shape[1]) + 1) * (labels + 1)[:, None]
    return {
        "counts": np.bincount(labels, minlength=10).tolist(),
        "pixels": int(pixels.sum()),
        "weighted": int((pixels * weights).sum()),
    }


def table(path):
    rows = np.loadtxt(gzip.open(path, "rt"), delimiter=",").astype(np.int64)
    return sums(rows[:, :-1], rows[:, -1])


def fashion(part):
    def read(name, header):
        return np.frombuffer(gzip.open(FASHION / name).read()[header:], np.uint8).astype(np.int64)

    return sums(
        read(f"{part}-images-idx3-ubyte.gz", 16).reshape(-1, 784), read(f"{part}-labels-idx1-ubyte.gz", 8))


def npy(dtype):
    file = io.BytesIO()
    np.save(file, np.arange(12).reshape(2, 2, 3).astype(dtype))
    return base64.b64encode(file.getvalue()).decode()


def rotation(height, width, degrees):
    """An image, and the same turned counter-clockwise: SciPy's linear spline, the image going on as zeros."""
    image = np.random.default_rng(0).random((height, width))
    turned = ndimage.rotate(image, degrees, reshape=False, order=1, mode="grid-constant", prefilter=False)
    return {
        "height": height, "width": width, "degrees": degrees, "image": image.ravel().tolist(),
        "turned": turned.ravel().tolist(),
    }


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    golden = {
        "made by": f"NumPy {np.__version__}, SciPy {scipy.__version__}",
        "sums": {
            "digits": table(sys.argv[1]), "mnist5k": table(sys.argv[2]), "fashion train": fashion("train"),
            "fashion test": fashion("t10k"),
        },
        "npy": {dtype: npy(dtype) for dtype in ("<f4", "<f8", "|u1", "<i8")},
        "rotations": [
            rotation(*case) for case in ((6, 6, 30), (6, 6, -45), (5, 7, 100), (5, 5, 200.5), (4, 4, 90), (3, 3, -90))
        ],
    }
    GOLDEN.write_text(json.dumps(golden) + "\n")
