"""What the validations share: a shipped case is solved by the program, and the tables it writes are read."""

import sys
from pathlib import Path

import pytest
import xarray

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))
from program import ROOT, Entente  # noqa: E402


@pytest.fixture
def solve(tmp_path):
    """The solution of a case of scenarios/classic, with values set: an xarray.Dataset."""

    def solved(case, *settings):
        result = tmp_path / "solution.h5"
        words = [word for setting in settings for word in ("--set", setting)]
        Entente(tmp_path)("run", ROOT / "scenarios" / "classic" / f"{case}.yaml", "--quiet", "-o", result, *words)
        with xarray.open_dataset(result) as solution:
            return solution.load()

    return solved
