"""Sweeps by a real Snakemake, on this machine and through Slurm."""

import os
import shutil
import signal
import subprocess

import pytest
from conftest import content
from slurm import Slurm, why_not

pytestmark = pytest.mark.skipif(not shutil.which("snakemake"), reason="Snakemake is not installed")


def test_a_shard_that_is_killed_or_removed_begins_again(sweep, whole):
    said = sweep.submit("snakemake", "--time", "00:10:00")
    assert "Snakefile" in said and "submit.sh' slurm" in said
    with open(sweep.jobs / "log" / "snakemake.txt", "w") as log:
        process = subprocess.Popen(["bash", sweep.jobs / "submit.sh"], stdout=log, stderr=log)
        os.kill(sweep.stop_in_the_middle(2), signal.SIGKILL)
        assert process.wait(600) == 0, sweep.story()
    assert content(sweep.result) == whole
    assert subprocess.run(["bash", sweep.jobs / "submit.sh"], capture_output=True, text=True).stderr.count("Nothing to be done") == 1
    sweep.result.unlink()
    next(sweep.folder.glob("segment-*")).unlink()
    subprocess.run(["bash", sweep.jobs / "submit.sh"], check=True)
    assert content(sweep.result) == whole


def test_each_shard_can_be_a_job_of_slurm(sweep, whole, monkeypatch):
    if reason := why_not():
        pytest.skip(reason)
    sweep.submit("snakemake", "--time", "00:10:00", "--mem", "1G", shards=2)
    slurm = Slurm()
    try:
        slurm.start()
        done = subprocess.run(["bash", sweep.jobs / "submit.sh", "slurm"], env=slurm.environment, capture_output=True, text=True, timeout=600)
        assert done.returncode == 0, f"{done.stderr}\n{sweep.story()}\n{slurm.story()}"
    finally:
        slurm.stop()
    assert content(sweep.result) == whole
