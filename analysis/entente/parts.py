"""The files of a result: one, or the segments of a sweep, read as if they were one."""

import json
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import h5py
import numpy as np

from . import chunks
from .errors import DamagedError, ResultError, did_you_mean

VERSION = 1  # files 1.x are read; see engine/output/FORMAT.md
INTEGER = (int, np.integer)
ALONG = ("run", "event", "spell")  # the dimensions along which parts follow one another
SHIFTED = {"event_run": "run", "spell_run": "run"}  # they count from the beginning of their file


@dataclass
class Part:
    """One file, checked when it is made; it is open only while something is read."""

    path: Path
    first_run: int = 0  # number of its first run in the whole
    length: dict = field(default_factory=dict)

    def __post_init__(self):
        with opened(self.path) as file:
            check_format(self.path, file)
            self.length = {name: file[name].shape[0] for name in ALONG}
            self.names = tuple(name for name in file if is_variable(file[name]))

    def read(self, name: str, key=()) -> np.ndarray:
        """Values at a key: a slice, then for other axes slices, places or one place, axis by
        axis."""
        with opened(self.path) as file:
            dataset = file[name]
            try:
                if h5py.check_string_dtype(dataset.dtype):
                    return dataset.asstr()[key]
                if not key or not chunks.readable(dataset):
                    return orthogonal(dataset[key[:1]], key[1:])
                rest = tuple(np.array([at]) if isinstance(at, INTEGER) else at for at in key[1:])
                first, last, step = key[0].indices(dataset.shape[0])
                values = chunks.read(dataset, first, last, rest)
                single = tuple(0 if isinstance(at, INTEGER) else slice(None) for at in key[1:])
                return values[(slice(None, None, step), *single)]
            except OSError as error:
                raise damaged(self.path, f"the variable {name} cannot be read ({error})") from None


def is_variable(item) -> bool:
    """Whether it holds values: netCDF has bare dimensions as data sets too."""
    return isinstance(item, h5py.Dataset) and not item.attrs.get("NAME", b"").startswith(
        b"This is a netCDF dim"
    )


def orthogonal(values: np.ndarray, at: tuple) -> np.ndarray:
    for axis in reversed(range(len(at))):
        values = values[(slice(None),) * (axis + 1) + (at[axis],)]
    return values


def damaged(path, what: str) -> DamagedError:
    return DamagedError(
        f"{path}: {what}: the file is truncated or damaged. Copy it again, or compute it again "
        "(`entente replay` does, from any whole copy)."
    )


def opened(path: Path) -> h5py.File:
    try:
        return h5py.File(path, "r")
    except FileNotFoundError:
        near = did_you_mean(path.name, [p.name for p in path.parent.glob("*")])
        raise ResultError(f"{path}: there is no such file.{near}") from None
    except OSError as error:
        if "truncated" in str(error):
            raise damaged(path, "it ends too early") from None
        if path.is_file() and not h5py.is_hdf5(path):
            raise ResultError(
                f"{path}: is not HDF5. A result is what `entente run` or `entente sweep` wrote."
            ) from None
        raise damaged(path, f"HDF5 cannot open it ({error})") from None


def check_format(path: Path, file: h5py.File) -> None:
    text = {key: file.attrs.get(key, b"") for key in ("format", "format_version")}
    text = {key: v.decode() if isinstance(v, bytes) else str(v) for key, v in text.items()}
    if text["format"] == "entente solution":
        raise ResultError(
            f"{path}: holds the solution of a classic model, not runs. xarray.open_dataset reads it."
        )
    if text["format"] != "entente result":
        raise ResultError(
            f"{path}: is HDF5, but not a result of entente (its attribute 'format' is "
            f"'{text['format']}', not 'entente result')."
        )
    if not text["format_version"].startswith(f"{VERSION}."):
        raise ResultError(
            f"{path}: is of format {text['format_version']}; this package reads {VERSION}.x. "
            "Use the version of entente that wrote it."
        )
    for name in ("run", "run_times", "time", "event_run", "spell_run", "provenance"):
        if name not in file:
            raise damaged(path, f"it lacks the variable {name}")


def segment_size(folder: Path) -> int:
    """Runs in a whole segment, from sweep.json beside the segments."""
    try:
        return json.loads((folder / "sweep.json").read_text())["experiment"].get("segment", 64)
    except (OSError, ValueError, KeyError):
        raise ResultError(
            f"{folder}: holds segments, but no sweep.json that says of which sweep. "
            "Give the folder that `entente sweep` wrote, as a whole."
        ) from None


def files_of(path: Path) -> dict:
    """The files at a path and the numbers of their first runs; None: after those before."""
    if not path.is_dir():
        return {path: None}
    segments = sorted(path.glob("segment-*.h5"))
    if not segments:
        raise ResultError(
            f"{path}: is a folder without segments (segment-*.h5). Give a result file, or the "
            f"folder of a sweep that has begun; `entente sweep {path} --status` tells how far it is."
        )
    size = segment_size(path)
    return {each: int(each.stem.split("-")[1]) * size for each in segments}


def parts_of(paths) -> list:
    """All files of a result in the order of their runs, checked to be of one model.

    A segment that is in several folders (of shards that ran apart) counts once, and so does a file
    that is named twice.
    """
    several = isinstance(paths, (list, tuple, set))
    found = {}
    for path in paths if several else [paths]:
        found.update(files_of(Path(path)))
    if not found:
        raise ResultError("no result file was given. Give a path, or a list of them.")
    numbered = {}
    parts = []
    for path, first in found.items():
        if first is None:
            parts.append(Part(path, sum(part.length["run"] for part in parts)))
        elif first not in numbered:
            numbered[first] = Part(path, first)
    parts += [numbered[first] for first in sorted(numbered)]
    for part in parts[1:]:
        check_alike(parts[0], part)
    worlds = {}
    for part in parts:
        beside = part.path.parent / "sweep.json"
        told = beside if found[part.path] is not None else part.path
        if told not in worlds:
            worlds[told] = world_of(told, part)
            if worlds[told] != next(iter(worlds.values())):
                raise ResultError(
                    f"{part.path}: does not belong together with {parts[0].path}: it is of another "
                    "scenario or experiment. entente.compare sets two results side by side."
                )
    return parts


def world_of(path: Path, part: Part) -> dict:
    """What was run, but for the seed: of a segment what sweep.json has, of another file its
    provenance."""
    told = json.loads(path.read_text() if path.name == "sweep.json" else part.read("provenance"))
    scenario = {key: value for key, value in told["scenario"].items() if key != "seed"}
    return {"scenario": scenario, "experiment": told.get("experiment")}


def check_alike(one: Part, other: Part) -> None:
    missing = sorted(set(one.names) ^ set(other.names))
    if missing:
        raise ResultError(
            f"{other.path}: does not belong together with {one.path}: only one of them holds "
            f"{', '.join(missing[:5])}. Open them apart, or record the same in both."
        )
    for name in ("time", "state", "alliance", "feature", "membership_state", "membership_alliance"):
        if name in one.names and not np.array_equal(one.read(name, ()), other.read(name, ())):
            raise ResultError(
                f"{other.path}: does not belong together with {one.path}: they differ in '{name}'. "
                "Open them apart; entente.compare sets results of two scenarios side by side."
            )


class Column:
    """One variable of all parts, as an array that reads what is asked for and nothing else."""

    def __init__(self, parts: list, name: str):
        self.parts = parts
        self.name = name
        with opened(parts[0].path) as file:
            dataset = file[name]
            self.dimensions = tuple(axis_name(dataset, axis) for axis in range(dataset.ndim))
            self.attributes = {
                key: value.decode() if isinstance(value, bytes) else value
                for key, value in dataset.attrs.items()
                if key not in ("DIMENSION_LIST", "REFERENCE_LIST", "CLASS", "NAME", "_Netcdf4Dimid")
            }
            self.chunks = dataset.chunks
            text = h5py.check_string_dtype(dataset.dtype)
            self.dtype = np.dtype(object) if text else dataset.dtype
            self.shape = dataset.shape
        if self.dimensions and self.dimensions[0] in ALONG:
            self.starts = np.cumsum([0] + [p.length[self.dimensions[0]] for p in parts])
            self.shape = (int(self.starts[-1]), *self.shape[1:])

    @property
    def ndim(self) -> int:
        return len(self.shape)

    @cached_property
    def run_starts(self) -> np.ndarray:
        return np.cumsum([0] + [p.length["run"] for p in self.parts])

    def __getitem__(self, key) -> np.ndarray:
        key = key if isinstance(key, tuple) else (key,)
        key = tuple(each for each in key if each is not Ellipsis)
        if not self.dimensions or self.dimensions[0] not in ALONG:
            return self.parts[0].read(self.name, key)
        key = key or (slice(None),)
        if isinstance(key[0], INTEGER):
            return self[(slice(key[0], key[0] + 1), *key[1:])][0]
        first, last, step = key[0].indices(self.shape[0])
        pieces = []
        for number, part in enumerate(self.parts):
            low, high = (np.clip(at, *self.starts[number : number + 2]) for at in (first, last))
            if low < high:
                at = slice(low - self.starts[number], high - self.starts[number])
                piece = part.read(self.name, (at, *key[1:]))
                shift = self.run_starts[number] if self.name in SHIFTED else 0
                pieces.append(piece + piece.dtype.type(shift) if shift else piece)
        if not pieces:
            return orthogonal(np.empty((0, *self.shape[1:]), self.dtype), key[1:])
        whole = pieces[0] if len(pieces) == 1 else np.concatenate(pieces)
        return whole[::step] if step != 1 else whole


def axis_name(dataset: h5py.Dataset, axis: int) -> str:
    if "DIMENSION_LIST" not in dataset.attrs:  # a scale is its own dimension
        return dataset.name[1:]
    return dataset.file[dataset.attrs["DIMENSION_LIST"][axis][0]].name[1:]
