"""Ctrl-C, SIGTERM and kill -9 in the middle of the work."""

import re
import signal
import subprocess
import time

import pytest
from conftest import SMALL, Entente

SOON = 60  # seconds


def start(entente, *words):
    """Starts a computation and waits until it is at work: its file stands aside."""
    before = set(entente.folder.iterdir())
    process = entente.start("run", *words)
    until = time.monotonic() + SOON
    while set(entente.folder.iterdir()) <= before and process.poll() is None and time.monotonic() < until:
        time.sleep(0.005)
    return process


def stop(entente, how, *words):
    """Starts a long computation, sends it a signal in the middle, and gives what it said."""
    process = start(entente, *words)
    time.sleep(0.2)
    process.send_signal(how)
    out, err = process.communicate(timeout=SOON)
    if process.returncode == 0:
        pytest.skip("this machine is too quick to be stopped")
    return process.returncode, out, err


def command_to_go_on(err):
    return re.search(r"^  entente (run --from .*)$", err, re.M)[1].split()


LONG = ["--runs", "60", "--until", "2100-01-01", "--record", "states.gdp,alliances.members", "--threads", "2"]


@pytest.fixture(scope="module")
def expected(tmp_path_factory):
    """The digest of the long computation without a stop."""
    entente = Entente(tmp_path_factory.mktemp("whole"))
    return entente.digest(entente.run("whole", *LONG))


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_a_stop_leaves_a_readable_result_and_the_command_to_go_on(entente, expected, how):
    (entente.folder / "long.h5").write_text("old")
    code, out, err = stop(entente, how, SMALL, *LONG, "-o", "long.h5")
    assert code == 130, err
    assert out == ""
    assert (entente.folder / "long.h5").read_text() == "old"
    assert entente.out("inspect", "long.h5.partial").splitlines()[1].startswith("Not whole:")

    entente(*command_to_go_on(err), "--quiet")
    assert entente.digest("long.h5") == expected
    assert [path.name for path in entente.folder.iterdir()] == ["long.h5"]


def test_a_single_run_is_gone_on_with_from_the_step_at_which_it_stopped(entente):
    words = ["--until", "5000-01-01", "--record", "alliances.members", "--quiet"]
    code, _, err = stop(entente, signal.SIGINT, SMALL, "-o", "one.h5", *words)
    assert code == 130, err
    entente(*command_to_go_on(err), "--quiet")
    assert entente.digest("one.h5") == entente.digest(entente.run("whole", *words))


def test_a_second_signal_ends_at_once(entente):
    process = start(entente, SMALL, *LONG, "-o", "long.h5")
    process.send_signal(signal.SIGINT)
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=SOON)
    assert process.returncode in (-signal.SIGINT, 130)
    assert not (entente.folder / "long.h5").exists()


def test_kill_9_leaves_the_old_file_and_nothing_half_done_under_its_name(entente):
    old = entente.run("long")
    digest = entente.digest(old)
    for wait in (0.0, 0.1, 0.3):
        process = start(entente, SMALL, *LONG, "-o", "long.h5")
        time.sleep(wait)
        process.kill()
        process.communicate()
        if process.returncode == 0:
            pytest.skip("this machine is too quick to be killed")
        assert entente.digest(old) == digest


def test_after_kill_9_the_last_checkpoint_is_gone_on_from(entente, expected):
    process = start(entente, SMALL, *LONG, "-o", "long.h5", "--checkpoint-every", "20")
    checkpoint = entente.folder / "long.h5.checkpoint"
    until = time.monotonic() + SOON
    while not checkpoint.exists() and process.poll() is None and time.monotonic() < until:
        time.sleep(0.005)
    time.sleep(0.2)
    process.kill()
    process.communicate()
    if process.returncode == 0:
        pytest.skip("this machine is too quick to be killed")
    entente("run", "--from", checkpoint, "--quiet")
    assert entente.digest("long.h5") == expected


def test_a_checkpoint_of_another_program_is_refused_in_words(entente):
    (entente.folder / "a.h5.checkpoint").write_text("no checkpoint")
    assert "a.h5.checkpoint" in entente.err("run", "--from", "a.h5.checkpoint", code=2)


def test_a_read_only_folder_gives_exit_code_3(entente):
    done = subprocess.run(entente.command("run", SMALL, "--quiet", "-o", "/proc/a.h5"), capture_output=True, text=True)
    assert done.returncode == 3 and "/proc/a.h5" in done.stderr
