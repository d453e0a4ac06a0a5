"""An installed entente serves a program elsewhere that adds a mechanism of its own."""

import math
import os
import subprocess
from pathlib import Path

import h5py
import pytest

CONSUMER = Path(__file__).resolve().parents[1] / "consumer"


def run(*command, **options):
    done = subprocess.run(command, capture_output=True, text=True, **options)
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout


def test_a_program_elsewhere_adds_a_mechanism_and_runs_it(tmp_path):
    prefix, build = tmp_path / "installed", tmp_path / "build"
    run("cmake", "--install", os.environ["ENTENTE_BUILD"], "--prefix", prefix)
    flags = ["-DCMAKE_CXX_COMPILER_LAUNCHER=ccache", "-DCMAKE_BUILD_TYPE=Release", f"-DCMAKE_PREFIX_PATH={prefix}"]
    run("cmake", "-S", CONSUMER, "-B", build, "-G", "Ninja", *flags)
    run("cmake", "--build", build)

    assert "festivity" in run(build / "consumer", "list")
    run(build / "consumer", "run", CONSUMER / "scenario.yaml", "--quiet", "--output", tmp_path / "out.h5")
    with h5py.File(tmp_path / "out.h5") as result:
        assert result["state_gdp"][0, -1, 0] == pytest.approx(100 * math.exp(0.1 * 10))

    undefined = run("nm", "-D", "--undefined-only", build / "consumer").split()
    assert "exp@GLIBC_2.29" not in undefined and "pow@GLIBC_2.29" not in undefined


def test_the_installed_program_runs_by_itself(tmp_path):
    run("cmake", "--install", os.environ["ENTENTE_BUILD"], "--prefix", tmp_path)
    assert "0.1.0" in run(tmp_path / "bin" / "entente", "--version")
