"""Runs all tests of the terminal: python3 Tests/Terminal/run.py PATH-TO-REPLICA [NAME …]"""

import importlib
import os
import pathlib
import sys
import traceback


def tests(words):
    folder = pathlib.Path(__file__).parent
    for path in sorted(folder.glob("test_*.py")):
        module = importlib.import_module(path.stem)
        for name, function in vars(module).items():
            if name.startswith("test_") and callable(function):
                if not words or any(word in name or word in path.stem for word in words):
                    yield f"{path.stem}.{name}", function


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    replica = os.path.abspath(sys.argv[1])
    passed = failed = 0
    for name, function in tests(sys.argv[2:]):
        try:
            function(replica)
            passed += 1
        except Exception:
            failed += 1
            print(f"✘ {name}: {(function.__doc__ or '').strip()}")
            traceback.print_exc(limit=-2)
    print(f"{passed} passed, {failed} failed")
    sys.exit(1 if failed or not passed else 0)


if __name__ == "__main__":
    main()
