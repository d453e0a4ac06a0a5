"""What makes members leave, against known hazards."""

import entente
import numpy as np
import pandas as pd
import pytest


def test_the_hazard_of_two_groups_is_the_ratio_of_their_cumulative_hazards():
    event = np.concatenate([np.arange(400) < 40, np.arange(400) < 100])  # .1 and .25 a period
    table = pd.DataFrame(
        {"event": event, "x": np.repeat([0.0, 1.0], 400), "age": 1.0, "length": 1.0}
    )
    told = entente.hazards(table.assign(run=np.arange(800)), ["x"]).iloc[0]
    assert np.exp(told["coefficient"]) == pytest.approx(np.log(0.75) / np.log(0.9))
    assert told["low"] < told["hazard_ratio"] < told["high"] and told["p"] < 1e-6


def test_a_known_hazard_is_found_in_a_simulated_table():
    draws = np.random.default_rng(4)
    x, length = draws.normal(0, 2, 20000), draws.choice([0.25, 1.0], 20000)
    rate = 0.1 * np.exp(0.4 * x) * length
    table = pd.DataFrame(
        {"event": draws.random(20000) < -np.expm1(-rate), "x": x, "length": length, "age": 1.0}
    )
    told = entente.hazards(table.assign(run=np.arange(20000) // 10), "x").iloc[0]
    assert told["coefficient"] == pytest.approx(0.4, abs=0.04)  # three standard errors
    assert told["low"] < np.exp(0.4 * told["sd"]) < told["high"]


def test_person_periods_are_members_at_records_until_the_next(small):
    table = entente.person_periods(
        small,
        ["state_gdp", "alliance_members", "membership_trust"],
        "EAST",
        ["left", "alliance_ended"],
    )
    spells = small.memberships(alliances="EAST")
    expected = sum(
        ((small.time[:-1] >= s.entry) & (small.time[:-1] < s.exit)).sum()
        for s in spells.itertuples()
    )
    assert len(table) == expected
    ends = spells[spells["exit_kind"].isin(["left", "alliance_ended"])]
    seen = [((small.time >= s.entry) & (small.time < s.exit)).any() for s in ends.itertuples()]
    assert table["event"].sum() == sum(seen) > 0
    row = table.iloc[123]
    gdp = small.states("gdp", runs=int(row["run"]), states=small.state_ids[int(row["state"])])
    assert row["state_gdp"] in set(gdp["gdp"]) and not table.isna().any().any()


def test_too_few_exits_are_refused(small):
    with pytest.raises(entente.ResultError, match="too few for 30 covariates"):
        entente.hazards(small, ["state_gdp"] * 30, "EAST")
