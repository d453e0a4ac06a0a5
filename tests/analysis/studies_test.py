"""The worked studies run, and say what is known of their numbers."""

import os
import subprocess
import sys

import pytest
from conftest import ROOT


@pytest.fixture
def study(tmp_path):
    def run(name, *words):
        script = ROOT / "analysis" / "studies" / f"{name}.py"
        environment = os.environ | {"PYTHONPATH": str(ROOT / "analysis")}
        command = [sys.executable, "-B", script, "--output", tmp_path, *map(str, words)]
        done = subprocess.run(command, env=environment, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        picture = (tmp_path / f"{name}.svg").read_text()
        assert picture.count("<path") > 50 and picture.rstrip().endswith("</svg>")
        return done.stdout

    return run


def test_nato_without_the_united_states(study):
    told = study("nato", "--runs", 4, "--until", "1982-01-01")
    protection = next(line.split() for line in told.splitlines() if "allies' protection" in line)
    assert float(protection[4]) < 0 and float(protection[6]) < 0  # difference, and all of its interval
    assert "The twins part in 19" in told


def test_free_riding(study):
    told = study("free_riding", "--points", 8, "--replicates", 3)
    assert told.count("first and total indices") == 2 and "commitment" in told


def test_olson_and_zeckhauser(study):
    told = study("olson_zeckhauser", "--runs", 4)
    assert "burden 0.490 over 14 members" in told  # Olson & Zeckhauser 1966, table 2
    assert "USA alone pays" in told
    assert "simulated: Spearman's rank correlation 0." in told


def test_the_public_good_is_solved_as_published(monkeypatch):
    monkeypatch.syspath_prepend(ROOT / "analysis" / "studies")
    import numpy as np
    from olson_zeckhauser import pure_public_good

    assert np.allclose(pure_public_good(np.array([100, 90, 80, 30]), 0.3), [21.25, 11.25, 1.25, 0])
