"""Crises as a person sees them: what happened, and why a promise was kept or broken."""

import re

import h5py
import numpy as np
import pytest
from conftest import SMALL

CRISES = SMALL.parent / "crises.yaml"


@pytest.fixture(scope="module")
def crises(tmp_path_factory):
    from conftest import Entente

    entente = Entente(tmp_path_factory.mktemp("crises"))
    entente.run("crises", scenario=CRISES)
    return entente


def events(entente, kind):
    lines = entente.out("inspect", "crises.h5", "--events").splitlines()[1:]
    return [words for words in map(str.split, lines) if words[3] == kind]


def test_an_attack_calls_allies_who_answer_on_the_same_day(crises):
    attacks = {words[2] for words in events(crises, "attacked") + events(crises, "attacked_by_threat")}
    answers = events(crises, "obligation_honoured") + events(crises, "obligation_violated")
    assert attacks and answers
    assert {words[2] for words in answers} <= attacks


def test_every_war_that_ends_has_begun(crises):
    ends = sum((events(crises, kind) for kind in ("war_won", "war_lost", "war_stalemate", "war_lapsed")), [])
    begun = events(crises, "attacked")
    assert 0 < len(ends) <= len(begun)
    assert {words[4] for words in ends} <= {words[4] for words in begun}


@pytest.mark.parametrize("kind", ["obligation_honoured", "obligation_violated"])
def test_a_promise_kept_or_broken_is_told_with_its_own_reasons(crises, kind):
    number = events(crises, kind)[0][1]
    text = crises.out("why", "crises.h5", "--event", number)
    assert re.search(r"^  draw +[\d.e-]+ %, from 0 to 100: below [\d.e-]+ %, so it happened$", text, re.M)
    table = text[text.index("share of utility") :]
    assert "alignment" not in table and "crises." not in table
    rows = re.findall(r"^  ([a-z][a-z ]+?) +([+−][\d.]+)", table, re.M)
    shares = {name: float(value.replace("−", "-")) for name, value in rows}
    utility = shares.pop("utility")
    assert sum(shares.values()) == pytest.approx(utility, abs=0.06)
    assert max(map(len, text.splitlines())) <= 100


def test_an_attack_is_told_with_the_reasons_of_its_rate(crises):
    text = crises.out("why", "crises.h5", "--event", events(crises, "attacked")[0][1])
    assert re.search(r"^  hostility +−", text, re.M)


def test_what_speaks_for_leaving_is_told_without_what_weighs_in_crises(crises):
    text = crises.out("why", "crises.h5", "--event", events(crises, "notice_given")[0][1])
    assert "share of utility" in text
    assert "fatigue" not in text


def test_a_result_without_crises_keeps_no_reasons_of_crises(entente):
    entente.run("two_blocs", scenario=SMALL)
    assert "crises" not in entente.out("why", "two_blocs.h5", "--state", "ALF")


def test_weariness_has_one_owner_where_missions_are_in_the_pipeline_too(entente):
    pipeline = "[schedule, economy, leadership, interests, threat, security, budget, capability, trust, crises, missions, membership, stability]"
    settings = ["parameters.crises.attack_rate=0", "parameters.crises.threat_rate=0", "states.ALB.weariness=1"]
    words = [word for setting in [*settings, f"pipeline={pipeline}"] for word in ("--set", setting)]
    entente("run", CRISES, "--quiet", "--until", "1905", "-o", "both.h5", *words)
    with h5py.File(entente.folder / "both.h5") as file:
        states = [name.decode() for name in file["state"][:]]
        weariness = file["state_weariness"][0, :, states.index("ALB")]
    assert weariness == pytest.approx(np.ones(len(weariness)), abs=1e-12), "the level that the scenario gives"
