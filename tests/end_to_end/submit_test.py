"""The jobs that `entente submit` writes; tests/cluster/ runs them."""

import os
import subprocess

import pytest
from conftest import SMALL

EXPERIMENT = f"""
entente_experiment: 1
scenario: {SMALL}
factors: {{hold: {{set: alliances.EAST.hold, values: [0, 2, 4]}}}}
design: {{method: grid}}
replicates: 8
segment: 4
"""


@pytest.fixture
def experiment(entente):
    path = entente.folder / "holds.yaml"
    path.write_text(EXPERIMENT)
    return path


@pytest.mark.parametrize("engine", ["slurm", "snakemake", "parallel"])
def test_what_is_written_is_told_with_the_command_to_begin(entente, experiment, engine):
    said = entente.out("submit", experiment, "--engine", engine, "--shards", 2)
    jobs = entente.folder / "holds.sweep" / "jobs" / engine
    assert f"6 segments in 2 shards, written to {jobs}:\n" in said and f"\n  bash {jobs}/submit.sh" in said
    for script in jobs.rglob("*.sh"):
        assert subprocess.run(["bash", "-n", script]).returncode == 0
        assert f"  {script.relative_to(jobs)}  " in said
    assert not list((entente.folder / "holds.sweep").glob("segment-*"))


def test_it_can_be_written_again_for_a_sweep_that_has_begun(entente, experiment):
    entente("submit", experiment, "--engine", "slurm", "--shards", 2)
    entente("sweep", "holds.sweep", "--shard", "1/2", "--quiet")
    said = entente.out("submit", "holds.sweep", "--engine", "slurm", "--shards", 3)
    assert "in 3 shards" in said
    assert entente.out("sweep", "holds.sweep", "--missing", 2) == "2\n"
    entente("sweep", "holds.sweep", "--shard", "2/2", "--no-merge", "--quiet")
    assert entente.out("sweep", "holds.sweep", "--missing", 2) == ""
    assert not (entente.folder / "holds.h5").exists()


@pytest.mark.parametrize(
    "words, answer",
    [
        (["--engine", "slrum"], "--engine: 'slrum' is no engine (must be slurm, snakemake or parallel). Did you mean 'slurm'?"),
        (["--engine", "pbs"], "--engine: 'pbs' is no engine (must be slurm, snakemake or parallel). For example --engine slurm"),
        (["--shards", "0"], "entente submit: --shards: '0' is not a whole number from 1 to 1,000,000. For example --shards 64. See entente submit --help."),
        (["--shards", "7"], "--shards: '7' is more than there are segments (6). Give at most 6, or the experiment a smaller 'segment'."),
        (["--time", "4:00"], "--time: '4:00' is no time limit (must be hours, minutes and seconds, a minute or more). For example --time 04:00:00, or with days --time 1-12:00:00"),
        (["--time", "00:00:59"], "--time: '00:00:59' is no time limit (must be hours, minutes and seconds, a minute or more). For example --time 04:00:00, or with days --time 1-12:00:00"),
        (["--time", "00:01:00", "--grace", "60"], "--grace: '60' is no less than the time limit of 60 s. Give fewer seconds, so that a shard computes before it is asked to end."),
        (["--mem", "4"], "--mem: '4' is no size (must be a whole number with K, M, G or T). For example --mem 4G"),
        (["--partition", "a b"], "--partition: 'a b' is no name of Slurm's (must be letters, digits and . _ - only). 'sinfo' lists the partitions."),
        (["--account", "--x"], "--account: '--x' is no name of Slurm's (must be letters, digits and . _ - only). 'sacctmgr show associations' lists your accounts."),
        (["--engine", "parallel", "--mem", "4G"], "--mem: '4G' is asked of Slurm, of which GNU parallel knows nothing. Leave it out, or choose --engine slurm or snakemake."),
        (["--program", "sh -c 'entente'"], "--program: 'sh -c 'entente'' holds quotes or the like (must be words with blanks between them). Write what needs them into a script, and name that."),
        (["--program", " "], "--program: holds no word. For example --program /shared/bin/entente"),
        (["-o", "a\nb"], "--output: '{folder}/a\nb' holds a line's end or the like. Choose another folder."),
    ],
)
def test_a_slip_is_answered_with_what_is_required(entente, experiment, words, answer):
    given = {"--engine": "slurm", "--shards": "2"} | dict(zip(words[::2], words[1::2]))
    err = entente.err("submit", experiment, *(f"{option}={value}" if option != "-o" else f"-o{value}" for option, value in given.items()), code=2)
    assert err.strip() == answer.format(folder=entente.folder)
    assert [path.name for path in entente.folder.iterdir()] == ["holds.yaml"]


def test_everything_that_is_wrong_is_told_at_once(entente, experiment):
    err = entente.err("submit", experiment, "--engine=pbs", "--shards=2", "--time=soon", "--mem=much", code=2)
    assert len(err.splitlines()) == 3


def test_a_time_limit_is_written_as_slurm_reads_it(entente, experiment):
    entente("submit", experiment, "--engine", "slurm", "--shards", 2, "--time", "1-02:30:00")
    shards = (entente.folder / "holds.sweep" / "jobs" / "slurm" / "shards.sh").read_text()
    assert "#SBATCH --time=1-02:30:00\n#SBATCH --signal=B:USR1@300\n" in shards
    entente("submit", experiment, "--engine", "snakemake", "--shards", 2, "--time", "00:02:00")
    assert "config: [seconds=60]" in (entente.folder / "holds.sweep" / "jobs" / "snakemake" / "slurm" / "config.yaml").read_text()


def test_the_program_may_be_several_words(entente, experiment):
    entente("submit", experiment, "--engine", "parallel", "--shards", 2, "--program", "apptainer exec e.sif entente")
    assert "{ apptainer exec e.sif entente sweep " in (entente.folder / "holds.sweep" / "jobs" / "parallel" / "submit.sh").read_text()


def test_hidden_files_of_killed_workers_go_when_the_sweep_goes_on(entente, experiment):
    entente("submit", experiment, "--engine", "slurm", "--shards", 2)
    folder = entente.folder / "holds.sweep"
    left, in_work = (folder / f".segment-000001.h5.12-{n:016x}.tmp" for n in (1, 2))
    left.write_bytes(b"")
    in_work.write_bytes(b"")
    os.utime(left, (0, 0))
    entente("sweep", folder, "--shard", "1/2", "--quiet")
    assert not left.exists() and in_work.exists()
