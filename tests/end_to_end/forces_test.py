"""Forces that a scenario switches on: each moves what it should, under the same draws, from YAML to the result file."""

import h5py
import numpy as np
import pytest
from conftest import SMALL

FORCES = SMALL.parent / "forces.yaml"


@pytest.fixture(scope="module")
def entente(tmp_path_factory):
    from conftest import Entente

    entente = Entente(tmp_path_factory.mktemp("forces"))
    entente.run("forces", "--runs", 20, scenario=FORCES)
    return entente


def column(entente, name, series):
    with h5py.File(entente.folder / f"{name}.h5") as file:
        return file[series][()]


def place(entente, state, alliance):
    with h5py.File(entente.folder / "forces.h5") as file:
        pairs = list(zip(file["membership_state"].asstr()[()], file["membership_alliance"].asstr()[()]))
    return pairs.index((state, alliance))


def differ(entente, name, *settings):
    words = [word for setting in settings for word in ("--set", setting)]
    entente.run(name, "--runs", 20, *words, scenario=FORCES)
    return lambda series: (column(entente, "forces", series), column(entente, name, series))


def test_who_is_told_by_allies_errs_less(entente):
    told, alone = differ(entente, "untold", "alliances.PACT.intelligence=0", "alliances.GRID.intelligence=0")(
        "state_misperception"
    )
    assert np.var(told[:, 1:, :3]) < 0.8 * np.var(alone[:, 1:, :3])


def test_exercises_and_the_common_fund_bring_forces_together(entente):
    both = differ(entente, "apart", "alliances.PACT.exercises=0", "alliances.PACT.common_fund=0")
    on, off = both("membership_interoperability")
    row = place(entente, "BET", "PACT")
    assert np.all(on[:, 1, row] > off[:, 1, row])


def test_equal_parts_make_the_small_pay_more(entente):
    by_heads, by_gdp = differ(entente, "by_gdp", "alliances.PACT.funding_key=gdp")("membership_contribution")
    row = place(entente, "GAM", "PACT")
    assert np.all(by_heads[:, 0, row] > by_gdp[:, 0, row])


def test_leaders_differ_in_skill(entente):
    varied, alike = differ(entente, "alike", "parameters.leadership.skill_spread=0")("state_skill")
    assert np.std(varied[:, -1]) > 0.1
    assert np.all(alike == 0.5)


def test_a_public_that_pays_more_than_its_share_turns_against_alliances(entente):
    opinion = column(entente, "forces", "state_opinion")
    assert opinion[:, 10, 0].mean() < opinion[:, 10, 1].mean()


def test_an_alliance_against_cyber_crime_is_worth_more_as_that_grows(entente):
    grows, stands = differ(entente, "calm", "threats.cyber.intensity=.01")("membership_security")
    row = place(entente, "ETA", "GRID")
    assert np.all(grows[:, 10, row] > stands[:, 10, row])
    assert np.all(stands[:, 1, row] > 0)


def test_the_number_of_threads_is_no_matter(entente):
    entente.run("threads", "--runs", 20, "--threads", 2, scenario=FORCES)
    for series in ("state_misperception", "state_opinion", "state_skill", "membership_security"):
        np.testing.assert_array_equal(column(entente, "forces", series), column(entente, "threads", series))
