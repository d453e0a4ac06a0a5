"""Who pays."""

import entente
import numpy as np
import pytest
from scipy import stats


def test_burden_is_the_mean_over_runs_in_which_a_state_is_a_member(nato):
    told = entente.burden(nato, "NATO", 1980).set_index("state")
    day = nato.time[int(np.argmin(abs(nato.years - 1980)))]
    spells = nato.memberships(alliances="NATO")
    now = spells[(spells["entry"] <= day) & (spells["open"] | (spells["exit"] > day))]
    frame = (
        nato.states("burden", "gdp")
        .query("time == @day")
        .merge(now[["run", "state"]], on=["run", "state"])
    )
    means = frame.groupby("state", observed=True)[["burden", "gdp"]].mean()
    assert np.allclose(told.loc[means.index, ["burden", "gdp"]], means)
    assert (told["low"] <= told["burden"] + 1e-9).all() and (
        told["burden"] <= told["high"] + 1e-9
    ).all()
    steady = told[told["inside"] >= 0.5]
    expected = stats.spearmanr(steady["gdp"], steady["burden"]).correlation
    assert entente.burden(nato, "NATO", 1980).attrs["exploitation"] == pytest.approx(expected)


def test_recorded_exploitation_is_spearmans_over_the_members(nato):
    """Engine, spells and frames agree with SciPy."""
    day = nato.time[30]
    spells = nato.memberships(alliances="NATO", runs=[5])
    members = spells[(spells["entry"] < day) & (spells["open"] | (spells["exit"] > day))]["state"]
    states = (
        nato.states("burden", "gdp", runs=5)
        .query("time == @day")
        .set_index("state")
        .loc[list(members)]
    )
    told = (
        nato.alliances("exploitation", runs=5, alliances="NATO")
        .query("time == @day")["exploitation"]
        .iloc[0]
    )
    assert told == pytest.approx(
        stats.spearmanr(states["gdp"], states["burden"]).correlation, abs=0.03
    )


def test_burden_sharing_and_bands_are_means_and_quantiles_over_runs(small):
    frame = small.alliances("burden_gini", alliances="WEST")
    by_date = frame.groupby("time")["burden_gini"]
    told = entente.bands(small, "burden_gini", alliance="WEST", quantiles=(0.25,))
    assert np.allclose(told["mean"], by_date.mean()) and np.allclose(
        told["q25"], by_date.quantile(0.25)
    )
    sharing = entente.burden_sharing(small, "WEST", ["1960", "1970"])
    gini = sharing[sharing["measure"] == "burden_gini"]["mean"]
    assert np.allclose(
        gini, told.set_index("time").loc[gini.index.map(lambda n: sharing["time"][n]), "mean"]
    )
