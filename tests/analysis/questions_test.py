"""Questions: exact small cases, published numbers, and answers counted again by other means."""

import entente
import numpy as np
import pandas as pd
import pytest
from conftest import SMALL
from entente import change, overruns, plots
from entente.reasons import followed
from scipy import stats

# ---- Intervals over runs --------------------------------------------------------------------------


def test_resamples_draw_as_many_runs_as_there_are_and_are_the_same_again():
    drawn = overruns.resampled(50, 200, 3)
    assert drawn.shape == (200, 50) and (drawn.sum(axis=1) == 50).all()
    assert np.array_equal(drawn, overruns.resampled(50, 200, 3))
    assert np.isclose(drawn.astype(float).var(), 1 - 1 / 50, atol=0.05)


def test_means_in_blocks_are_the_bootstrap_of_the_whole():
    draws = np.random.default_rng(5)
    values, weights = draws.normal(1e6, 1, (60, 3)), draws.random((60, 3))
    values[7, 1] = np.nan
    means = overruns.Means(60, (3,))
    for at in (np.arange(0, 25), np.arange(25, 60)):
        means.add(at, values[at], weights[at])
    kept = np.where(np.isnan(values), 0, weights)
    assert np.allclose(means.mean, np.nansum(values * kept, 0) / kept.sum(0), rtol=1e-14)
    resampled = overruns.resampled(60).astype(float)
    again = resampled @ (np.nan_to_num(values) * kept) / (resampled @ kept)
    assert np.allclose(means.replicates, again, atol=1e-5)
    low, high = means.interval()
    assert np.allclose([low, high], np.percentile(again, [2.5, 97.5], axis=0), atol=1e-5)


def test_the_interval_of_a_mean_covers_it_as_often_as_it_says():
    draws, hits = np.random.default_rng(2), 0
    for _ in range(200):
        low, high = overruns.Means(60).add(np.arange(60), draws.normal(1, 1, 60)).interval()
        hits += low <= 1 <= high
    assert 0.9 <= hits / 200 <= 0.985  # .95, standard error .015


def test_shares_have_wilsons_interval():
    low, high = overruns.share_interval(np.array([0, 15]), 20)
    assert np.allclose(low, [0, 0.5313], atol=5e-5) and np.allclose(
        high, [0.1611, 0.8881], atol=5e-5
    )  # Newcombe 1998


# ---- Who belongs ----------------------------------------------------------------------------------


def inside(result, state, alliance, date):
    spells = result.memberships(states=state, alliances=alliance)
    now = (spells["entry"] <= date) & (spells["open"] | (spells["exit"] > date))
    return spells[now]["run"].nunique()


def test_membership_is_the_share_of_runs_with_a_spell_then(nato):
    told = entente.membership(nato, dates=["1949-04-03", "1955-01-01", "1991-06-30", "1994-12-31"])
    assert set(told["alliance"]) == set(nato.alliance_ids)
    for row in told.sample(60, random_state=1).itertuples():
        assert row.probability * nato.size == pytest.approx(
            inside(nato, row.state, row.alliance, row.time)
        )
    assert told["runs"].eq(nato.size).all()
    assert (told["probability"] > 0).sum() > 60


def test_dates_between_records_and_frequencies_can_be_asked(nato):
    told = entente.membership(nato, "NATO", "MS")
    assert told["time"].nunique() == len(pd.date_range("1949-04-04", nato.time[-1], freq="MS"))
    real = told[(told["state"] == "DEU") & (told["time"] == "1972-05-01")].iloc[0]
    assert real.probability == inside(nato, "DEU", "NATO", pd.Timestamp("1972-05-01")) / nato.size


def test_the_pivotal_state_is_counted_over_runs(small):
    told = entente.pivotal(small, "WEST", [1970]).set_index("state")["probability"]
    frame = small.alliances(
        "pivotal_state", alliances="WEST", since="1969-07-02", until="1970-07-02"
    )
    counts = frame["pivotal_state"].value_counts(normalize=True)
    assert told.sum() == pytest.approx(1) and len(told) > 0
    assert all(told.get(state, 0) == pytest.approx(share) for state, share in counts.items())


def test_a_network_has_the_pairs_that_share_an_alliance(small):
    told = entente.network(small, "1970-03-01").set_index(["state", "other"])
    spells = small.memberships()
    now = spells[
        (spells["entry"] <= "1970-03-01") & (spells["open"] | (spells["exit"] > "1970-03-01"))
    ]
    both = now.merge(now, on=["run", "alliance"])
    both = both[both["state_x"].astype(str) < both["state_y"].astype(str)]
    for (one, other), group in both.groupby(["state_x", "state_y"], observed=True):
        row = told.loc[(one, other)]
        assert row["probability"] == pytest.approx(group["run"].nunique() / small.size)
        assert row["alliances"] == pytest.approx(len(group) / small.size)
    assert len(told) == both.groupby(["state_x", "state_y"], observed=True).ngroups > 5
    graph = entente.graph(told.reset_index(), 0.5)
    assert graph.number_of_edges() == (told["probability"] >= 0.5).sum()


def test_turnover_divides_exits_by_years_of_membership(small):
    told = entente.turnover(small).set_index("alliance").loc["WEST"]
    spells = small.memberships(alliances="WEST")
    assert told["exit_rate"] == pytest.approx((~spells["open"]).sum() / spells["years"].sum())
    assert told["low"] <= told["exit_rate"] <= told["high"]


# ---- How long it lasts ----------------------------------------------------------------------------

# Remission of leukemia in weeks, + censored (Freireich et al. 1963), as Cox 1972 and every textbook have it.
TREATED = "6 6 6 6+ 7 9+ 10 10+ 11+ 13 16 17+ 19+ 20+ 22 23 25+ 32+ 32+ 34+ 35+"
PLACEBO = "1 1 2 2 3 4 4 5 5 8 8 8 8 11 11 12 12 15 17 22 23"


def remission():
    rows = [(arm, *(text.rstrip("+"), "+" not in text)) for arm, data in (("treated", TREATED), ("placebo", PLACEBO)) for text in data.split()]  # fmt: skip
    frame = pd.DataFrame(rows, columns=["arm", "days", "ended"])
    return frame.assign(days=frame["days"].astype(int) * 7, run=range(len(frame)), how="ended")


def test_survival_is_kaplan_and_meiers():
    told = entente.survival(remission(), by="arm").query("group == 'treated'")
    weeks = np.rint(told["years"] * 365.25 / 7).astype(int)
    expected = {0: 1, 6: 0.857, 7: 0.807, 10: 0.753, 13: 0.690, 16: 0.627, 22: 0.538, 23: 0.448}
    assert dict(zip(weeks, told["survival"].round(3))) == expected
    assert list(told["at_risk"]) == [21, 21, 17, 15, 12, 11, 7, 6]
    assert list(told["ended"]) == [0, 3, 1, 1, 1, 1, 1, 1]
    error = np.sqrt(
        0.448**2
        * sum(d / (n * (n - d)) for n, d in zip([21, 17, 15, 12, 11, 7, 6], [3, 1, 1, 1, 1, 1, 1]))
    )
    last = told.iloc[-1]
    assert last["high"] - last["low"] == pytest.approx(
        2 * 1.96 * error, rel=0.15
    )  # Greenwood's formula


def test_the_log_rank_test_is_the_published_one():
    told = entente.log_rank(remission(), by="arm").iloc[0]
    assert told["chi_squared"] == pytest.approx(16.79, abs=0.005)
    assert told["p"] == pytest.approx(4.17e-5, rel=0.01)
    assert told["p_by_run"] < 1e-3  # each patient is a run here, so both tests mean the same


def test_what_happens_together_in_a_run_counts_once():
    together = remission()
    copies = pd.concat([together] * 9, ignore_index=True)
    told = entente.log_rank(copies, by="arm").iloc[0]
    alone = entente.log_rank(together, by="arm").iloc[0]
    assert told["chi_squared"] > 8 * alone["chi_squared"]
    assert told["p_by_run"] == pytest.approx(alone["p_by_run"])
    wide, narrow = (
        entente.survival(each).iloc[9] for each in (together, copies.assign(run=range(len(copies))))
    )
    assert (wide["high"] - wide["low"]) / (narrow["high"] - narrow["low"]) == pytest.approx(
        3, rel=0.2
    )


def test_cumulative_incidence_is_aalen_and_johansens():
    years = np.array([1, 2, 2, 3, 4])
    how = ["left", "expelled", "open", "left", "open"]
    frame = pd.DataFrame({"run": range(5), "days": years * 365.25, "how": how})
    told = entente.incidence(frame.assign(ended=frame["how"] != "open"))
    end = told.groupby("how")["incidence"].last()
    assert end["left"] == pytest.approx(1 / 5 + 4 / 5 * 3 / 4 * 1 / 2)  # by hand
    assert end["expelled"] == pytest.approx(4 / 5 * 1 / 4)


def test_incidences_and_survival_add_up_to_one(small):
    survival = entente.survival(small, "EAST")["survival"].iloc[-1]
    ends = entente.incidence(small, "EAST").groupby("how")["incidence"].max().sum()
    assert survival + ends == pytest.approx(1)


def test_an_alliance_lasts_from_its_first_members_entry_to_its_last_ones_exit(nato):
    whole = nato.memberships(alliances="WTO")
    told = entente.durations(nato, "WTO", of="alliance").set_index("run")
    for run, spells in whole.groupby("run"):
        last = spells["exit"].max() - spells["entry"].min()
        assert (told.loc[run, "days"], told.loc[run, "ended"]) == (
            last.days,
            not spells["open"].any(),
        )
    assert told["ended"].any()


# ---- Hazards --------------------------------------------------------------------------------------


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


# ---- Change ---------------------------------------------------------------------------------------


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


# ---- Burdens, reasons, cascades --------------------------------------------------------------------


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


def test_why_is_the_mean_share_over_events(small):
    told = entente.why(small, ["left", "notice_given"], "EAST")
    shares = small.reasons("left", "notice_given", alliances="EAST")[small.feature_ids]
    assert told.attrs["events"] == len(shares) > 10
    assert np.allclose(told.set_index("feature")["share"][small.feature_ids], shares.mean())
    assert (told["low"] <= told["share"] + 1e-9).all() and (
        told["share"] <= told["high"] + 1e-9
    ).all()


def test_followers_are_counted_within_the_run_and_expected_from_the_others():
    draws = np.random.default_rng(1)
    run, time = draws.integers(0, 7, 60), draws.integers(0, 100, 60)
    follow, expected = followed(run, time, 9, 7)
    for n in range(60):
        has = [
            ((time[run == r] > time[n]) & (time[run == r] <= time[n] + 9)).any() for r in range(7)
        ]
        assert follow[n] == has[run[n]]
        assert expected[n] == pytest.approx((sum(has) - has[run[n]]) / 6)


def test_the_summary_repeats_what_each_question_says(small):
    told = entente.summary(small).set_index(["alliance", "measure"])["mean"]
    assert told["WEST", "exit_rate"] == entente.turnover(small, "WEST")["exit_rate"][0]
    last = small.alliances("cohesion", alliances="WEST").query("time == @small.time[-1]")[
        "cohesion"
    ]
    assert told["WEST", "cohesion"] == pytest.approx(last.mean())
    alive = small.memberships(alliances="EAST", runs=small.run).query("open")["run"].nunique()
    assert told["EAST", "lasts"] == alive / small.size


def test_stopped_runs_count_as_far_as_they_came(folder):
    result = entente.run(
        SMALL, folder / "stopped.h5", runs=30, set={"stop.value": "alliances.WEST.members", "stop.above": 2}
    )
    last = result.column("run_times")[:] - 1
    assert len(set(last)) > 2 and last.max() < len(result.days)
    members = result.column("alliance_members")[:, :, result.alliance_ids.index("WEST")]
    ends = members[np.arange(30), last]
    np.testing.assert_array_equal(entente.numbers_of(result, "WEST.members"), ends)
    np.testing.assert_array_equal(entente.outcomes(result)["WEST.members"], ends)
    told = entente.summary(result, "WEST").set_index("measure")
    assert told.runs.members == 30 and told["mean"].members == pytest.approx(ends.mean())
    belonging = entente.membership(result, "WEST").query("state == 'ALF'").set_index("time")
    assert (belonging.probability[belonging.runs > 0] == 1).all() and belonging.runs.iloc[0] == 30
    assert belonging.probability[belonging.runs == 0].isna().all() and (belonging.runs.diff().dropna() <= 0).all()
    early = entente.network(result, result.time[1])
    pair = early.query("state == 'ALF' and other == 'BET'")
    assert pair.probability.item() == 1 and pair.low.item() > 0.5


def test_a_word_that_is_no_date_is_told(small):
    with pytest.raises(entente.ResultError, match="'WEST' is neither a date nor a frequency"):
        entente.network(small, "WEST")


def test_every_question_has_a_plot_of_its_name(small, nato, sweep, crises, missions):
    base, other = sweep.select(hold=2, world="base"), sweep.select(hold=0, world="base")
    answers = {
        "membership": entente.membership(nato, "NATO"),
        "survival": entente.survival(small, by="alliance"),
        "incidence": entente.incidence(small),
        "log_rank": entente.log_rank(small),
        "hazards": entente.hazards(small, ["state_gdp"]),
        "turnover": entente.turnover(small),
        "bands": entente.bands(small, "cohesion", "WEST"),
        "turning_points": entente.turning_points(small, "WEST", "members"),
        "burden_sharing": entente.burden_sharing(small, "WEST"),
        "burden": entente.burden(small, "WEST", 1970),
        "pivotal": entente.pivotal(small, "WEST"),
        "why": entente.why(small),
        "network": entente.network(small, 1970),
        "cascades": entente.cascades(small),
        "wars": entente.wars(crises),
        "obligations": entente.obligations(crises),
        "missions": entente.missions(missions),
        "compare": entente.compare(base, other),
        "response": entente.response(sweep, "EAST.members"),
        "pawn": entente.pawn(sweep, "EAST.members", resamples=20),
        "summary": entente.summary(small),
    }
    for name, frame in answers.items():
        axes = getattr(plots, name)(frame)
        assert axes.lines or axes.collections or axes.patches or axes.texts, name
        axes.figure.canvas.draw()
        axes.figure.clear()
