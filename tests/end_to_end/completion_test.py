"""What a shell offers when a person presses the tab key."""

import os
import re
import shutil
import subprocess

import pytest
from conftest import SMALL

BASH = """
source <("$ENTENTE" completion bash)
COMP_WORDS=("$@") COMP_CWORD=$(($# - 1))
_entente
printf '%s\\n' "${COMPREPLY[@]}"
"""

# The completion system's own commands, which work in a completion only, tell what they are asked for.
ZSH = """
compdef() { :; }
_describe() { print -rl -- ${${(P)2}%%:*} }
_files() { setopt extendedglob nullglob; print -rl -- $~2 }
compadd() { while [[ $1 == -* ]]; do [[ $1 == -S ]] && shift; shift; done; print -rl -- $@ }
source <("$ENTENTE" completion zsh)
words=("$@") CURRENT=$# PREFIX=${@[-1]}
_entente
"""


class Tab:
    """A press of the tab key in one of the shells."""

    def __init__(self, shell, entente):
        self.shell, self.entente = shell, entente

    def __call__(self, *typed):
        command = ["bash", "--norc", "-c", BASH, "bash"] if self.shell == "bash" else ["zsh", "-f", "-c", ZSH, "zsh"]
        done = subprocess.run(
            [*command, self.entente.program, *typed], cwd=self.entente.folder, capture_output=True, text=True, env=os.environ | {"LC_ALL": "C.UTF-8"}
        )
        assert done.returncode in (0, 1) and done.stderr == "", done.stderr
        return {word for word in done.stdout.splitlines() if word and word.startswith(typed[-1])}


@pytest.fixture(params=["bash", "zsh"])
def tab(request, entente):
    if not shutil.which(request.param):
        pytest.skip(f"no {request.param}")
    shutil.copy(SMALL, entente.folder / "two_blocs.yaml")
    entente.run("two_blocs")
    (entente.folder / "real.csv").write_text("")
    return Tab(request.param, entente)


def test_commands(tab):
    assert {"run", "replay", "report", "reference"} == tab("r")
    assert {"run", "inspect", "describe", "completion"} <= tab("")


def test_options_of_the_command(tab):
    assert tab("run", "--se") == {"--set", "--seed"}
    assert tab("hindcast", "--") == {"--help", "--history", "--alliance"}
    assert tab("--v") == {"--version"}


def test_every_option_of_every_command_is_offered(tab):
    for command in tab(""):
        text = tab.entente.out(command, "--help").split("\nExamples")[0]
        options = set(re.findall(r"^  (?:-\w, )?(--[\w-]+)", text, re.M))
        assert options and options <= tab(command, "--"), command


def test_files_by_what_is_wanted(tab):
    assert tab("run", "two") == {"two_blocs.yaml"}
    assert tab("inspect", "two") == {"two_blocs.h5"}
    assert tab("diff", "two_blocs.h5", "two") == {"two_blocs.h5"}
    assert tab("hindcast", "two_blocs.h5", "--history", "") >= {"real.csv"}
    assert tab("run", "--seed", "3", "--overlay", "two") == {"two_blocs.yaml"}
    assert tab("run", "--seed", "3", "two") == {"two_blocs.yaml"}


def test_states_and_alliances_of_the_result_on_the_line(tab):
    assert tab("inspect", "two_blocs.h5", "--state", "E") == {"EPS", "ETA"}
    assert tab("inspect", "two_blocs.h5", "--alliance", "") == {"EAST", "WEST"}
    assert tab("inspect", "--state", "E") == set()


def test_paths_of_the_scenario_key_by_key(tab):
    assert tab("run", "two_blocs.yaml", "--set", "st") == {"states."}
    assert tab("run", "two_blocs.yaml", "--set", "states.E") == {"states.EPS.", "states.ETA."}
    assert tab("run", "two_blocs.yaml", "--set", "states.EPS.gd") == {"states.EPS.gdp="}
    assert tab("run", "two_blocs.yaml", "--set", "parameters.economy.shock") == {"parameters.economy.shock_correlation="}
    assert tab("validate", "--set", "parameters.econ") == {"parameters.economy."}


def test_series_words_and_shells(tab):
    assert tab("run", "two_blocs.yaml", "--record", "states.gd") == {"states.gdp"}
    assert tab("list", "econ") == {"economy"} | {word for word in tab("list", "econ") if word.startswith("economy.")}
    assert tab("completion", "b") == {"bash"}


def test_nothing_is_offered_for_numbers(tab):
    assert tab("run", "two_blocs.yaml", "--seed", "") == set()


def test_an_unknown_shell_is_told(entente):
    assert "Did you mean 'bash'?" in entente.err("completion", "bsh", code=2)
