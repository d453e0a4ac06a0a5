"""Sweeps: split, stopped, killed, merged, replayed."""

import json
import os
import random
import signal
import time

import numpy
import pytest
import xarray
from conftest import ROOT, SMALL, Entente

EXPERIMENT = f"""
entente_experiment: 1
title: Holds and tempers
scenario: {SMALL}
factors:
  hold: {{set: alliances.EAST.hold, values: [0, 2, 4]}}
  exit_rate: {{set: alliances.WEST.exit_rate, log_uniform: {{from: .001, to: .1}}}}
  world: {{overlays: {{base: none, poor: {{states: {{ALF: {{gdp: 30}}}}}}}}}}
design: {{method: latin_hypercube, points: 12}}
replicates: 20
segment: 8
record: {{every: year, series: [alliances.members]}}
"""
RUNS = 12 * 20
KILLS = int(os.environ.get("KILLS", "5"))  # 50 by `KILLS=50 ./dev test -R sweep`


def write(entente, text=EXPERIMENT):
    path = entente.folder / "holds.yaml"
    path.write_text(text)
    return path


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """A folder with the experiment, computed in one go."""
    entente = Entente(tmp_path_factory.mktemp("whole"))
    entente("sweep", write(entente), "--quiet")
    return entente


def test_a_sweep_is_one_table_of_runs_with_their_points(whole):
    data = xarray.open_dataset(whole.folder / "holds.h5")
    assert data.sizes["run"] == RUNS
    points = data[["run_point", "run_factor_hold", "run_factor_exit_rate", "run_factor_world"]].to_dataframe()
    assert (points.groupby("run_point").nunique() == 1).all().all()
    assert points.run_point.value_counts().eq(20).all()
    assert set(data.run_factor_hold.values) == {0, 2, 4}
    assert data.run_factor_world.attrs["flag_meanings"].split() == ["as_in_the_scenario", "base", "poor"]
    assert ((data.run_factor_exit_rate > 0.001) & (data.run_factor_exit_rate < 0.1)).all()
    assert (data.run_failure == "").all()
    assert numpy.isfinite(data.alliance_members).all()
    provenance = json.loads(str(data.provenance.values))
    assert len(provenance["parts"]) == RUNS // 8
    assert provenance["experiment"]["title"] == "Holds and tempers"


def test_shards_on_any_number_of_threads_give_the_same_file(whole, entente):
    experiment = write(entente)
    for shard, threads in ((3, 1), (1, 2), (2, 7)):
        entente("sweep", experiment, "--shard", f"{shard}/3", "--threads", threads, "--quiet")
    assert entente.digest("holds.h5") == whole.digest("holds.h5")


def test_killed_again_and_again_it_goes_on_to_the_same_file(whole, entente):
    experiment = write(entente)
    chance = random.Random(7)
    for _ in range(KILLS):
        process = entente.start("sweep", experiment, "--resume", "--quiet")
        time.sleep(chance.uniform(0.0, 0.8))
        process.kill()
        process.communicate()
    entente("sweep", experiment, "--resume", "--quiet")
    assert entente.digest("holds.h5") == whole.digest("holds.h5")


@pytest.mark.parametrize("how, code", [(signal.SIGINT, 130), (signal.SIGUSR1, 75)])
def test_a_signal_stops_it_and_it_says_how_to_go_on(whole, entente, how, code):
    process = entente.start("sweep", write(entente, EXPERIMENT.replace("segment: 8", "segment: 4")), "--threads", "1")
    folder = entente.folder / "holds.sweep"
    until = time.monotonic() + 60
    while not list(folder.glob("segment-*")) and process.poll() is None and time.monotonic() < until:
        time.sleep(0.005)
    process.send_signal(how)
    _, err = process.communicate(timeout=60)
    if process.returncode == 0:
        pytest.skip("this machine is too quick to be stopped")
    assert process.returncode == code, err
    assert "entente sweep holds.sweep --resume" in err
    assert not (entente.folder / "holds.h5").exists()
    assert not list(folder.glob(".segment*"))
    entente("sweep", "holds.sweep", "--resume", "--quiet")
    again = xarray.open_dataset(entente.folder / "holds.h5")
    numpy.testing.assert_array_equal(again.alliance_members, xarray.open_dataset(whole.folder / "holds.h5").alliance_members)


def test_one_run_can_be_computed_again_with_more_or_otherwise(whole, tmp_path):
    assert "The same: run 101" in whole.out("replay", "holds.h5", "--run", 101)
    assert f"The same: {RUNS} runs" in whole.out("replay", "holds.h5")
    whole("replay", "holds.h5", "--run", 101, "--output", tmp_path / "more.h5", "--record", "all")
    more = xarray.open_dataset(tmp_path / "more.h5")
    stored = xarray.open_dataset(whole.folder / "holds.h5")
    numpy.testing.assert_array_equal(more.alliance_members[0], stored.alliance_members[101])
    assert "state_gdp" in more and "state_gdp" not in stored
    assert "The same: 1 run" in whole.out("replay", tmp_path / "more.h5")
    whole("replay", "holds.h5", "--run", 101, "--output", tmp_path / "other.h5", "--set", "alliances.EAST.hold=9")
    other = xarray.open_dataset(tmp_path / "other.h5")
    assert json.loads(str(other.provenance.values))["scenario"]["alliances"]["EAST"]["hold"] == 9


def test_a_dry_run_tells_what_it_would_cost_and_writes_nothing(entente):
    text = entente.out("sweep", write(entente), "--dry-run")
    assert "12 points" in text and "240 runs in 30 segments" in text and "MB, from a trial of" in text
    assert [path.name for path in entente.folder.iterdir()] == ["holds.yaml"]


def test_failed_runs_are_told_with_their_point_and_reason(entente):
    experiment = write(entente, EXPERIMENT + "seconds_a_run: 1e-9\n")
    assert f"of which {RUNS} failed" in entente.out("sweep", experiment)
    status = entente.out("sweep", "holds.sweep", "--status")
    assert f"{RUNS} failed." in status
    assert "240 runs failed and are left out" in entente.out("inspect", "holds.h5")
    assert "run 3 failed (step from" in entente.err("why", "holds.h5", "--run", 3, "--state", "ALF", code=2)
    assert "run 0 (replicate 0 of point 0: exit_rate = " in status
    assert "step from 1950-01-01: it took longer than 1e-09 s" in status
    data = xarray.open_dataset(entente.folder / "holds.h5")
    assert (data.run_times == 0).all() and numpy.isnan(data.alliance_members).all()


def test_a_point_that_is_no_scenario_is_told_before_anything_runs(entente):
    experiment = write(entente, EXPERIMENT.replace("values: [0, 2, 4]", "values: [0, -2]"))
    err = entente.err("sweep", experiment, code=2)
    assert "alliances.EAST.hold = -2" in err and "at point" in err
    assert [path.name for path in entente.folder.iterdir()] == ["holds.yaml"]


def test_a_folder_is_neither_overwritten_nor_mixed(whole, entente):
    experiment = write(entente)
    entente("sweep", experiment, "--shard", "1/9", "--quiet")
    assert "is there already" in entente.err("sweep", experiment, code=2)
    write(entente, EXPERIMENT.replace("replicates: 20", "replicates: 21"))
    assert "holds another sweep" in entente.err("sweep", experiment, "--resume", code=2)
    assert "26 of 30 segments are not there" in entente.err("merge", "holds.sweep", code=2)


@pytest.mark.parametrize("experiment", sorted((ROOT / "scenarios" / "experiments").glob("*.yaml")), ids=lambda path: path.stem)
def test_every_shipped_experiment_is_valid(entente, experiment):
    assert "points of" in entente.out("sweep", experiment, "--dry-run")
