"""How long memberships and alliances last, against published curves."""

import entente
import numpy as np
import pandas as pd
import pytest


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
