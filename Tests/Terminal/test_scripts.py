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
    figures = run(replica, "paper/finite-size.rpl", "--set", "quick=true", "--set", "weights=1500", "--set", 'folder="."')
    assert figures == [
        "finite-size-cold.svg",
        "finite-size-second.svg",
        "finite-size-ties.svg",
        "finite-size-warm.svg",
    ], figures


def test_paper(replica):
    """A script of a figure leaves the figure in two formats and its numbers, in a folder that it makes."""
    with tempfile.TemporaryDirectory() as folder:
        command = [replica, "run", str(SCRIPTS / "paper/fig1a.rpl"), "--quiet", "--set", "quick=true"]
        result = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=120)
        assert result.returncode == 0, result.stderr
        names = sorted(path.name for path in pathlib.Path(folder, "results").iterdir())
        assert names == ["fig1a-theory.csv", "fig1a.csv", "fig1a.png", "fig1a.svg"], names
        rows = pathlib.Path(folder, "results/fig1a.csv").read_text().splitlines()
        # Four loads at epochs 0, 10, … 500.
        assert len(rows) == 1 + 4 * 51, len(rows)


def test_permuted(replica):
    """The comparison of strategies draws its figures."""
    figures = run(
        replica, "paper/fig4.rpl", "--set", "quick=true", "--set", "runs=2", "--set", "epochs=5", "--set", 'folder="."')
    assert figures == [
        "fig4-first-task.svg", "fig4-metaplasticity.svg", "fig4-variances.svg", "fig4-vcl.svg", "fig4.svg"], figures
