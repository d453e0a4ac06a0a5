"""What the tests of the program share: how to call it, and the scenarios."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))
from program import NATO, ROOT, SMALL, Entente  # noqa: E402, F401


@pytest.fixture
def entente(tmp_path):
    return Entente(tmp_path)
