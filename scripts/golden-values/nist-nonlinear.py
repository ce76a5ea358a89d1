"""Points, starts and certified values of nonlinear least-squares problems, from the Statistical Reference Datasets of NIST.

    # the .dat files of https://www.itl.nist.gov/div898/strd/nls/nls_main.shtml in the folder nist
    python3 scripts/golden-values/nist-nonlinear.py nist > Tests/NumericalMethodsTests/Golden/nist-nonlinear.json

The certified values are the work of NIST and in the public domain, to 11 digits. Nothing is computed here.
"""

import json
import re
import sys
from pathlib import Path

PROBLEMS = [
    "BoxBOD", "Chwirut2", "DanWood", "Eckerle4", "Kirby2", "Lanczos3", "MGH09", "MGH10", "MGH17", "Misra1a",
    "Rat43", "Thurber",
]


def problem(path):
    lines = path.read_text(encoding="latin-1").splitlines()
    rows = [re.findall(r"[-+.\dEe]+", line.split("=", 1)[1]) for line in lines if re.match(r"\s+b\d+ =", line)]
    starts = [[float(row[k]) for row in rows] for k in (0, 1)]
    begin = max(number for number, line in enumerate(lines) if line.startswith("Data:"))
    points = [[float(cell) for cell in line.split()] for line in lines[begin + 1 :] if line.strip()]
    squares = next(line for line in lines if line.startswith("Residual Sum of Squares:"))
    return {
        "name": path.stem,
        "starts": starts,
        "parameters": [float(row[2]) for row in rows],
        "errors": [float(row[3]) for row in rows],
        "chiSquare": float(squares.split(":")[1]),
        "x": [x for _, x in points],
        "y": [y for y, _ in points],
    }


folder = Path(sys.argv[1])
print("[\n" + ",\n".join(json.dumps(problem(folder / f"{name}.dat")) for name in PROBLEMS) + "\n]")
