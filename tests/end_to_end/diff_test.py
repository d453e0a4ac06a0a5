"""`entente diff`: where and how far two results differ."""

import re

from conftest import SMALL


def test_the_same_bits_are_the_same(entente):
    entente.run("a", "--runs", "3")
    entente.run("b", "--runs", "3", "--threads", "1")
    assert entente.out("diff", "a.h5", "b.h5", code=0) == "The same: 3 runs in a.h5 and b.h5, every bit.\n"


def test_a_change_is_told_by_its_first_date_state_and_decision(entente):
    entente.run("a", "--runs", "2")
    entente.run("b", "--runs", "2", "--set", "schedule.leave={at: 1962-01-01, withdraw: {state: BET, alliance: WEST}}")
    text = entente.out("diff", "a.h5", "b.h5", code=1)
    assert "- schedule.leave.at: not given and \"1962-01-01\"" in text
    assert "Runs that differ: 2 of 2." in text
    assert re.search(r"^First value, 1963-01-01: state\.\w+ of \w+( \(\w+\))? is .+ and .+ \(run 0\)$", text, re.M)
    assert "First decision, 1962-01-01: exit_scheduled BET WEST, only in B (run 0)" in text
    table = text[text.index("series "):].splitlines()[1:]
    spreads = [float(line.split()[1]) for line in table if re.match(r"\w+\.\w+ ", line)]
    assert spreads and spreads == sorted(spreads, reverse=True)


def test_the_largest_difference_is_found_where_it_is(entente):
    import h5py

    a, b = entente.run("a", "--runs", "3"), entente.run("b", "--runs", "3")
    with h5py.File(b, "r+") as file:
        file["state_gdp"][1, 5, 2] += 1000
        file["state_gdp"][2, 7, 0] += 1
    text = entente.out("diff", "a.h5", "b.h5", code=1)
    assert "Runs that differ: 2 of 3." in text
    assert re.search(r"state\.gdp .* run 1, DEL at 1955-01-01", text)
    assert "First value, 1955-01-01: state.gdp of DEL" in text
    assert "First decision" not in text


def test_other_scenarios_are_compared_as_far_as_their_ids_overlap(entente):
    entente.run("a", "--runs", "3")
    (entente.folder / "more.yaml").write_text(
        f"include: {SMALL}\nstates: {{THE: {{name: Theta, region: far, location: {{latitude: 51, longitude: 30}}, gdp: 10}}, GAM: null}}\n"
        "dyads: {GAM: null}\n"
    )
    entente.run("b", "--until", "1970-01-01", scenario="more.yaml")
    text = entente.out("diff", "a.h5", "b.h5", code=1)
    assert re.search(r"Only in A:\n- dates 1971-01-01, .*\n- states GAM\n", text)
    assert "- states THE" in text
    assert "Runs that differ: 1 of 1." in text


def test_what_is_no_result_is_refused(entente):
    entente.run("a")
    assert "there is no such file" in entente.err("diff", "a.h5", "nothing.h5", code=2)
