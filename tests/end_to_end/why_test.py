"""`entente why`: what moved a state, what held it, and what would have been enough."""

import re

import pytest
from conftest import NATO


@pytest.fixture(scope="module")
def nato(tmp_path_factory):
    from conftest import Entente

    entente = Entente(tmp_path_factory.mktemp("why"))
    entente.run("nato", scenario=NATO)
    return entente


def events(entente, kind):
    """Number, date, state and alliance of the events of a kind."""
    lines = entente.out("inspect", "nato.h5", "--events").splitlines()[1:]
    return [(words[1], words[2], *words[4:6]) for words in map(str.split, lines) if words[3] == kind]


def test_who_moved_is_told_by_shares_chance_and_draw(nato):
    number, date, state, alliance = events(nato, "applied")[-1]
    text = nato.out("why", "nato.h5", "--event", number)
    assert re.match(rf".+ and {alliance}, {date}: applied\n", text)
    assert re.search(r"^  chance +[\d.e-]+ % in its month, a rate of [\d.e-]+ a year$", text, re.M)
    assert re.search(r"^  draw +[\d.e-]+ %, from 0 to 100: below [\d.e-]+ %, so it happened$", text, re.M)
    table = text[text.index("share of utility") :]
    assert re.match(rf"share of utility +{state} +[A-Z]+ +apart +mean", table)
    rows = re.findall(r"^  ([a-z][a-z ]+?) +([+−][\d.]+) ", table, re.M)
    shares = {name: float(value.replace("−", "-")) for name, value in rows}
    utility = shares.pop("utility")
    assert sum(shares.values()) == pytest.approx(utility, abs=0.06)
    assert text == nato.out("why", "nato.h5", "--state", state, "--alliance", alliance, "--date", date).split("\n\n\n")[0]
    assert max(map(len, text.splitlines())) <= 100


def test_who_did_nothing_is_told_what_held_it_and_what_would_have_been_enough(nato):
    text = nato.out("why", "nato.h5", "--state", "USA", "--alliance", "NATO", "--date", "1970")
    assert text.startswith("United States and NATO in 1970: nothing happened\n  It remained a member.\n")
    assert re.search(r"^  notice given +1970-\d\d-04 +[\d.e-]+ % +[\d.e-]+ % +[+−][\d.]+ +[+−][\d.]+$", text, re.M)
    assert "The nearest of 12 months" in text
    assert re.search(r"utility +[+−][\d.]+; this draw asks for [+−][\d.]+, [\d.]+ lower", text)
    assert re.search(r"^What held it: ", text, re.M)
    changes = text[text.index("What would have made it happen: ") :]
    assert "No single input" in changes or re.search(r"^  (states|alliances)\.\S+ .*→", changes, re.M)
    assert text == nato.out("why", "nato.h5", "--state", "USA", "--alliance", "NATO", "--date", "1970")


def test_a_charter_that_forbids_is_named(nato):
    text = nato.out("why", "nato.h5", "--state", "FRA", "--alliance", "NATO", "--date", "1966")
    assert re.search(r"forbidden: .*1969-08-24", text)


@pytest.mark.parametrize("kind", ["admitted", "refused"])
def test_a_vote_is_told_member_by_member(nato, kind):
    found = events(nato, kind)
    if not found:
        pytest.skip(f"nobody was {kind} in this run")
    text = nato.out("why", "nato.h5", "--event", found[0][0])
    count = re.search(r"How the members voted: (\d+) in favour, (\d+) against", text)
    votes = re.findall(r"^  .+? (yes|no) +([+−][\d.]+) ", text, re.M)
    assert len(votes) == int(count[1]) + int(count[2]) > 0
    assert all((vote == "yes") == (value[0] == "+") for vote, value in votes)
    assert [float(value.replace("−", "-")) for _, value in votes] == sorted(float(value.replace("−", "-")) for _, value in votes)
    if kind == "admitted":
        assert int(count[2]) == 0 or found[0][3] != "NATO"


def test_a_story_names_every_event_of_the_pair(nato):
    number, date, state, alliance = events(nato, "applied")[-1]
    text = nato.out("why", "nato.h5", "--state", state, "--alliance", alliance)
    assert re.search(rf"^ +{number}  {date}  applied +[\d.e-]+ %  \S", text, re.M)
    assert f"\n{alliance}: " in nato.out("why", "nato.h5", "--state", state)


@pytest.mark.parametrize(
    "words, answer",
    [
        (["--state", "FRO"], "'FRO' is no state of this result. Did you mean 'FRA'?"),
        (["--state", "France"], "'France' is no state of this result. Did you mean 'FRA'?"),
        (["--state", "FRA", "--alliance", "NAT"], "'NAT' is no alliance of this result. Did you mean 'NATO'?"),
        (["--state", "USA", "--alliance", "WTO"], "The charter of WTO does not admit USA."),
        (["--state", "FRA", "--date", "1948"], "--date: 1948 lies outside the run (must be from 1949-04-04 to 2025-01-04)."),
        (["--event", "1000000"], "nato.h5: run 0 has events 0 to "),
        ([], "entente why: --state STATE or --event N is required."),
    ],
)
def test_a_slip_is_answered_with_what_was_meant(nato, words, answer):
    assert nato.err("why", "nato.h5", *words, code=2).startswith(answer)


def test_an_alliance_that_is_not_yet_founded_is_an_answer(nato):
    text = nato.out("why", "nato.h5", "--state", "POL", "--alliance", "WTO", "--date", "1951")
    assert "WTO does not exist in 1951: it is founded on 1955-05-14." in text


def test_the_summary_of_a_run_asks_why(nato):
    text = nato.out("inspect", "nato.h5")
    command = re.search(r"^  entente (why nato\.h5 --event \d+)  ", text, re.M)[1]
    assert nato.out(*command.split())
