"""The package as something to install, to read and to trust with large files."""

import inspect
import os
import re
import subprocess
import sys

import entente
import h5py
import numpy as np
import pytest
from conftest import ROOT
from entente import plots, reference
from entente.summary import MEASURES

ANALYSIS = ROOT / "analysis"
SOURCES = [path for path in ANALYSIS.glob("entente/*.py")]


def test_pip_installs_it_offline_beside_debians_packages(tmp_path):
    subprocess.run(
        [sys.executable, "-m", "venv", "--system-site-packages", tmp_path / "venv"], check=True
    )
    python = tmp_path / "venv" / "bin" / "python"
    copy = tmp_path / "copy"  # building leaves folders behind
    subprocess.run(["cp", "-r", ANALYSIS, copy], check=True)
    options = ["--no-index", "--no-build-isolation", "--no-deps", "--quiet"]
    subprocess.run([python, "-m", "pip", "install", *options, copy], check=True)
    code = "import entente; print(entente.__file__, entente.Result.__name__)"
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    done = subprocess.run(
        [python, "-c", code],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.startswith(str(tmp_path / "venv"))


def test_without_pip_the_path_is_enough():
    environment = os.environ | {"PYTHONPATH": str(ANALYSIS)}
    subprocess.run(
        [sys.executable, "-c", "import entente; entente.open"], env=environment, check=True
    )


def test_the_version_is_the_programs():
    versions = [
        re.search(pattern, (ROOT / name).read_text()).group(1)
        for name, pattern in (
            ("CMakeLists.txt", r"project\(entente VERSION ([0-9.]+)"),
            ("analysis/pyproject.toml", r'version = "([0-9.]+)"'),
        )
    ]
    assert versions[0] == versions[1]


def test_the_reference_page_is_made_from_the_docstrings():
    stored = (ANALYSIS / "REFERENCE.md").read_text()
    call = "cd analysis && python3 -m entente.reference > REFERENCE.md"
    assert stored == reference.page(), f"call: {call}"


def test_the_reference_page_has_every_public_name():
    told = " ".join(reference.SECTIONS.values()).split()
    assert sorted(told) == sorted(name for name in entente.__all__ if name != "plots")


@pytest.mark.parametrize("name", sorted(set(entente.__all__) - {"plots", "Result"}))
def test_every_public_name_says_what_it_takes_and_gives(name):
    thing = getattr(entente, name)
    text = inspect.getdoc(thing)
    assert text and len(text.splitlines()[0]) <= 120
    if inspect.isfunction(thing) and name != "executable":
        taken = set(inspect.signature(thing).parameters)
        assert name == "graph" or "Returns\n-------" in text
        named = re.findall(r"[a-z_]+", text)
        assert {"level", "resamples", "seed"} | set(named) >= taken - {"words"}, taken - set(named)


def test_every_question_has_a_plot():
    questions = set("membership survival incidence log_rank hazards turnover bands turning_points early_warnings "
                    "burden_sharing burden pivotal why network cascades compare sobol morris pawn response scenarios "
                    "summary".split())  # fmt: skip
    assert questions <= set(dir(plots)) and questions <= set(entente.__all__)


def test_lines_are_short_and_modules_too():
    long = [
        f"{path.name}:{n}"
        for path in SOURCES
        for n, line in enumerate(path.read_text().splitlines(), 1)
        if len(line) > 110
    ]
    assert not long
    assert not [path.name for path in SOURCES if len(path.read_text().splitlines()) > 400]


SUMMARISE = """
import resource, sys, time
sys.path.insert(0, sys.argv[1])
import entente
began = time.process_time()
result = entente.open(sys.argv[2])
entente.summary(result)
entente.membership(result)
entente.burden(result, "WEST", 1970)
print(result.size, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6, time.process_time() - began)
"""


def test_ten_thousand_runs_of_three_hundred_records_of_forty_states_fit_into_a_gigabyte(
    folder, small, tmp_path
):
    """A file of the program's, stretched: the same chunks again and again, 1.2 GB a series of states."""
    path = tmp_path / "large.h5"
    runs, times, states = 10_000, 300, 40
    draws = np.random.default_rng(1)
    with h5py.File(folder / "small.h5") as file, h5py.File(path, "w") as large:
        for key, value in file.attrs.items():
            large.attrs[key] = value
        times_of = np.linspace(0, file["time"][-1], times).astype(np.int32)
        spells = file["spell_run"].shape[0]
        for name in file:
            item = file[name]
            axes = (
                [item.file[r[0]].name[1:] for r in item.attrs["DIMENSION_LIST"]]
                if "DIMENSION_LIST" in item.attrs
                else [name]
            )
            if axes[0] in ("event", "membership", "dyad") or name in (
                "event",
                "spell",
                "membership",
            ):
                continue
            if axes[:2] == ["run", "time"]:
                if name not in (
                    "state_burden",
                    "state_gdp",
                    *(f"alliance_{each}" for each in MEASURES),
                ):
                    continue
                wide = states if axes[2] == "state" else item.shape[2]
                chunk = (8, times, wide) if axes[2] == "state" else (64, times, wide)
                made = large.create_dataset(
                    name,
                    (runs, times, wide),
                    item.dtype,
                    chunks=chunk,
                    shuffle=True,
                    compression=1,
                    fletcher32=True,
                )
                made[: chunk[0]] = draws.integers(1, 4096, chunk) / 4096  # on disk a quarter
                mask, raw = made.id.read_direct_chunk((0, 0, 0))
                for row in range(0, runs, chunk[0]):
                    made.id.write_direct_chunk((row, 0, 0), raw, mask)
            elif name == "time":
                made = large.create_dataset(name, data=times_of)
            elif axes[0] == "run":
                values = np.tile(item[:], 250)
                made = large.create_dataset(name, data=np.arange(runs) if name == "run" else values)
                if name == "run_times":
                    made[:] = times
            elif axes[0] == "spell":
                values = np.tile(item[:], 250)
                if name == "spell_run":
                    values = values + np.repeat(np.arange(250) * 40, spells)
                made = large.create_dataset(name, data=values, dtype=item.dtype)
            elif name in ("state", "state_name"):
                ids = [f"S{n:02}" for n in range(states - len(item))]
                made = large.create_dataset(name, data=[*item.asstr()[:], *ids], dtype=item.dtype)
            elif axes[0] != "event":
                made = large.create_dataset(name, data=item[()], dtype=item.dtype)
            for key, value in item.attrs.items():
                if key not in ("DIMENSION_LIST", "REFERENCE_LIST", "CLASS", "NAME"):
                    made.attrs[key] = value
            made.attrs["axes"] = " ".join(axes)
        large["event_run"] = np.zeros(0, np.int32)
        large["event_run"].attrs["axes"] = "event"
        link(large)
    done = subprocess.run(
        [sys.executable, "-c", SUMMARISE, ANALYSIS, path],
        capture_output=True,
        text=True,
        check=True,
    )
    size, gigabytes, seconds = map(float, done.stdout.split())
    assert (size, gigabytes < 1, seconds < 20) == (
        10_000,
        True,
        True,
    ), done.stdout  # 10 s on an idle machine


def link(file):
    """Makes scales of what axes name, and attaches them."""
    axes = {name: item.attrs["axes"].split() for name, item in file.items() if "axes" in item.attrs}
    for dimension in sorted({axis for each in axes.values() for axis in each}):
        if dimension not in file:
            lengths = [
                file[name].shape[each.index(dimension)]
                for name, each in axes.items()
                if dimension in each
            ]
            file.create_dataset(dimension, data=np.zeros(lengths[0], np.float32))
        file[dimension].make_scale(dimension)
    for name, each in axes.items():
        for place, dimension in enumerate(each):
            if name != dimension:
                file[name].dims[place].attach_scale(file[dimension])
