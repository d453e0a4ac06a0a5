"""The result of a run in the hands of other people's tools."""

import hashlib
import json
import subprocess
import warnings

import h5py
import jsonschema
import numpy
import pytest
import xarray
from conftest import NATO, ROOT, Entente

# Dates of which some are none (NaN) are read by xarray with a warning of numpy's.
pytestmark = pytest.mark.filterwarnings("ignore:invalid value encountered in cast")


@pytest.fixture(scope="module")
def nato(tmp_path_factory):
    """Three runs of NATO with everything recorded."""
    return Entente(tmp_path_factory.mktemp("nato")).run("nato", "--runs", "3", "--record", "all", scenario=NATO)


@pytest.fixture(scope="module", params=["netcdf4", "h5netcdf"])
def data(nato, request):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with xarray.open_dataset(nato, engine=request.param) as data:
            yield data.load()


def test_dimensions_have_names_and_coordinates(data):
    assert data.sizes["run"] == 3
    for dimension in ("run", "time", "state", "alliance", "issue", "domain", "region", "feature"):
        assert dimension in data.indexes, dimension
    assert {"USA", "FRA"} <= set(data.state.values)
    assert "NATO" in data.alliance.values
    assert dict(zip(data.state.values, data.state_name.values))["FRA"] == "France"


def test_time_is_a_date(data):
    assert str(data.time.values[0])[:10] == "1949-04-04"
    assert (numpy.diff(data.time.values) > numpy.timedelta64(0)).all()
    assert numpy.issubdtype(data.event_time.dtype, numpy.datetime64)
    assert (data.event_time >= data.time[0]).all()


def test_every_series_says_what_it_is(data):
    series = [variable for variable in data.data_vars.values() if variable.dims[:2] == ("run", "time")]
    assert len(series) > 50
    for variable in series:
        assert variable.attrs["long_name"], variable.name
        is_date = "calendar" in variable.encoding
        is_code = variable.dtype == bool or "flag_meanings" in variable.attrs or "index_of" in variable.attrs
        assert is_date or is_code or variable.attrs["units"], variable.name
        if "flag_meanings" in variable.attrs:
            meanings = variable.attrs["flag_meanings"].split()
            assert len(meanings) == numpy.size(variable.attrs["flag_values"])
            assert set(numpy.unique(variable)) <= {-1, *range(len(meanings))}, variable.name
    assert data.state_gdp.attrs["units"].endswith("USD")


def test_a_date_that_is_none_is_not_a_time(data):
    dates = [variable for variable in data.data_vars.values() if "calendar" in variable.encoding]
    assert len(dates) > 3
    for variable in dates:
        assert numpy.issubdtype(variable.dtype, numpy.datetime64), variable.name
    assert data.alliance_norm_from.sel(alliance="WTO").isnull().all()


def test_memberships_unfold_into_a_cube(data):
    cube = data.set_index(membership=["membership_state", "membership_alliance"]).membership_status.unstack()
    status = cube.sel(membership_state="FRA", membership_alliance="NATO").isel(time=0)
    assert (status == data.membership_status.attrs["flag_meanings"].split().index("member")).all()


def test_spells_and_events_tell_the_same_story(data):
    kinds = data.event_kind.attrs["flag_meanings"].split()
    effects = data.event_kind.attrs["flag_effects"].split()
    assert len(kinds) == len(effects) == len(data.event_kind.attrs["flag_descriptions"].splitlines())
    entries = [n for n, effect in enumerate(effects) if effect == "entry"]
    exits = [n for n, effect in enumerate(effects) if effect == "exit"]
    assert int(data.event_kind.isin(entries).sum()) == int((data.spell_entry_kind >= 0).sum())
    assert int(data.event_kind.isin(exits).sum()) == int((data.spell_exit_kind >= 0).sum())
    assert (data.spell_open == (data.spell_exit_kind < 0)).all()
    assert (data.spell_exit >= data.spell_entry).all()
    assert (data.spell_exit.where(data.spell_open, drop=True) == data.time[-1]).all()
    for run in range(3):
        assert int((data.event_run == run).sum()) == int(data.run_events[run])
        assert int((data.spell_run == run).sum()) == int(data.run_spells[run])


def test_members_counted_from_spells_are_those_of_the_series(data):
    nato = list(data.alliance.values).index("NATO")
    last = (data.spell_alliance == nato) & data.spell_open
    for run in range(3):
        counted = int((last & (data.spell_run == run)).sum())
        assert counted == int(data.alliance_members.isel(run=run, time=-1, alliance=nato))


def test_a_drawn_event_happened_because_its_draw_was_low(data):
    drawn = data.event_draw.notnull() & data.event_probability.notnull()
    assert int(drawn.sum()) > 0
    assert (data.event_draw[drawn] >= 0).all() and (data.event_draw[drawn] < 1).all()
    shares = data.event_feature_share
    assert shares.dims == ("event", "feature")
    assert (shares.notnull().any("feature")).any()


def test_the_provenance_obeys_its_schema_and_holds_the_scenario(data):
    provenance = json.loads(data.provenance.item())
    schema = json.loads((ROOT / "engine" / "output" / "provenance.schema.json").read_text())
    jsonschema.Draft202012Validator(schema).validate(provenance)
    assert provenance["runs"] == 3 and provenance["exit_state"] == "complete"
    assert provenance["command"][1] == "run"
    text = json.dumps(provenance["scenario"], sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    assert hashlib.sha256(text.encode()).hexdigest() == provenance["scenario_sha256"]


def test_ncdump_and_h5dump_read_all_of_it(nato):
    header = subprocess.run(["ncdump", "-h", nato], check=True, capture_output=True, text=True).stdout
    assert "double state_gdp(run, time, state) ;" in header
    assert ':format_version = "1.0" ;' in header
    for command in (["ncdump", "-v", "membership_status", nato], ["h5dump", "-d", "/state_gdp", nato], ["h5dump", "-H", nato]):
        subprocess.run(command, check=True, capture_output=True)


def test_dates_far_from_our_time_are_read_too(entente):
    scenario = entente.folder / "old.yaml"
    scenario.write_text(f"include: {ROOT}/tests/scenarios/two_blocs.yaml\ntime: {{start: 1241-03-28, end: 1250-01-01}}\n")
    result = entente.run("old", scenario=scenario)
    with xarray.open_dataset(result, engine="netcdf4") as data:
        assert str(data.time.values[0])[:10] == "1241-03-28"


@pytest.mark.parametrize("variable", ["state_gdp", "alliance_members", "event_draw", "time"])
def test_a_flipped_bit_is_noticed(nato, entente, variable):
    with h5py.File(nato) as file:
        chunk = file[variable].id.get_chunk_info(0)
    damaged = entente.folder / "damaged.h5"
    whole = bytearray(nato.read_bytes())
    whole[chunk.byte_offset + chunk.size // 2] ^= 4
    damaged.write_bytes(whole)
    assert f"damaged.h5: cannot read {variable}" in entente.err("inspect", "--digest", damaged, code=3)
