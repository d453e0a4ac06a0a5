"""`entente compare`: what a change of a scenario changes, pair by pair."""

import csv
import re
import signal

import h5py
import numpy as np
import pytest
from scipy import stats

from conftest import SMALL

CHANGE = ("--set", "alliances.WEST.strength=.3")


def rows_of(path):
    with open(path, newline="") as file:
        return {row.pop("quantity"): {key: float(value) for key, value in row.items()} for row in csv.DictReader(file)}


def test_the_table_is_that_of_the_paired_runs(entente):
    a, b = entente.run("a", "--runs", "12"), entente.run("b", "--runs", "12", *CHANGE)
    entente("compare", SMALL, *CHANGE, "--runs", "12", "--precision", ".02", "-o", "table.csv", "--quiet")
    rows = rows_of(entente.folder / "table.csv")
    with h5py.File(a) as in_a, h5py.File(b) as in_b:
        x, y = (np.nanmean(file["state_security"][:, :, 0], axis=1) for file in (in_a, in_b))
        names = in_a["event_kind"].attrs["flag_meanings"].decode().split()
        counts = np.array([
            [np.bincount(file["event_kind"][:][file["event_run"][:] == run], minlength=len(names)) for run in range(12)]
            for file in (in_a, in_b)
        ])
    row = rows["state.security of ALF"]
    error = (y - x).std(ddof=1) / np.sqrt(12)
    expected = {
        "pairs": 12,
        "a": x.mean(),
        "b": y.mean(),
        "difference": (y - x).mean(),
        "standard_error": error,
        "half_width_95": error * stats.t.ppf(0.975, 11),
        "pairs_for_precision": np.ceil((1.96 * (y - x).std(ddof=1) / (0.02 * max(x.mean(), y.mean()))) ** 2),
    }
    assert row["pairs_for_precision"] == pytest.approx(max(2, expected.pop("pairs_for_precision")), abs=1)
    assert {key: row[key] for key in expected} == pytest.approx(expected, rel=1e-9)
    vary = [kind for kind in range(len(names)) if (counts[0, :, kind] != counts[1, :, kind]).any()]
    assert vary and {f"event.{names[kind]}" for kind in vary} <= rows.keys()
    for kind in vary:
        assert rows[f"event.{names[kind]}"]["difference"] == pytest.approx((counts[1] - counts[0])[:, kind].mean())


def test_it_tells_the_first_decision_that_diverges(entente):
    change = ("--set", "schedule.leave={at: 1962-01-01, withdraw: {state: BET, alliance: WEST}}")
    text = entente.out("compare", SMALL, *change, "--runs", "3")
    assert "3 pairs of A and B, seed 11; 3 differ." in text
    assert "First decision that diverges: 1962-01-01, exit_scheduled BET WEST, only in B (run 0)." in text
    assert re.search(r"^event\.exit_scheduled of BET +0 +1 +\+1 +0 +enough$", text, re.M)


def test_nothing_differs_where_nothing_is_changed(entente):
    text = entente.out("compare", SMALL, SMALL, "--runs", "3")
    assert "0 differ" in text and "Nothing that is recorded differs" in text


def test_threads_do_not_matter(entente):
    one = entente.out("compare", SMALL, *CHANGE, "--runs", "70", "--threads", "1", "--all")
    assert one == entente.out("compare", SMALL, *CHANGE, "--runs", "70", "--threads", "3", "--all")
    assert "70 pairs" in one


def test_it_says_what_is_missing(entente):
    assert "has nothing to be compared with" in entente.err("compare", SMALL, code=2)
    assert "states.ALF.gdp = -1" in entente.err("compare", SMALL, "--set", "states.ALF.gdp=-1", code=2)


def test_a_stop_tells_what_there_is(entente):
    process = entente.start("compare", SMALL, *CHANGE, "--runs", "1000000")
    process.stderr.read(1)  # the first word of its progress
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert re.search(r"Stopped after \d+ of 1000000 pairs\.", err)
    assert "pairs of A and B" in out
