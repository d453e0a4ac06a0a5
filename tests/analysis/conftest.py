"""What the tests of the Python package share: results that the program wrote."""

import os
import sys
from pathlib import Path

import matplotlib
import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "analysis"))
matplotlib.use("agg")

import entente  # noqa: E402

SMALL = ROOT / "tests" / "scenarios" / "two_blocs.yaml"
NATO = ROOT / "scenarios" / "nato.yaml"
EXPERIMENT = f"""
entente_experiment: 1
title: Holds and worlds
scenario: {SMALL}
factors:
  hold: {{set: alliances.EAST.hold, values: [0, 2]}}
  world: {{overlays: {{base: none, poor: {{states: {{ALF: {{gdp: 30}}}}}}}}}}
design: {{method: grid}}
replicates: 10
segment: 8
record: {{every: year, series: [default]}}
"""


@pytest.fixture(scope="session", autouse=True)
def program():
    assert os.environ.get("ENTENTE"), "set ENTENTE to the executable"


@pytest.fixture(scope="session")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("results")


@pytest.fixture(scope="session")
def small(folder):
    """40 runs of two small blocs, memberships recorded."""
    return entente.run(SMALL, folder / "small.h5", runs=40, record=["default", "memberships"])


@pytest.fixture(scope="session")
def nato(folder):
    """12 runs of NATO, 1949 to 1995, by quarter."""
    settings = {"time.step": "quarter"}
    return entente.run(NATO, folder / "nato.h5", runs=12, until="1995-01-01", set=settings)


@pytest.fixture(scope="session")
def sweep(folder):
    """Four points of ten replicates: hold 0 and 2, world base and poor."""
    path = folder / "holds.yaml"
    path.write_text(EXPERIMENT)
    return entente.sweep(path, folder / "holds.sweep")


@pytest.fixture(scope="session")
def crises(folder):
    """Twelve runs of a small world at war."""
    return entente.run(ROOT / "tests" / "scenarios" / "crises.yaml", folder / "crises.h5", runs=12)


@pytest.fixture(scope="session")
def missions(folder):
    """Eight runs of NATO and its missions, by quarter."""
    scenario = ROOT / "scenarios" / "nato-missions.yaml"
    return entente.run(scenario, folder / "missions.h5", runs=8, set={"time.step": "quarter"})
