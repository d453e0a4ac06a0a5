"""A result as one lazy xarray data set, whatever the number of files."""

import dask.array
import numpy as np
import xarray as xr

from .parts import ALONG, SHIFTED

CHUNK = 128e6  # bytes of a piece that dask reads at once


def dataset_of(result) -> xr.Dataset:
    """All variables, dates and flags decoded, `run` and the ids as coordinates; runs that do not
    count are left out."""
    variables = {
        name: variable_of(result, name)
        for name in result.names
        if result.column(name).dimensions or name == "provenance"
    }
    counts = np.flatnonzero(result._counts)
    dataset = xr.decode_cf(xr.Dataset(variables, attrs={"title": result.provenance["title"]}))
    if len(counts) == len(result._counts):
        return dataset.assign_coords(run=result.run)
    place = np.cumsum(result._counts) - 1
    kept = {"run": counts}
    for axis in ("event", "spell"):
        run = result.column(f"{axis}_run")[:]
        kept[axis] = np.flatnonzero(result._counts[run])
        dataset[f"{axis}_run"] = dataset[f"{axis}_run"].copy(data=place[run])
    return dataset.isel(kept).assign_coords(run=result.run)


def variable_of(result, name: str) -> xr.Variable:
    column = result.column(name)
    if not column.dimensions or column.dimensions[0] not in ALONG:
        return xr.Variable(column.dimensions, column[()], column.attributes)
    width = max(int(np.prod(column.shape[1:])) * column.dtype.itemsize, 1)
    chunk = column.chunks[0] if column.chunks else 1
    rows = chunk * max(1, int(CHUNK / width / chunk))
    shift = SHIFTED.get(name)
    lazy = dask.array.from_array(
        column, chunks=(rows, *column.shape[1:]), name=False, asarray=False
    )
    return xr.Variable(column.dimensions, lazy, column.attributes)
