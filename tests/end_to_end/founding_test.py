"""Founding as a person sees it: who founded what, and why."""

import re

import pytest
from conftest import SMALL

FOUNDING = SMALL.parent / "founding.yaml"


@pytest.fixture(scope="module")
def founding(tmp_path_factory):
    from conftest import Entente

    entente = Entente(tmp_path_factory.mktemp("founding"))
    entente.run("founding", scenario=FOUNDING)
    return entente


def events(entente, kind):
    lines = entente.out("inspect", "founding.h5", "--events").splitlines()[1:]
    return [words for words in map(str.split, lines) if words[3] == kind]


def test_pacts_are_founded_by_two_on_one_day(founding):
    days = {}
    for words in events(founding, "founded"):
        pact = next(word for word in words if "-" in word and word.split("-")[0] in ("treaty", "promise"))
        days.setdefault((pact, words[2]), []).append(words[1])
    assert days and all(len(founders) == 2 for founders in days.values())


def test_a_founder_is_told_with_its_reasons(founding):
    text = founding.out("why", "founding.h5", "--event", events(founding, "founded")[0][1])
    assert "entered as a founder" in text and "security" in text and "shared allies" in text


def test_terms_are_renewed_or_end(founding):
    assert events(founding, "renewed") or events(founding, "not_renewed")


def test_the_summary_tells_who_founded_an_alliance_and_why(founding):
    pact = next(word for word in events(founding, "founded")[0] if word.startswith(("treaty", "promise", "CLUB")))
    assert re.search(r"founded", founding.out("inspect", "founding.h5", "--alliance", pact))
