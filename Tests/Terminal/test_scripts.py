"""The scripts that come with Replica run from anywhere and leave their figures behind."""

import pathlib
import subprocess
import tempfile

SCRIPTS = pathlib.Path(__file__).resolve().parents[2] / "scripts"


def run(replica, name, *arguments):
    with tempfile.TemporaryDirectory() as folder:
        command = [replica, "run", str(SCRIPTS / name), "--quiet", *arguments]
        result = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=120)
        assert result.returncode == 0, result.stderr
        return sorted(path.name for path in pathlib.Path(folder).glob("*.svg") if path.stat().st_size > 5000)


def test_first_look(replica):
    """The first look draws its two figures."""
    figures = run(replica, "first-look.rpl", "--set", "n=100", "--set", "runs=2")
    assert figures == ["first-look-one-task.svg", "first-look-two-tasks.svg"], figures


def test_theory_tour(replica):
    """The tour of the theory draws its five figures."""
    figures = run(replica, "theory-tour.rpl")
    assert figures == [
        "theory-tour-branches.svg",
        "theory-tour-eight-tasks.svg",
        "theory-tour-free-entropies.svg",
        "theory-tour-plane.svg",
        "theory-tour-potential.svg",
    ], figures


def test_finite_size(replica):
    """The comparison of sampling and theory draws its four figures."""
    figures = run(replica, "paper/finite-size.rpl", "--set", "quick=true", "--set", "weights=1500")
    assert figures == [
        "finite-size-cold.svg",
        "finite-size-second.svg",
        "finite-size-ties.svg",
        "finite-size-warm.svg",
    ], figures


def test_permuted(replica):
    """The comparison of strategies draws its three figures."""
    figures = run(replica, "paper/fig4.rpl", "--set", "quick=true", "--set", "runs=1", "--set", "epochs=5")
    assert figures == ["permuted-first-task.svg", "permuted-variances.svg", "permuted.svg"], figures
