"""Stylised facts on results made by hand, in which each can be counted on the fingers."""

import math

import entente
import numpy as np
import pytest
from entente.dates import YEAR
from entente.facts import FACTS, rows_met, stylised_facts
from entente.facts_registry import Fact
from entente.facts_states import decided
from entente.fitting.moments import MOMENTS
from entente.jackknife import jackknife, odds_ratio, ratio
from entente.panel import Panel, panel_of

ENDS = ["open", "left", "expelled", "state_ended", "alliance_ended", "left_mission", "mission_over"]
KINDS = [
    "attacked",
    "war_won",
    "war_lost",
    "war_stalemate",
    "war_lapsed",
    "obligation_honoured",
    "obligation_violated",
    "stayed_neutral",
    "neutrality_violated",
    "nonaggression_breached",
    "leader_changed",
    "leader_overthrown",
    "coalition_changed",
    "mission_succeeded",
    "mission_failed",
    "mission_expired",
    "mission_deserted",
    "mission_unwelcome",
    "dissolved",
    "fighting_stopped",
    "fighting_resumed",
]
STATES = ["A", "B", "C", "D"]


def columns(rows, names) -> dict:
    return {name: np.array([row[n] for row in rows], float if name == "time" else int) for n, name in enumerate(names)}


class HandMade(Panel):
    """A panel without a result: ten years, four states, by default one run."""

    def __init__(self, alliances=(), spells=(), events=(), series=None, runs=1, pairs=None, states=None, shares=None):
        self._known = {}
        self.runs, self.states = runs, STATES
        self.days = np.arange(11) * YEAR
        self.last, self.years = np.full(runs, 10 * YEAR), 1950.0 + np.arange(11)
        self.alliances = [name for name, _ in alliances]
        self.scenario = {"alliances": dict(alliances), "states": states or {name: {} for name in STATES}}
        eligible = [
            (s, a) for a, name in enumerate(self.alliances) for s in range(4) if len(name) > 2 or STATES[s] in name
        ]
        self.pairs = np.array(eligible, int).reshape(-1, 2).T if pairs is None else pairs
        self._ends, self._lowest, self._kinds = ENDS, 0, KINDS
        names = ["run", "kind", "time", "state", "partner", "alliance"]
        told = [
            (r, KINDS.index(k), t * YEAR, *(STATES.index(s) if s else -1 for s in pair), a)
            for r, k, t, *pair, a in events
        ]
        self.event = columns(told, names)
        names = ["run", "alliance", "state", "entry", "exit", "exit_kind", "open"]
        rows = [
            (r, self.alliances.index(a), STATES.index(s), begin * YEAR, end * YEAR, ENDS.index(how), how == "open")
            for r, a, s, begin, end, how in spells
        ]
        self.spell = {
            n: values.astype(float if n in ("entry", "exit") else int)
            for n, values in {name: np.array([row[n] for row in rows]) for n, name in enumerate(names)}.items()
        }
        self._series, self._shares = series or {}, shares or {}

    def day(self, date):
        return (float(date) - 1950) * YEAR

    def series(self, name):
        return np.asarray(self._series[name], np.float32)

    def shares(self, feature, *kinds):
        return np.asarray(self._shares[feature], float)


def value(panel, name):
    return FACTS[name].of(panel)[0]


def flat(level, runs=1):
    """A series that is the same in all years: one level for each state."""
    return np.tile(np.asarray(level, float), (runs, 11, 1))


# ---- Standard errors -----------------------------------------------------------------------------------------------


def test_the_jackknife_of_a_mean_is_its_standard_error():
    sums = np.array([[1.0, 1], [2, 1], [4, 1], [9, 1]])
    mean, error = jackknife(ratio, sums)
    assert mean == pytest.approx(4.0)
    assert error == pytest.approx(sums[:, 0].std(ddof=1) / 2)


def test_one_run_has_a_value_and_no_error():
    mean, error = jackknife(ratio, [[3.0, 4.0]])
    assert mean == 0.75 and math.isnan(error)


def test_an_odds_ratio_is_that_of_its_table():
    found = odds_ratio(np.array([40.0, 100.0, 10.0, 100.0]))
    assert found == pytest.approx((40.5 / 60.5) / (10.5 / 90.5))


# ---- Promises and ends ---------------------------------------------------------------------------------------------

PACTS = (("AB", {}), ("CD", {}), ("ALL", {}))
KEPT, BROKEN = "obligation_honoured", "obligation_violated"


def test_an_alliance_is_kept_if_all_who_are_called_keep_it():
    calls = [
        (0, KEPT, 1, "B", "A", 0),
        (0, KEPT, 1, "B", "A", 2),
        (0, BROKEN, 1, "C", "A", 2),
        (0, KEPT, 2, "B", "A", 0),
        (0, BROKEN, 3, "D", "C", 1),
        (0, "stayed_neutral", 4, "B", "A", 0),
        (0, "nonaggression_breached", 5, "D", "C", 1),
    ]
    panel = HandMade(PACTS, events=calls)
    assert value(panel, "honoured.obligation") == pytest.approx(3 / 5)
    assert value(panel, "honoured.opportunity") == pytest.approx(3 / 6)
    assert value(panel, "honoured.bilateral") == pytest.approx(3 / 5)
    assert value(panel, "honoured.multilateral") == 0


def test_a_change_lowers_the_odds_to_keep_a_promise():
    calls = [(0, KEPT, t, "B", "A", 0) for t in range(1, 9)] + [(0, BROKEN, t, "B", "A", 0) for t in range(1, 9)]
    shares = {"crises.changed_power": [-1] * 2 + [0] * 6 + [-1] * 6 + [0] * 2}
    panel = HandMade(PACTS, events=calls, shares=shares)
    assert value(panel, "honoured.changed_power") == pytest.approx((2.5 / 6.5) / (6.5 / 2.5))


def test_an_alliance_lives_until_its_last_member_goes_and_anew_when_founded_again():
    spells = [
        (0, "AB", "A", 0, 4, "left"),
        (0, "AB", "B", 0, 4.2, "alliance_ended"),
        (0, "AB", "A", 6, 10, "open"),
        (0, "AB", "B", 6, 10, "open"),
        (0, "CD", "C", -5, 5, "state_ended"),
        (0, "CD", "D", -5, 5.1, "alliance_ended"),
    ]
    life = HandMade(PACTS, spells).lives
    assert sorted(zip(life["begin"] / YEAR, life["end"] / YEAR, life["ended"], life["broken"])) == [
        (-5, pytest.approx(5.1), True, False),
        (0, pytest.approx(4.2), True, True),
        (6, 10, False, False),
    ]


def test_ends_are_counted_over_the_years_in_force_within_the_run():
    spells = [
        (0, "AB", "A", 0, 4, "left"),
        (0, "AB", "B", 0, 4, "alliance_ended"),
        (0, "CD", "C", -5, 10, "open"),
        (0, "CD", "D", -5, 10, "open"),
    ]
    panel = HandMade(PACTS, spells)
    assert value(panel, "ends.all") == pytest.approx(1 / 14)
    assert value(panel, "ends.violation") == pytest.approx(1 / 14)
    assert value(panel, "ends.age_3_5") == pytest.approx(1 / 1)
    assert value(panel, "ends.age_5_10") == 0
    assert value(panel, "ends.age_10_15") == 0


def test_who_leaves_or_is_expelled_counts_and_who_ends_does_not():
    spells = [
        (0, "ALL", "A", -3, 5, "left"),
        (0, "ALL", "B", 0, 5, "expelled"),
        (0, "ALL", "C", 0, 10, "open"),
        (0, "ALL", "D", 0, 5, "state_ended"),
        (0, "AB", "A", 0, 1, "left"),
    ]
    assert value(HandMade(PACTS, spells), "leaving.multilateral") == pytest.approx(2 / 25)


def test_abrogation_is_told_by_the_year_in_which_it_comes():
    spells = [
        (0, "AB", "A", 0, 3.5, "left"),
        (0, "AB", "B", 0, 3.5, "alliance_ended"),
        (0, "CD", "C", 0, 10, "open"),
        (0, "CD", "D", 0, 10, "open"),
    ]
    events = [(0, "leader_overthrown", 3.2, "A", "", -1), (0, "leader_changed", 7.5, "C", "", -1)]
    series = {"state_democracy": flat([0.1, 0.1, 0.9, 0.9]), "state_power": flat([1, 1, 1, 1])}
    series["state_power"][:, 5:, 3] = 2  # C and D: five years after a change by more than half
    panel = HandMade(PACTS, spells, events, series)
    assert value(panel, "abrogation.undemocratic") == 1  # of year 3 alone: the next would be year 4
    assert value(panel, "abrogation.irregular") == 1
    assert value(panel, "abrogation.quiet") == 0  # 3 of A and B, 8 of C and D
    assert value(panel, "abrogation.democracies") == 0
    assert value(panel, "abrogation.odds_undemocratic") == pytest.approx((1.5 / 0.5) / (0.5 / 13.5))
    assert value(panel, "abrogation.odds_power") == pytest.approx((0.5 / 5.5) / (1.5 / 8.5))


# ---- States --------------------------------------------------------------------------------------------------------


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


# ---- Ties ----------------------------------------------------------------------------------------------------------


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


# ---- Missions ------------------------------------------------------------------------------------------------------

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


# ---- The table -----------------------------------------------------------------------------------------------------


def test_a_number_is_met_within_its_interval_or_the_factor():
    wide = Fact("x", "row", 0.2, "words", None, within=(0.1, 0.25))
    assert wide.bounds == pytest.approx((0.1, 0.3))
    assert [wide.verdict(v) for v in (0.11, 0.29, 0.31, math.nan)] == ["met", "met", "missed", "not measured"]
    odds = Fact("x", "row", 2.0, "words", None, sign=1)
    assert [odds.verdict(v, 0.1) for v in (0.9, 1.1, 1.4, 2.1)] == ["wrong direction", "not shown", "met", "met"]


def test_every_row_of_the_table_is_there_and_its_names_differ():
    assert len({each.row for each in FACTS.values()}) == 17
    assert all(name == each.name for name, each in FACTS.items())
    assert all(each.lacks or each.measure for each in FACTS.values())


def test_a_fit_may_call_every_fact_by_its_name():
    assert set(FACTS) <= set(MOMENTS)
    assert MOMENTS["wars.pair_year"].target == FACTS["wars.pair_year"].target
    assert MOMENTS["wars.pair_year"].standard_error == pytest.approx(6.4e-5 * (1.5 - 1 / 1.5) / 3.92)
    assert MOMENTS["ends.falling"].standard_error is None


def test_facts_of_a_world_at_war_stand_in_a_table(crises):
    table = stylised_facts(
        crises, ["wars.pair_year", "honoured.obligation", "won.initiator", "mission.median"]
    ).set_index("name")
    assert table.loc["honoured.obligation", "value"] == pytest.approx(
        (crises.events("obligation_honoured").shape[0]) / crises.events(KEPT, BROKEN).shape[0]
    )
    states, years = 8, 50
    wars = len(crises.events("attacked")) / crises.size
    assert table.loc["wars.pair_year", "value"] == pytest.approx(wars / (states * (states - 1) / 2 * years), rel=1e-3)
    assert table.loc["mission.median", "verdict"] == "not measured"
    met = rows_met(table.reset_index())
    assert not met["UN mission length"]


def test_a_fact_that_is_none_or_was_not_recorded_says_so(crises, small):
    with pytest.raises(entente.ResultError, match="'wars.pair_yeer' is not a stylised fact.*wars.pair_year"):
        stylised_facts(crises, ["wars.pair_yeer"])
    with pytest.raises(entente.ResultError, match="states.wars_fought was not recorded"):
        panel_of(small).series("state_wars_fought")
