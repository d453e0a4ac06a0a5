"""Leaders, interests, wars, burdens and ties, counted by hand."""

import math

import numpy as np
import pytest
from entente.facts import FACTS
from entente.facts_alliances import KEPT
from entente.facts_states import decided
from hand_made import PACTS, STATES, HandMade, flat, value


def test_leaders_fall_by_regime_and_tenure():
    events = [(0, "leader_changed", t, "A", "", -1) for t in (0.5, 1.5, 8.5)] + [
        (0, "coalition_changed", 4, "C", "", -1)
    ]
    events += [(0, "leader_overthrown", 5, "A", "", -1)]
    series = {"state_democracy": flat([0.1, 0.1, 0.9, 0.3])}
    panel = HandMade(events=events, series=series)
    assert value(panel, "turnover.autocracy") == pytest.approx(4 / 20)
    assert value(panel, "turnover.democracy") == pytest.approx(1 / 10)
    assert value(panel, "turnover.anocracy") == 0
    assert value(panel, "turnover.irregular_autocracy") == pytest.approx(1 / 4)
    assert value(panel, "turnover.irregular_democracy") == 0
    assert math.isnan(value(panel, "turnover.irregular_anocracy"))


def test_tenure_is_told_by_years_after_the_first_change():
    events = [(0, "leader_changed", t, "A", "", -1) for t in (0.5, 1.5, 8.5)]
    panel = HandMade(events=events, series={"state_democracy": flat([0.1, 0.9, 0.9, 0.9])})
    # Years that begin in the first year in office: 1, 2 and 9, with a change in year 1; after the fifth: 7 and 8.
    assert value(panel, "turnover.tenure") == pytest.approx((1 / 3) / (1 / 2))


def test_interests_move_as_their_changes_say():
    path = np.zeros((1, 11, 4, 1))
    path[0, :, 0, 0] = np.arange(11) % 2
    series = {"state_position": path, "state_democracy": flat([0.9, 0.1, 0.1, 0.1])}
    panel = HandMade(series=series)
    assert value(panel, "points.democracy_quiet") == pytest.approx(1)
    assert value(panel, "points.autocracy_quiet") == 0
    assert value(panel, "points.sd") == pytest.approx(0.5)
    x, y = path[0, :-1].ravel(), path[0, 1:].ravel()
    assert value(panel, "points.ar1") == pytest.approx(np.polyfit(x, y, 1)[0])


def test_a_state_counts_only_while_it_exists():
    states = {name: {} for name in STATES}
    states["D"] = {"exists": {"from": 1955}}
    panel = HandMade(events=[(0, "attacked", 2, "A", "B", -1)], states=states)
    assert panel.exists[:, 3].tolist() == [False] * 5 + [True] * 6
    assert value(panel, "wars.pair_year") == pytest.approx(1 / (5 * 3 + 5 * 6))


def test_a_side_is_who_fights_and_who_kept_a_promise_to_it():
    events = [
        (0, "attacked", 1, "A", "B", -1),
        (0, KEPT, 1, "C", "B", 0),
        (0, "war_won", 2, "A", "B", -1),
        (0, "attacked", 3, "A", "B", -1),
        (0, "war_lost", 4, "A", "B", -1),
        (0, "attacked", 5, "D", "A", -1),
    ]
    panel = HandMade(PACTS, events=events, series={"state_power": flat([4, 1, 8, 1])})
    run, won, odds = decided(panel)
    assert won.tolist() == [1, 0]
    assert odds == pytest.approx([math.log(4 / 9), math.log(4)])
    assert value(panel, "won.stronger") == 0
    assert value(panel, "won.initiator") == 0.5


def test_the_contest_exponent_is_the_logits_slope():
    draws = np.random.default_rng(4)
    events, power = [], np.ones((200, 11, 4))
    power[:, :, 0] = np.exp(draws.normal(0, 1.5, 200))[:, None]
    for run in range(200):
        won = draws.uniform() < 1 / (1 + power[run, 0, 0] ** -0.8)
        events += [(run, "attacked", 1, "A", "B", -1), (run, "war_won" if won else "war_lost", 2, "A", "B", -1)]
    slope, error = FACTS["won.exponent"].of(HandMade(events=events, series={"state_power": power}, runs=200))
    assert abs(slope - 0.8) < 3 * error and 0.05 < error < 0.3


def test_size_and_burden_are_ranked_among_members_with_forces():
    spells = [(0, "NATO", state, 0, 10, "open") for state in STATES]
    series = {"state_gdp": flat([4, 3, 2, 1]), "state_burden": flat([0.04, 0.02, 0.03, 0.01])}
    panel = HandMade([("NATO", {})], spells, series=series)
    assert value(panel, "rank.1950") == pytest.approx(0.8)
    series["state_burden"] = flat([0.04, 0.02, 0.03, 0])
    assert math.isnan(value(HandMade([("NATO", {})], spells, series=series), "rank.1950"))


def test_allies_are_those_with_whom_defence_is_promised():
    alliances = [("AB", {}), ("CD", {"defence": False}), ("MISSION", {"mission": "relief"})]
    spells = [(0, name, state, 0, 10, "open") for name in ("AB", "CD") for state in name]
    spells += [(0, "MISSION", state, 0, 10, "open") for state in STATES]
    panel = HandMade(alliances, spells)
    assert value(panel, "allies.number") == pytest.approx(0.5)
    assert value(panel, "allies.lasting") == 1


def test_a_tie_lasts_if_it_is_there_five_years_later():
    spells = [
        (0, "AB", "A", 0, 6.5, "left"),
        (0, "AB", "B", 0, 6.5, "alliance_ended"),
        (0, "CD", "C", 0, 10, "open"),
        (0, "CD", "D", 0, 10, "open"),
    ]
    assert value(HandMade(PACTS, spells), "allies.lasting") == pytest.approx((2 + 6) / (6 + 6))


def test_new_ties_are_told_by_the_allies_that_were_shared():
    spells = [(0, "AB", state, 0, 10, "open") for state in "AB"] + [(0, "BC", state, 0, 10, "open") for state in "BC"]
    spells += [(0, "AC", state, 4.5, 10, "open") for state in "AC"] + [
        (0, "CD", state, 9.5, 10, "open") for state in "CD"
    ]
    panel = HandMade([("AB", {}), ("BC", {}), ("AC", {}), ("CD", {})], spells)
    # A and C share B for five years, then are allied. D: with A and C none is shared, and with B none.
    assert value(panel, "ties.shared") == pytest.approx((1 / 5) / (1 / 30))
