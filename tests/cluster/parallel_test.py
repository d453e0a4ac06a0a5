"""Sweeps by a real GNU parallel."""

import os
import shutil
import signal
import subprocess

import pytest
from conftest import SHARDS, content

pytestmark = pytest.mark.skipif(not shutil.which("parallel"), reason="GNU parallel is not installed")


def test_a_shard_that_is_killed_begins_again(sweep, whole):
    sweep.submit("parallel")
    with open(sweep.jobs / "log" / "parallel.txt", "w") as log:
        process = subprocess.Popen(["bash", sweep.jobs / "submit.sh"], stdout=log, stderr=log)
        os.kill(sweep.stop_in_the_middle(2), signal.SIGKILL)
        assert process.wait(600) == 0, sweep.story()
    assert content(sweep.result) == whole


def test_a_stopped_sweep_goes_on_where_it_ended(sweep, whole):
    sweep.submit("parallel", "--rounds", "1")
    process = subprocess.Popen(["bash", sweep.jobs / "submit.sh"], stderr=subprocess.PIPE, text=True)
    os.kill(sweep.stop_in_the_middle(3), signal.SIGKILL)
    assert "Some shards failed; " in process.communicate(timeout=600)[1] and process.returncode == 1
    assert not sweep.result.exists()
    subprocess.run(["bash", sweep.jobs / "submit.sh"], check=True)
    assert content(sweep.result) == whole
    shards = [line.split("\t")[8].split()[-1] for line in (sweep.jobs / f"joblog-{SHARDS}").read_text().splitlines()[1:]]
    assert shards == ["3"]


def test_a_segment_that_is_removed_is_computed_again(sweep, whole):
    sweep.submit("parallel")
    subprocess.run(["bash", sweep.jobs / "submit.sh"], check=True)
    sweep.result.unlink()
    next(sweep.folder.glob("segment-*")).unlink()
    subprocess.run(["bash", sweep.jobs / "submit.sh"], check=True)
    assert content(sweep.result) == whole
