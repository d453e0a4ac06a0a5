"""The same bits for any number of threads, any recording, any stop, any order of the file."""

import json

import pytest
import yaml
from conftest import NATO, SMALL

EVENTS = {"event_run", "event_time", "event_kind", "event_state", "event_alliance", "event_draw"}


def test_threads_change_nothing(entente):
    digests = {entente.digest(entente.run(f"t{n}", "--runs", "9", "--threads", n, scenario=NATO)) for n in (1, 2, 7)}
    assert len(digests) == 1


def test_what_is_recorded_changes_nothing_else(entente):
    everything = entente.digests(entente.run("all", "--runs", "2", "--record", "all"))
    for choice in ("default", "none", "states", "alliances.members,dyads"):
        chosen = entente.digests(entente.run("chosen", "--runs", "2", "--record", choice))
        shared = chosen.keys() & everything.keys()
        assert EVENTS <= shared
        assert {name: chosen[name] for name in shared} == {name: everything[name] for name in shared}


def test_how_often_it_is_recorded_changes_no_decision(entente):
    yearly, monthly = entente.run("yearly"), entente.run("monthly", "--set", "record.every=month")
    assert {name: entente.digests(yearly)[name] for name in EVENTS} == {name: entente.digests(monthly)[name] for name in EVENTS}


def reverse(node):
    if isinstance(node, dict):
        return {key: reverse(value) for key, value in reversed(node.items())}
    return node


def test_the_order_of_the_file_changes_nothing(entente):
    resolved = json.loads(entente.out("validate", NATO, "--json"))
    paths = []
    for name, document in (("forth", resolved), ("back", reverse(resolved))):
        paths.append(entente.folder / f"{name}.yaml")
        paths[-1].write_text(json.dumps(document))
    assert paths[0].read_text() != paths[1].read_text()
    forth, back = (entente.run(path.stem, scenario=path) for path in paths)
    assert entente.digest(forth) == entente.digest(back) == entente.digest(entente.run("nato", scenario=NATO))


def test_another_seed_changes_the_bits(entente):
    assert entente.digest(entente.run("a")) != entente.digest(entente.run("b", "--seed", "12"))


def test_a_run_is_the_same_alone_and_among_others(entente):
    few, many = entente.run("few", "--runs", "2"), entente.run("many", "--runs", "6")
    h5py = pytest.importorskip("h5py")
    with h5py.File(few) as a, h5py.File(many) as b:
        assert (a["state_gdp"][...] == b["state_gdp"][:2]).all()


def membership_story(path):
    """Entries and exits as sets of words, whatever the rows."""
    xarray = pytest.importorskip("xarray")
    with xarray.open_dataset(path, engine="h5netcdf") as data:
        data = data.load()
    events = zip(data.event_time.values, data.event_kind.values, data.event_state.values, data.event_alliance.values)
    states, alliances = list(data.state.values), list(data.alliance.values)
    return [
        (str(time), int(kind), states[state] if state >= 0 else "", alliances[alliance] if alliance >= 0 else "")
        for time, kind, state, alliance in events
    ]


def test_a_bystander_changes_nothing_for_the_others(entente):
    bystander = yaml.safe_load("""
    states: {BYS: {name: Bystander, gdp: 1, capability: {land: 0, air: 0}, location: {latitude: -40, longitude: 170}}}
    alliances:
      WEST: {eligible: {states: [ALF, BET, GAM, DEL, EPS, ZET, ETA]}}
    """)
    (entente.folder / "bystander.yaml").write_text(json.dumps(bystander))
    restricted = {"alliances": bystander["alliances"]}
    (entente.folder / "restricted.yaml").write_text(json.dumps(restricted))
    alone = membership_story(entente.run("alone", "--overlay", "restricted.yaml"))
    beside = membership_story(entente.run("beside", "--overlay", "bystander.yaml"))
    assert [event for event in beside if event[2] != "BYS"] == alone
    assert alone
