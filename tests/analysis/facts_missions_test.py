"""Peace after a mission: renewals and calm years, by hand."""

from types import SimpleNamespace

import numpy as np
import pytest
from entente import facts_missions
from entente.dates import YEAR
from hand_made import HandMade, value

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


# ---- On a panel made by hand ------------------------------------------------------------------------------------

MISSIONS = (
    ("UN-ONE", {"mission": "peacekeeping", "mandate": True, "host": "D"}),
    ("UN-TWO", {"mission": "peacekeeping"}),
    ("WILLING", {"mission": "enforcement", "lead_state": "A"}),
    ("NATO", {}),
    ("NATO-X", {"mission": "relief"}),
)


def test_missions_last_from_the_first_contributor_to_the_end():
    spells = [
        (0, "UN-ONE", "A", 1, 3, "left_mission"),
        (0, "UN-ONE", "B", 2, 5, "mission_over"),
        (0, "UN-TWO", "A", 4, 10, "open"),
    ]
    panel = HandMade(MISSIONS, spells, [(0, "mission_succeeded", 5, "", "", 0)])
    assert value(panel, "mission.running_3") == 1
    assert value(panel, "mission.running_5") == 0.5
    assert value(panel, "mission.median") == pytest.approx(4, abs=0.1)
    assert value(panel, "mission.leaving") == pytest.approx(1 / 11)


def test_a_coalition_of_the_willing_has_no_mandate_and_no_parent():
    spells = [
        (0, "WILLING", state, 1, *how)
        for state, how in zip("ABCD", [(3, "left_mission"), (6, "mission_over"), (10, "open"), (2, "left_mission")])
    ]
    spells += [(0, name, "A", 1, 2, "left_mission") for name in ("UN-ONE", "NATO-X")]
    assert value(HandMade(MISSIONS, spells), "coalition.left") == pytest.approx(0.5)


def test_elections_are_near_in_the_year_before_them():
    states = {"A": {"next_election": 1952, "election_interval": 4}, "B": {}, "C": {}, "D": {}}
    spells = [
        (0, "WILLING", "A", 0, 1.5, "left_mission"),
        (0, "WILLING", "A", 2, 4, "left_mission"),
        (0, "WILLING", "B", 0, 1, "left_mission"),
    ]
    assert value(HandMade(MISSIONS, spells, states=states), "coalition.elections") == pytest.approx((1 / 0.5) / (1 / 3))


def test_peace_is_renewed_fighting_with_a_mission_there():
    spells = [(0, "UN-ONE", "A", 1, 6, "mission_over"), (0, "UN-TWO", "A", 0, 10, "open")]
    fights = [("stopped", 2, 0), ("resumed", 5, 0), ("stopped", 5.5, 0), ("resumed", 9, 0), ("stopped", 1, 1)]
    events = [(0, f"fighting_{kind}", t, "", "", site) for kind, t, site in fights]
    panel = HandMade(MISSIONS, spells, [*events, (0, "mission_succeeded", 6, "", "", 0)])
    # Guarded: years 2 to 5 and 5.5 to 6 of the one site and 1 to 10 of the other, one resumption; alone: 6 to 9, one.
    assert value(panel, "peace.renewed") == pytest.approx((1 / 12.5) / (1 / 3))
