"""Peace after a mission: renewals and calm years, by hand."""

from types import SimpleNamespace

import numpy as np
import pytest
from entente import facts_missions
from entente.dates import YEAR

STOPPED, RESUMED, FAILED = range(3)
KINDS = ["fighting_stopped", "fighting_resumed", "mission_failed"]


def panel(happened, contributions, runs=1, last=20.0, charters=({}, {})):
    """Of two missions: events (run, kind, alliance, year) and contributions (run, alliance, from, to)."""
    event = {
        name: np.array([each[place] for each in happened])
        for place, name in enumerate(("run", "kind", "alliance", "time"))
    }
    event["time"] = event["time"] * YEAR
    run, alliance, entry, end = (np.array(column) for column in zip(*contributions))
    told = SimpleNamespace(
        runs=runs,
        alliances=["UN-A", "UN-B"],
        charters=list(charters),
        is_mission=np.array([True, True]),
        last=np.full(runs, last * YEAR),
        spell={"run": run, "alliance": alliance, "entry": entry * YEAR},
        end=end * YEAR,
        day=lambda date: date * YEAR,
        code=KINDS.index,
        tells=lambda kind: kind in KINDS,
    )
    told.ended_by = lambda *kinds: np.zeros(len(run), bool)

    def events(*kinds):
        keep = np.isin(event["kind"], [KINDS.index(kind) for kind in kinds if kind in KINDS])
        return {name: values[keep] for name, values in event.items()}

    told.events = events
    return told


# A: a mission from 1 to 11; calm from 3 to 5 and from 7 to the end, 6 years with it and 9 without. B: a mission from 15
# on, calm from 0 to 2, from 4 to 12 and from 13 to 20, 12 years without and 5 with it.
HAPPENED = [
    (0, STOPPED, 1, 0.0), (0, RESUMED, 1, 2.0), (0, STOPPED, 0, 3.0), (0, STOPPED, 1, 4.0), (0, RESUMED, 0, 5.0),
    (0, STOPPED, 0, 7.0), (0, FAILED, 0, 11.0), (0, RESUMED, 1, 12.0), (0, STOPPED, 1, 13.0),
]  # fmt: skip
CONTRIBUTIONS = [(0, 0, 1.0, 11.0), (0, 1, 15.0, 20.0)]


def test_renewals_a_calm_year_with_a_mission_over_those_without():
    value, error = facts_missions.peace(panel(HAPPENED, CONTRIBUTIONS))
    assert value == pytest.approx((1 / 11) / (2 / 21))
    assert np.isnan(error)  # a single run


def test_no_site_is_calm_after_its_row_has_ended():
    told = panel(HAPPENED, CONTRIBUTIONS, charters=({"until": 16}, {}))
    assert facts_missions.peace(told)[0] == pytest.approx((1 / 11) / (2 / 17))


def test_the_error_is_that_over_runs():
    twice = [(run, *rest) for run in (0, 1) for _, *rest in HAPPENED]
    both = [(run, *rest) for run in (0, 1) for _, *rest in CONTRIBUTIONS]
    value, error = facts_missions.peace(panel(twice, both, runs=2))
    assert value == pytest.approx((1 / 11) / (2 / 21))
    assert error == pytest.approx(0.0, abs=1e-12)


def test_without_a_peace_there_is_nothing_to_tell():
    assert np.isnan(facts_missions.peace(panel([(0, FAILED, 0, 11.0)], CONTRIBUTIONS))[0])
