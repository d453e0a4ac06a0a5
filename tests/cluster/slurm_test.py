"""Sweeps on a real Slurm, through faults: the result is the one of a single process, bit for bit."""

import os
import re
import signal
from pathlib import Path

import pytest
from conftest import SHARDS, content, wait_until
from slurm import Slurm, why_not


@pytest.fixture(scope="module")
def slurm():
    if reason := why_not():
        pytest.skip(reason)
    cluster = Slurm()
    try:
        try:
            cluster.start()
        except Exception as error:
            pytest.skip(f"Slurm does not start here: {error}\n{cluster.story()}")
        yield cluster
    finally:
        cluster.stop()


@pytest.fixture
def submit(slurm, sweep, monkeypatch):
    """Submits the sweep as a person does."""
    monkeypatch.setenv("SLURM_CONF", slurm.environment["SLURM_CONF"])
    slurm.wait_for_nodes()

    def call(*words, **options):
        said = sweep.submit("slurm", "--submit", *words, **options)
        return re.search(rf"Round 1: job (\d+) computes the shards 1-{SHARDS}, job \d+ checks them\.", said)[1]

    yield call
    slurm.ask("scancel", "--user=root")  # what a failed test left


def expect_result(slurm, sweep, whole):
    """Waits for the merge; the numbers of the shards that each further round computed."""
    wait_until(sweep.result.exists, "the result is there", lambda: sweep.story() + slurm.story())
    assert content(sweep.result) == whole
    return re.findall(r"Round \d+: job \d+ computes the shards ([\d,-]+),", (sweep.jobs / "log" / "check.txt").read_text())


def is_pending(number, pid):
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return False  # it has ended meanwhile
    masks = re.findall(r"^(?:Shd|Sig)Pnd:\s*(\w+)$", status, re.M)
    return any(int(mask, 16) >> (number - 1) & 1 for mask in masks)


def test_jobs_need_nothing_but_the_folder(slurm, sweep, submit, whole):
    submit("--time", "01:00:00", "--mem", "1G", "--partition", "main", "--threads", "2")
    sweep.experiment.unlink()
    assert expect_result(slurm, sweep, whole) == []
    assert not list(sweep.folder.glob(".segment*"))


def test_a_killed_task_is_submitted_again_and_no_other(slurm, sweep, submit, whole):
    submit()
    os.kill(sweep.stop_in_the_middle(3), signal.SIGKILL)
    assert expect_result(slurm, sweep, whole) == ["3"]


def test_what_ran_on_a_node_that_failed_runs_on_another(slurm, sweep, submit, whole):
    submit()
    pid = sweep.stop_in_the_middle(2)
    environment = Path(f"/proc/{pid}/environ").read_bytes().split(b"\0")
    node = next(word.split(b"=")[1].decode() for word in environment if word.startswith(b"SLURMD_NODENAME="))
    slurm.kill_node(node)
    try:
        assert expect_result(slurm, sweep, whole) == []  # Slurm itself requeued it
    finally:
        slurm.start_node(node)


def test_shards_end_while_the_controller_is_away(slurm, sweep, submit, whole):
    submit()
    pid = sweep.stop_in_the_middle(4)
    slurm.end("slurmctld")
    os.kill(pid, signal.SIGCONT)
    wait_until(lambda: not sweep.processes(4), "the shard ends without a controller", sweep.story)
    slurm.start_controller()
    expect_result(slurm, sweep, whole)


def test_a_shard_that_runs_twice_at_once_writes_the_same(slurm, sweep, submit, whole):
    submit()
    first = sweep.stop_in_the_middle(1)
    assert slurm.ask("sbatch", "--parsable", f"--chdir={sweep.jobs}", "--array=1", str(sweep.jobs / "shards.sh"))
    wait_until(lambda: len(sweep.processes(1)) == 2, "the shard runs twice", slurm.story)
    os.kill(first, signal.SIGCONT)
    assert expect_result(slurm, sweep, whole) == []


def test_a_shard_warned_of_its_time_limit_ends_in_order_and_is_continued(slurm, sweep, submit, whole):
    array = submit("--time", "00:01:00", "--grace", "55")
    pid = sweep.stop_in_the_middle(5)  # or it would be done before the controller looks, which it does twice a minute
    wait_until(lambda: pid not in sweep.processes(5) or is_pending(signal.SIGUSR1, pid), "Slurm warns", slurm.story)
    if pid in sweep.processes(5):
        os.kill(pid, signal.SIGCONT)
    again = expect_result(slurm, sweep, whole)[0]  # on a slow machine others are warned too
    ranges = [[int(end) for end in part.split("-")] for part in again.split(",")]
    assert any(ends[0] <= 5 <= ends[-1] for ends in ranges)
    assert "ExitCode=75:0" in slurm.ask("scontrol", "--oneliner", "show", "job", f"{array}_5")
    assert "Stopped. What is computed stands in" in (sweep.jobs / "log" / "shard-5.txt").read_text()
