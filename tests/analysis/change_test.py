"""When the course turns."""

import entente
import numpy as np
from entente import change


def test_a_shift_is_found_where_it_is_and_none_where_there_is_none():
    draws = np.random.default_rng(6)
    step = np.where(np.arange(80) < 33, 1.0, 3.0)
    assert list(change.breaks(step + draws.normal(0, 0.4, 80), 5)) == [33]
    two = step + np.where(np.arange(80) < 60, 0, -4.0)
    assert list(change.breaks(two + draws.normal(0, 0.4, 80), 5)) == [33, 60]
    assert len(change.breaks(np.ones(80), 5)) == 0
    false = [len(change.breaks(draws.normal(size=80), 5)) > 0 for _ in range(200)]
    assert np.mean(false) < 0.1  # the test's .05, standard error .015


def test_turning_points_are_shares_of_runs(nato, monkeypatch):
    told = entente.turning_points(nato, "NATO", "cohesion", window=0)
    values = (
        nato.alliances("cohesion", alliances="NATO")
        .pivot(index="run", columns="time", values="cohesion")
        .to_numpy()
    )
    hits = np.zeros(values.shape[1])
    for row in values:
        hits[change.breaks(row, int(np.searchsorted(nato.years, nato.years[0] + 5)))] += 1
    assert np.allclose(told["probability"] * nato.size, hits) and hits.sum() > 5


def test_rising_variance_and_memory_are_rising_trends():
    draws, trends = np.random.default_rng(1), []
    for _ in range(20):
        x, values = 0.0, []
        for memory in np.linspace(0, 0.95, 400):  # towards a bifurcation the way back slows down
            x = memory * x + draws.normal()
            values.append(x)
        trends.append(change.indicators(np.array(values)))
    assert (np.array(trends).mean(axis=0) > 0.5).all()
    steady = [change.indicators(draws.normal(size=400)) for _ in range(40)]
    assert np.abs(np.mean(steady, axis=0)).max() < 0.25
