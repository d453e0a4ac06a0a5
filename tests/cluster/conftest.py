"""What the tests of clusters share: a sweep that a job engine is to compute, and the same sweep computed here."""

import contextlib
import os
import signal
import sys
import time
from pathlib import Path

import h5py
import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))
from program import SMALL, Entente  # noqa: E402

SHARDS, SEGMENT, RUNS = 6, 8, 576
EXPERIMENT = f"""
entente_experiment: 1
scenario: {SMALL}
factors:
  hold: {{set: alliances.EAST.hold, values: [0, 2, 4]}}
  exit_rate: {{set: alliances.WEST.exit_rate, log_uniform: {{from: .001, to: .1}}}}
design: {{method: latin_hypercube, points: 12}}
replicates: {RUNS // 12}
segment: {SEGMENT}
record: {{every: year, series: [alliances.members]}}
"""
PATIENCE = 240  # seconds, for a busy machine; an idle one needs a few


def wait_until(condition, what, story=lambda: ""):
    """What the condition gives when it gives something."""
    until = time.monotonic() + PATIENCE
    while not (found := condition()):
        assert time.monotonic() < until, f"waited in vain: {what}\n{story()}"
        time.sleep(0.02)
    return found


@contextlib.contextmanager
def in_a_hurry():
    """Before whatever else this machine does, where that is allowed: what is waited for lasts half a second."""
    before = os.sched_getscheduler(0), os.sched_getparam(0)
    with contextlib.suppress(OSError):
        os.sched_setscheduler(0, os.SCHED_FIFO | os.SCHED_RESET_ON_FORK, os.sched_param(1))
    try:
        yield
    finally:
        with contextlib.suppress(OSError):
            os.sched_setscheduler(0, *before)


def processes():
    """Process ids with the words and the environment they began with."""
    for path in Path("/proc").glob("[0-9]*"):
        try:
            yield int(path.name), (path / "cmdline").read_bytes().split(b"\0"), (path / "environ").read_bytes().split(b"\0")
        except OSError:  # it has ended
            continue


class Sweep:
    """An experiment in a folder whose name a shell would tear apart."""

    def __init__(self, folder):
        self.entente = Entente(folder)
        self.experiment = folder / "holds.yaml"
        self.experiment.write_text(EXPERIMENT)
        self.folder = folder / "Tom's holds.sweep"
        self.result = folder / "Tom's holds.h5"

    def submit(self, engine, *words, shards=SHARDS):
        self.shards = shards
        self.jobs = self.folder / "jobs" / engine
        return self.entente.out("submit", self.experiment, "--engine", engine, "--shards", shards, "-o", self.folder, *words)

    def segments(self, shard):
        return [path for path in self.folder.glob("segment-*.h5") if int(path.stem[8:]) % self.shards == shard - 1]

    def processes(self, shard):
        """The process ids that compute a shard."""
        words = [b"sweep", bytes(self.folder), b"--shard", f"{shard}/{self.shards}".encode()]
        return [pid for pid, line, _ in processes() if line[1:5] == words]

    def stop_in_the_middle(self, shard):
        """Halts a process that has computed some of the shard's segments and not all."""
        with in_a_hurry():
            wait_until(lambda: self.segments(shard), f"shard {shard} has begun", self.story)
            pid = (self.processes(shard) or [0])[0]
            if pid:
                os.kill(pid, signal.SIGSTOP)
        assert pid and len(self.segments(shard)) < RUNS // SEGMENT // self.shards, "the shard ended before it could be halted"
        return pid

    def kill_all(self):
        """Ends what a failed test left."""
        for pid, line, _ in processes():
            try:
                if pid != os.getpid() and (any(bytes(self.folder) in word for word in line) or Path(f"/proc/{pid}/cwd").resolve().is_relative_to(self.folder)):
                    os.kill(pid, signal.SIGKILL)
            except OSError:  # it has ended
                continue

    def story(self):
        """What the logs say, for a test that fails."""
        logs = [path for path in self.jobs.rglob("*") if path.suffix == ".txt" or path.name.startswith("joblog")]
        return "\n".join(f"{path.name}:\n{path.read_text()}" for path in sorted(logs))


def content(path):
    """Every dataset but the provenance, as bytes."""
    with h5py.File(path) as file:
        found = {}
        file.visititems(lambda name, item: found.update({name: item}) if isinstance(item, h5py.Dataset) else None)
        return {name: item[()].tolist() if item.dtype.hasobject else item[()].tobytes() for name, item in found.items() if name != "provenance"}


@pytest.fixture(scope="session")
def whole(tmp_path_factory):
    """The content of the result computed here in one go."""
    sweep = Sweep(tmp_path_factory.mktemp("whole"))
    sweep.entente("sweep", sweep.experiment, "-o", sweep.folder, "--quiet")
    return content(sweep.result)


@pytest.fixture
def sweep(tmp_path):
    sweep = Sweep(tmp_path)
    yield sweep
    sweep.kill_all()
