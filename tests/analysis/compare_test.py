"""Two worlds side by side."""

import entente
import numpy as np
import pandas as pd
import pytest
from scipy import stats


def test_differences_are_paired_by_seed_and_replicate(sweep):
    a, b = sweep.select(hold=2, world="base"), sweep.select(hold=0, world="base")
    told = entente.compare(a, b).set_index("outcome")
    before, after = (entente.numbers_of(each, "EAST.members") for each in (a, b))
    row = told.loc["EAST.members"]
    test = stats.ttest_rel(after, before)
    interval = test.statistic and stats.t.interval(
        0.95, 9, (after - before).mean(), stats.sem(after - before)
    )
    assert (row["a"], row["b"], row["difference"]) == pytest.approx(
        (before.mean(), after.mean(), (after - before).mean())
    )
    assert (row["low"], row["high"], row["p"]) == pytest.approx((*interval, test.pvalue))
    assert row["effect"] == pytest.approx(
        row["difference"] / np.sqrt((before.var(ddof=1) + after.var(ddof=1)) / 2)
    )
    assert row["p_adjusted"] >= row["p"] and (told["effect"].abs().diff().dropna() <= 0).all()


def test_a_world_does_not_differ_from_itself(sweep):
    base = sweep.select(hold=2, world="base")
    told = entente.compare(base, base)
    assert len(told) == 0 and told.attrs["equal"] > 20
    assert entente.first_divergence(base, base)["time"].isna().all()


def test_the_first_divergent_decision_is_the_first_event_that_is_not_in_both(sweep):
    a, b = sweep.select(hold=2, world="base"), sweep.select(hold=0, world="base")
    told = entente.first_divergence(a, b)
    assert len(told) == 10 and told["time"].notna().any()
    columns = ["time", "kind", "state", "alliance", "partner"]
    for row in told.itertuples():
        one = a.events(runs=[row.run])[columns].astype(str)
        other = b.events(runs=b.run[list(a.run).index(row.run)])[columns].astype(str)
        lines = pd.concat([one, other]).value_counts()
        alone = sorted(line[0] for line, count in lines.items() if count % 2)
        assert (alone[0][:10] if alone else "NaT") == str(row.time)[:10]


def test_outcomes_are_read_from_series_and_spells(small):
    told = entente.outcomes(small, 1970)
    record = small.time[int(np.argmin(abs(small.years - 1970)))]
    frame = small.alliances("cohesion", alliances="WEST").query("time == @record")
    assert np.allclose(told["WEST.cohesion"], frame["cohesion"])
    members = told[[name for name in told if name.endswith(" in WEST")]].sum(axis=1)
    moved = small.memberships().query("entry == @record or exit == @record")[
        "run"
    ]  # on the very day
    assert (
        np.array_equal(members.drop(moved), told["WEST.members"].drop(moved))
        and moved.nunique() < 5
    )
    for name in ("GAM in WEST", "WEST.cohesion", "ALF.burden"):
        assert np.allclose(entente.numbers_of(small, name, 1970), told[name])
    left = small.memberships(alliances="EAST").query("exit_kind in ['left', 'expelled']")
    assert entente.numbers_of(small, "EAST.exits").sum() == len(left) > 0


def test_wrong_outcomes_are_answered_with_the_right_ones(small):
    for outcome, match in (
        ("WEAST.members", "Did you mean 'WEST'"),
        ("ALV in WEST", "'ALV' is not a state .* Did you mean 'ALF'"),
        (lambda result: [1, 2], "40 numbers are needed"),
    ):
        with pytest.raises(entente.ResultError, match=match):
            entente.numbers_of(small, outcome)


def test_points_of_a_sweep_must_be_chosen_before_they_are_compared(sweep):
    with pytest.raises(entente.ResultError, match="points of a sweep. Choose one"):
        entente.compare(sweep, sweep)


def test_runs_needed_for_a_precision():
    pilot = np.tile([-1.0, 1.0], 50)  # standard deviation 1.005
    number = entente.runs_needed(pilot, 0.1)
    half = [
        stats.t.ppf(0.975, n - 1) * pilot.std(ddof=1) / np.sqrt(n) for n in (number - 1, number)
    ]
    assert half[1] <= 0.1 < half[0]
    assert (
        entente.runs_needed(np.tile([0, 1], 50), 0.05, share=True) == 381
    )  # 385 by Wald, less z squared
    assert entente.runs_needed(np.zeros(20), 0.02, share=True) > 50  # never seen is not impossible
    with pytest.raises(entente.ResultError, match="precision=0: must be above 0"):
        entente.runs_needed(pilot, 0)
