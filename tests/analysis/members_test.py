"""Who belongs, with whom, and who is pivotal."""

import entente
import pandas as pd
import pytest


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


def test_a_word_that_is_no_date_is_told(small):
    with pytest.raises(entente.ResultError, match="'WEST' is neither a date nor a frequency"):
        entente.network(small, "WEST")
