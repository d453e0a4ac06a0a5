"""Founding as a person sees it: who founded what, and why."""

from collections import defaultdict

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
    """Run, number, date, kind, state (with another), alliance, numbers."""
    lines = entente.out("inspect", "founding.h5", "--events").splitlines()[1:]
    return [words for words in map(str.split, lines) if words[3] == kind]


def test_pacts_are_founded_by_the_two_of_their_name_on_one_day(founding):
    founders = defaultdict(set)
    for _, _, date, _, who, alliance, *_ in events(founding, "founded"):
        founders[alliance, date].add(who.split("/")[0])
    pacts = {alliance: states for (alliance, _), states in founders.items() if "-" in alliance}
    assert pacts
    assert all(states == set(alliance.split("-")[1:]) for alliance, states in pacts.items())


def test_a_founder_is_told_with_its_reasons(founding):
    text = founding.out("why", "founding.h5", "--event", events(founding, "founded")[0][1])
    assert "entered as a founder" in text and "common threat" in text and "What would have prevented it" in text


def test_what_kept_states_from_founding_an_alliance_is_told(founding):
    text = founding.out("why", "founding.h5", "--state", "SRV", "--alliance", "treaty-ALB-SRV", "--date", "1951-06-01")
    assert "It stayed outside" in text and "What held it: founded" in text


def test_a_conference_that_fails_names_who_would_not_come(founding):
    failed = events(founding, "conference_failed")
    assert failed
    for _, _, _, _, who, alliance, *_ in failed:
        convener, refuser = who.split("/")
        assert convener != refuser
        assert "-" not in alliance or {convener, refuser} == set(alliance.split("-")[1:])


def test_terms_are_renewed_or_end(founding):
    assert events(founding, "renewed") or events(founding, "not_renewed")


def test_the_summary_tells_who_founded_a_pact_and_why(founding):
    _, _, date, _, who, alliance, *_ = events(founding, "founded")[0]
    assert f"{date[:7]}: " in founding.out("inspect", "founding.h5", "--alliance", alliance)


MERGER = """entente: 1
include: {scenario}
alliances:
  CLUB:
    {{members: [ALB, BRA], merges: [LEAGUE], minimum_members: 2, exit_rate: 0,
     eligible: {{states: [ALB, BRA, CAR, FER, NEU, DAL, EST]}}}}
  LEAGUE: {{integration: 1, exit_rate: 0}}
states: {{DAL: {{sovereignty: 1}}, EST: {{sovereignty: 1}}}}
parameters: {{membership: {{vote: {{base: {base}}}, integration: {{leave_rate: 0}}, stay: {{sovereignty: -10}}}}}}
"""


@pytest.mark.parametrize("base, kind", [(100, "merged"), (-100, "merger_refused")])
def test_a_merger_is_told_with_the_votes_of_both(entente, base, kind):
    scenario = entente.folder / "merger.yaml"
    scenario.write_text(MERGER.format(scenario=FOUNDING, base=base))
    entente.run("merger", "--until", "1960-01-01", scenario=scenario)
    lines = entente.out("inspect", "merger.h5", "--events").splitlines()[1:]
    told = [words for words in map(str.split, lines) if words[3] == kind]
    assert {words[4].split("/")[0] for words in told} == {"DAL", "EST"}
    text = entente.out("why", "merger.h5", "--event", told[0][1])
    assert "How the members voted" in text
    assert all(name in text for name in ("Dalland", "Estria", "Albora", "Bravia"))
    assert ("What would have brought enough votes for it" in text) == (kind == "merger_refused")


def test_what_a_pair_of_alliances_waits_for_is_told(entente):
    scenario = entente.folder / "merger.yaml"
    scenario.write_text(MERGER.format(scenario=FOUNDING, base=100))
    entente.run("merger", "--until", "1952-01-01", "--set", "parameters.founding.merge_rate=1e-9", scenario=scenario)
    text = entente.out("why", "merger.h5", "--state", "DAL", "--alliance", "CLUB", "--date", "1951-06-01")
    assert "merged" in text and "applied" in text
