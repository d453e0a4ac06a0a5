"""The table of stylised facts, and the standard errors in it."""

import math

import entente
import numpy as np
import pytest
from entente.facts import FACTS, rows_met, stylised_facts
from entente.facts_alliances import BROKEN, KEPT
from entente.facts_registry import Fact
from entente.fitting.moments import MOMENTS
from entente.jackknife import jackknife, odds_ratio, ratio
from entente.panel import panel_of


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
