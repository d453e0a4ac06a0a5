"""The script `dev`, where nothing has to be built."""

import re
import shutil
import subprocess
from pathlib import Path

DEV = Path(__file__).resolve().parents[2] / "dev"


def dev(*arguments, tools=None, cwd=None):
    environment = {"PATH": str(tools), "HOME": str(cwd)} if tools else None
    return subprocess.run([DEV, *arguments], capture_output=True, text=True, cwd=cwd, env=environment)


def folder_of_tools(folder, *names):
    for name in ("bash", "env", "dirname", "readlink", "nproc", "comm", "sort", "sed", *names):
        (folder / name).symlink_to(shutil.which(name))
    return folder


def fake(folder, name, script):
    (folder / name).write_text(f"#!/bin/bash\n{script}\n")
    (folder / name).chmod(0o755)


def test_help_tells_every_word(tmp_path):
    text = dev("help", cwd=tmp_path).stdout
    words = re.findall(r"^  ([a-z]+)\)", DEV.read_text(), re.MULTILINE)
    assert {"build", "test", "bench", "format", "check", "coverage"} <= set(words)
    assert all(f"./dev {word}" in text for word in words)


def test_elsewhere_than_on_debian_it_names_the_packages(tmp_path):
    done = dev("build", tools=folder_of_tools(tmp_path), cwd=tmp_path)
    assert done.returncode == 1
    assert "not Debian" in done.stderr and "libhdf5-dev" in done.stderr and "ENTENTE_NO_INSTALL=1" in done.stderr


def test_without_root_and_sudo_it_says_what_root_should_run(tmp_path):
    tools = folder_of_tools(tmp_path)
    fake(tools, "id", "echo 1000")
    fake(tools, "apt-get", "exit 1")
    fake(tools, "dpkg-query", "echo installed g++")
    done = dev("build", tools=tools, cwd=tmp_path)
    assert done.returncode == 1
    assert "apt-get install --no-install-recommends" in done.stderr and "libhdf5-dev" in done.stderr
    assert " g++ " not in done.stderr


def test_packages_that_cannot_be_installed_end_in_a_message(tmp_path):
    tools = folder_of_tools(tmp_path, "mktemp", "tail", "rm")
    fake(tools, "id", "echo 0")
    fake(tools, "apt-get", "echo no network; exit 100")
    fake(tools, "dpkg-query", "true")
    done = dev("build", tools=tools, cwd=tmp_path)
    assert done.returncode == 1
    assert "no network" in done.stderr and "could not be installed" in done.stderr


def test_a_part_of_the_check_that_is_not_there_is_answered_by_those_that_are(tmp_path):
    done = dev("check", "memroy", cwd=tmp_path)
    assert done.returncode == 2
    assert 'no part "memroy"' in done.stderr and "tidy, bits, memory, threads, steps, claims and kills" in done.stderr
