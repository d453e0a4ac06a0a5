"""Ctrl-C, SIGTERM and kill -9 in the middle of the work."""

import re
import signal
import subprocess
import time

import pytest
from conftest import SMALL

RUNS = "400"


def stop(entente, how, *words):
    """Starts a long computation, sends it a signal in the middle, and gives what it said."""
    process = entente.start("run", *words)
    time.sleep(0.5)
    process.send_signal(how)
    out, err = process.communicate(timeout=60)
    return process.returncode, out, err


def command_to_go_on(err):
    return re.search(r"^  entente (run --from .*)$", err, re.M)[1].split()


@pytest.fixture
def long(entente):
    """A computation of several seconds, and its digest without a stop."""
    scenario = entente.folder / "long.yaml"
    scenario.write_text(f"include: {SMALL}\ntime: {{end: 2400-01-01}}\n")
    words = [scenario, "--runs", RUNS, "--record", "states.gdp,alliances.members", "--threads", "2"]
    return words


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_a_stop_leaves_a_readable_result_and_the_command_to_go_on(entente, long, how):
    (entente.folder / "long.h5").write_text("old")
    code, out, err = stop(entente, how, *long)
    assert code == 130, err
    assert out == ""
    assert (entente.folder / "long.h5").read_text() == "old"
    assert entente.out("inspect", "long.h5.partial").splitlines()[1].startswith("Not whole:")

    entente(*command_to_go_on(err), "--quiet")
    assert entente.digest("long.h5") == entente.digest(entente.run("whole", *long[1:], scenario=long[0]))
    assert sorted(path.name for path in entente.folder.iterdir()) == ["long.h5", "long.yaml", "whole.h5"]


def test_a_single_run_is_gone_on_with_from_the_step_at_which_it_stopped(entente):
    scenario = entente.folder / "one.yaml"
    scenario.write_text(f"include: {SMALL}\ntime: {{start: 0010-01-01, end: 9000-01-01}}\nrecord: {{series: [alliances.members]}}\n")
    code, _, err = stop(entente, signal.SIGINT, scenario, "-o", "one.h5", "--quiet")
    if code == 0:
        pytest.skip("this machine is too quick to be stopped")
    assert code == 130, err
    entente(*command_to_go_on(err), "--quiet")
    assert entente.digest("one.h5") == entente.digest(entente.run("whole", scenario=scenario))


def test_a_second_signal_ends_at_once(entente, long):
    process = entente.start("run", *long)
    time.sleep(0.3)
    process.send_signal(signal.SIGINT)
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=60)
    assert process.returncode in (-signal.SIGINT, 130)
    assert not (entente.folder / "long.h5").exists()


def test_kill_9_leaves_the_old_file_and_nothing_half_done_under_its_name(entente, long):
    old = entente.run("long")
    digest = entente.digest(old)
    for wait in (0.05, 0.2, 0.5, 0.8):
        process = entente.start("run", *long)
        time.sleep(wait)
        process.kill()
        process.communicate()
        assert process.returncode == -signal.SIGKILL
        assert entente.digest(old) == digest


def test_after_kill_9_the_last_checkpoint_is_gone_on_from(entente, long):
    process = entente.start("run", *long, "--checkpoint-every", "100")
    checkpoint = entente.folder / "long.h5.checkpoint"
    until = time.monotonic() + 30
    while not checkpoint.exists() and process.poll() is None and time.monotonic() < until:
        time.sleep(0.02)
    time.sleep(0.4)
    process.kill()
    process.communicate()
    if process.returncode == 0:
        pytest.skip("this machine is too quick to be killed")
    entente("run", "--from", checkpoint, "--quiet")
    assert entente.digest("long.h5") == entente.digest(entente.run("whole", *long[1:], scenario=long[0]))


def test_a_checkpoint_of_another_program_is_refused_in_words(entente):
    (entente.folder / "a.h5.checkpoint").write_text("no checkpoint")
    assert "a.h5.checkpoint" in entente.err("run", "--from", "a.h5.checkpoint", code=2)


def test_a_read_only_folder_gives_exit_code_3(entente):
    done = subprocess.run(entente.command("run", SMALL, "--quiet", "-o", "/proc/a.h5"), capture_output=True, text=True)
    assert done.returncode == 3 and "/proc/a.h5" in done.stderr
