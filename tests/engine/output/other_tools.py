"""Reads the sample of format_test.cpp with xarray (both engines), netCDF4, h5py, ncdump and h5dump."""

import json
import subprocess
import sys
import warnings

import h5py
import netCDF4
import numpy as np
import xarray

path = sys.argv[1]
warnings.filterwarnings("ignore", "invalid value encountered in cast")  # xarray, on NaN among dates

for engine in ("netcdf4", "h5netcdf"):
    with xarray.open_dataset(path, engine=engine) as data:
        data.load()
        assert data.sizes["run"] == 7 and data.sizes["membership"] == 8 and data.sizes["event"] == 9, data.sizes
        assert list(data.state.values) == ["S100", "S101", "S102", "S103"]
        assert str(data.time.values[0])[:10] == "1949-04-04", data.time
        assert str(data.event_time.values[-1])[:10] == "1949-05-04", data.event_time
        assert data.state_gdp.dims == ("run", "time", "state")
        assert data.state_gdp.attrs["units"] == "billion USD"
        assert data.state_gdp.coords["state_name"].values[3] == "Königreich 3"
        assert data.state_active.dtype == bool and data.spell_open.dtype == bool
        assert data.membership_status.dtype == np.int8
        assert data.event_kind.attrs["flag_meanings"] == "applied joined left"
        assert data.run_seed.values[1] == "18000000000000000001"
        assert np.isnan(data.state_gdp.values[6, 3:]).all() and not np.isnan(data.state_gdp.values[6, :3]).any()
        assert list(data.run_times.values) == [5] * 6 + [3]
        assert (data.membership_status.values[6, 3:] == -1).all()
        assert np.isnan(data.event_draw.values[0]) and data.event_draw.values[-1] == 0.1
        assert data.event_feature_share.sel(feature="burden").values[0] == -0.5
        cube = data.set_index(membership=["membership_state", "membership_alliance"])
        trust = cube.membership_trust.unstack()
        assert trust.dims == ("run", "time", "membership_state", "membership_alliance")
        assert trust.sel(membership_state="S102", membership_alliance="A101").equals(
            trust.isel(membership_state=2, membership_alliance=1)
        )
        assert data.membership_trust.values[0, 0, 6] == trust.values[0, 0, 2, 1]
        assert json.loads(data.provenance.item())["format"] == "entente provenance 1"
        assert data.attrs["Conventions"] == "CF-1.8" and data.attrs["format_version"] == "1.0"

with netCDF4.Dataset(path) as data:
    assert data["state_gdp"].chunking()[0] == 8, data["state_gdp"].chunking()
    assert data["state_gdp"].filters()["fletcher32"] and data["state_gdp"].filters()["shuffle"]
    assert data.dimensions["event"].isunlimited() and not data.dimensions["run"].isunlimited()

with h5py.File(path) as data:
    assert data["state_gdp"].dims[2][0].name == "/state"
    assert data["state_gdp"].fletcher32 and data["state_gdp"].compression == "gzip"

header = subprocess.run(["ncdump", "-h", path], check=True, capture_output=True, text=True).stdout
assert "double state_home(run, time, state, issue) ;" in header, header
assert "run = 7 ;" in header and "event = UNLIMITED ; // (9 currently)" in header, header
subprocess.run(["ncdump", path], check=True, capture_output=True)
dump = subprocess.run(["h5dump", path], check=True, capture_output=True, text=True).stdout
assert "gross domestic product" in dump
