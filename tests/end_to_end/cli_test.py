"""What a person types, and what the program answers."""

import os
import re
import shutil

import pytest
from conftest import NATO, ROOT, SMALL

COMMANDS = [
    "run", "sweep", "submit", "merge", "fit", "inspect", "why", "replay", "diff", "compare", "report", "plot", "hindcast", "validate",
    "describe", "new", "list", "schema", "reference", "completion"
]


def test_the_help_of_the_program_names_every_command(entente):
    text = entente.out("--help")
    for command in COMMANDS:
        assert re.search(rf"^  {command} ", text, re.M)
    assert "Exit codes" in text and "Examples" in text
    assert entente.out() == text


@pytest.mark.parametrize("command", COMMANDS)
def test_every_help_has_an_example_and_the_exit_codes(entente, command):
    text = entente.out(command, "--help")
    assert f"Usage: entente {command}" in text
    assert re.search(rf"^Examples\n(  .*\n)*  .*entente {command}", text, re.M)
    assert "Exit codes: 0" in text
    assert max(map(len, text.splitlines())) <= 125


def test_the_version_tells_commit_and_compiler(entente):
    assert re.match(r"entente \d+\.\d+\.\d+ \(.+\), (GNU|Clang) ", entente.out("--version"))


@pytest.mark.parametrize(
    "words, answer",
    [
        (["rnu"], "entente: 'rnu' is not a command. Did you mean 'run'? See entente --help."),
        (["run", "x.yaml", "--sede", "3"], "entente run: --sede is not an option. Did you mean '--seed'? See entente run --help."),
        (["run"], "entente run: a SCENARIO or --from CHECKPOINT is required. See entente run --help."),
        (["schema", "a", "b"], "entente schema: 'a' is one word too many. See entente schema --help."),
        (["list", "econmy"], "'econmy' is no word of a scenario. Did you mean 'economy'?"),
        (["run", SMALL, "--seed", "-1"], "--seed: seed = -1 is negative (must be a whole number, >= 0). seed: seed of all random draws; a whole number below 2^64."),
        (["run", SMALL, "--until", "x"], "--until: time.end = 'x' is not a date of the calendar (must be a date such as 1949-04-04, or a year). end: the run ends with the first step that reaches this day."),
        (["run", SMALL, "--record", "x"], "--record: record.series[1] 'x' is not a series. 'entente list' shows them."),
        (["run", SMALL, "--runs", "abc"], "entente run: --runs: 'abc' is not a whole number from 1 to 1,000,000,000. For example --runs 200. See entente run --help."),
        (["run", SMALL, "--checkpoint-every", "0"], "entente run: --checkpoint-every: '0' is not a number above 0. For example --checkpoint-every 10. See entente run --help."),
        (["replay", "a.h5", "--run", "1.5"], "entente replay: --run: '1.5' is not a whole number from 0 to 1,000,000,000. For example --run 17. See entente replay --help."),
    ],
)
def test_a_slip_is_answered_with_what_was_meant(entente, words, answer):
    assert entente.err(*words, code=2).strip() == answer


@pytest.mark.parametrize(
    "words",
    [
        ["run", SMALL, "--runs", "0"],
        ["run", SMALL, "--runs", "many"],
        ["run", SMALL, "--threads", "-1"],
        ["run", SMALL, "--checkpoint-every", "0"],
        ["run", SMALL, "--seed", "-3"],
        ["run", SMALL, "--until", "yesterday"],
        ["run", SMALL, "--until", "1900-01-01"],
        ["run", SMALL, "--set", "states.ALF.gdp"],
        ["run", SMALL, "--set", "states.ALF.gdp=-4"],
        ["run", SMALL, "--set", "states.ALF.gpd=4"],
        ["run", SMALL, "--record", "states.gpd"],
        ["run", SMALL, "--from", "x.checkpoint"],
        ["run", "--from", "missing.checkpoint"],
        ["run", "missing.yaml"],
        ["run", SMALL, "--overlay", "missing.yaml"],
        ["validate", "missing.yaml"],
        ["inspect", "missing.h5"],
        ["inspect", SMALL],
        ["replay", SMALL],
        ["hindcast", SMALL, "--history", SMALL],
    ],
)
def test_bad_input_is_told_in_words_with_exit_code_2_and_nothing_is_written(entente, words):
    text = entente.err(*words, code=2)
    assert text.strip() and "bug" not in text and "terminate" not in text
    assert list(entente.folder.iterdir()) == []


def test_a_file_that_is_not_what_was_meant_is_answered_with_what_to_do(entente):
    result = entente.run("nato")
    history = "Name a table that begins with the line state,alliance,joined,left."
    for words, answer in [
        (["inspect", "nat.h5"], "nat.h5: there is no such file. Did you mean 'nato.h5'?"),
        (["inspect", "peace.h5"], "peace.h5: there is no such file. Check the name; 'entente run SCENARIO' writes a result."),
        (["run", "nato.h5"], "nato.h5: is a result or a checkpoint, not a scenario. 'entente inspect' shows a result, 'entente run --from' goes on from a checkpoint."),
        (["hindcast", "nato.h5", "--history", "real.csv"], f"real.csv: there is no such file. {history}"),
    ]:
        assert entente.err(*words, code=2).strip() == answer
    assert entente.err("new", "a/b", code=3).strip() == "a/b.yaml: there is no folder a. Make it first: mkdir -p a"
    size = result.stat().st_size
    (entente.folder / "cut.h5").write_bytes(result.read_bytes()[: size // 2])
    text = entente.err("inspect", "cut.h5", code=3)
    assert text.strip() == f"cut.h5: cannot read the file: it is cut short, {size // 2} of {size} bytes are there. Copy it again from where it came, or compute it again."


def test_what_a_shorter_run_leaves_out_is_one_note(entente):
    done = entente("run", NATO, "--until", "1960-01-01")
    outside = [line for line in done.stderr.splitlines() if "outside the run" in line]
    assert len(outside) == 1 and re.match(r"note: \d+ entries lie outside the run \(1949-04-04 to 1960-01-01\)", outside[0])
    full = entente("run", NATO).stderr.splitlines()
    assert len(done.stderr.splitlines()) <= len(full) + 1
    assert done.stdout.startswith("NATO, 1949-2024 · 1949-04-04 to 1960-01-01 ·")


def test_help_shows_as_required_what_is_required(entente):
    assert "Usage: entente hindcast RESULT --history CSV [options]" in entente.out("hindcast", "--help")


def test_a_setting_is_held_to_the_checks_of_the_file(entente):
    text = entente.err("run", SMALL, "--set", "states.ALF.gdp=-4", "--set", "states.BET.democracy=7", code=2)
    assert "states.ALF.gdp = -4" in text and "states.BET.democracy = 7" in text


def test_a_folder_that_cannot_be_written_to_gives_exit_code_3(entente):
    assert "nowhere" in entente.err("run", SMALL, "--output", "nowhere/a.h5", code=3)


def test_a_full_disk_gives_exit_code_3(entente):
    if not os.path.exists("/dev/full"):
        pytest.skip("no /dev/full")
    with open("/dev/full", "w") as full:
        import subprocess

        done = subprocess.run(entente.command("list"), stdout=full, stderr=subprocess.PIPE, text=True)
    assert done.returncode == 3 and done.stderr


def test_a_run_says_what_happened_and_what_to_type_next(entente):
    shutil.copy(SMALL, entente.folder)  # the summary names the file as it was typed: a long path makes a long line
    text = entente.out("run", SMALL.name)
    assert text.startswith("Two blocs · 1950-01-01 to 1980-01-01 · 7 states · seed 11 · 1 run")
    for words in ("Western Pact", "cohesion", "burden", "members", "weakest margin", "from the start", "entente inspect two_blocs.h5"):
        assert words in text
    assert (entente.folder / "two_blocs.h5").is_file()
    assert max(map(len, text.splitlines())) <= 100
    assert "\x1b" not in text


@pytest.mark.parametrize("seed", [1949, 1, 2])
def test_the_summary_of_nato_fits_on_a_page(entente, seed):
    text = entente.out("run", NATO, "--seed", seed)
    assert len(text.splitlines()) <= 45
    assert text.startswith("NATO, 1949-2024 · 1949-04-04 to 2024-12-31 ·")
    assert max(len(line) for line in text.splitlines() if str(NATO) not in line) <= 100
    assert entente.out("inspect", "nato.h5").splitlines()[0] == text.splitlines()[0]


def test_the_summary_tells_who_entered_and_left_and_when_and_why(entente):
    text = entente.out("run", NATO, "--until", "2000-01-01")
    spells = [line.split() for line in entente.out("inspect", "nato.h5", "--events").splitlines()]
    entered = [line for line in spells if line[3] == "admitted" and line[5] == "NATO"]
    assert entered
    for _, _, date, _, state, *_ in entered:
        name = re.search(rf"^  {state}: \{{name: ([\w ]+)", (ROOT / "scenarios/nato/states.yaml").read_text(), re.M)
        if name:
            assert re.search(rf"{date[:7]} \+ {name[1][:12]}.* +[a-z]{{4}}", text), name[1]


def test_the_summary_says_what_never_changes_and_what_was_not_recorded(entente):
    text = entente.out("run", SMALL, "--set", "pipeline=[schedule,economy]")
    assert "never changes    members 0, cohesion 0, burden 0, weakest margin 0" in text
    text = entente.out("run", SMALL, "--record", "alliances.members")
    assert "not recorded     cohesion, burden, weakest margin" in text


def test_a_state_is_told_only_while_it_exists(entente):
    entente("run", NATO, "--until", "1960-01-01", "--quiet")
    text = entente.out("inspect", "nato.h5", "--state", "RUS")
    assert "Russia does not exist in this time." in text and "gdp" not in text
    entente("run", SMALL, "--quiet")
    gdp = next(line for line in entente.out("inspect", "two_blocs.h5", "--state", "ETA").splitlines() if " gdp " in line)
    assert gdp.split()[1][0] in "▁▂▃▄▅▆▇█" and gdp.startswith("  gdp                  ")  # blank before its birth


def test_commands_that_are_suggested_can_be_typed(entente):
    shutil.copy(SMALL, entente.folder / "my blocs.yaml")
    text = entente.out("run", "my blocs.yaml", "--set", "title=A b", "-o", "my result.h5")
    state = re.search(r"  entente inspect 'my result\.h5' --state (\w+) ", text)[1]
    events = entente.out("inspect", "my result.h5", "--events", "--state", state)
    assert re.search(r"admitted|founded|succeeded|left", events)
    assert "entente run 'my blocs.yaml' --set 'title=A b' --runs 200" in text


def test_without_utf8_everything_is_plain_ascii(entente):
    entente.run("a")
    for words in (["inspect", "a.h5"], ["inspect", "a.h5", "--events"], ["list"]):
        assert entente.out(*words, env={"LC_ALL": "C"}).isascii()


def test_quiet_says_nothing(entente):
    done = entente("run", NATO, "--quiet")
    assert done.stdout == "" and done.stderr == ""


def test_overlay_until_record_and_set_do_what_they_say(entente):
    (entente.folder / "over.yaml").write_text("title: Changed\n")
    entente("run", SMALL, "--overlay", "over.yaml", "--until", "1960-01-01", "--record", "states.gdp,alliances", "--set", "states.ALF.gdp=500", "--seed", "9", "--quiet", "-o", "a.h5")
    text = entente.out("inspect", "a.h5")
    assert text.startswith("Changed · 1950-01-01 to 1960-01-01") and "seed 9" in text
    datasets = entente.digests("a.h5")
    assert "state_gdp" in datasets and "state_power" not in datasets and "alliance_cohesion" in datasets
    provenance = entente.out("inspect", "a.h5", "--provenance")
    assert '"500"' in provenance or "500" in provenance


def test_new_writes_a_scenario_that_runs_and_never_writes_over_one(entente):
    entente("new", "mine")
    entente("run", "mine.yaml", "--quiet")
    assert (entente.folder / "mine.h5").is_file()
    (entente.folder / "mine.yaml").write_text("precious")
    assert "exists already" in entente.err("new", "mine", code=2)
    assert (entente.folder / "mine.yaml").read_text() == "precious"
    assert entente.out("new").startswith("#")


def test_validate_tells_the_size_of_a_scenario(entente):
    text = entente.out("validate", SMALL)
    assert "is valid: 7 states, 2 alliances, 1950-01-01 to 1980-01-01 in 360 steps, seed 11." in text


def test_list_explains_mechanisms_columns_and_parameters(entente):
    overview = entente.out("list")
    for word in ("economy", "membership", "Columns of states", "gdp", "Events", "Features"):
        assert word in overview
    economy = entente.out("list", "economy")
    for word in ("claim", "equation", "reads", "writes", "Parameters", "shock_correlation"):
        assert word in economy
    assert "states.gdp" in entente.out("list", "states.gdp")
    assert "default" in entente.out("list", "economy.shock_correlation")


def test_inspect_shows_events_a_state_and_an_alliance(entente):
    entente.run("a", "--runs", "3")
    assert entente.out("inspect", "a.h5", "--events").splitlines()[0].split()[:4] == ["run", "event", "date", "kind"]
    only = entente.out("inspect", "a.h5", "--events", "--state", "BET", "--run", "1").splitlines()[1:]
    assert only and all(line.split()[0] == "1" and "BET" in line for line in only)
    assert "Betania" in entente.out("inspect", "a.h5", "--state", "BET")
    assert "Western Pact" in entente.out("inspect", "a.h5", "--alliance", "WEST")
    assert "Did you mean 'BET'?" in entente.err("inspect", "a.h5", "--state", "BEE", code=2)


def test_replay_finds_the_same_bits_and_a_change(entente):
    result = entente.run("a", "--runs", "3")
    assert entente.out("replay", result).startswith("The same: 3 runs")
    assert entente.out("replay", result, "--run", "2").startswith("The same: run 2")
    h5py = pytest.importorskip("h5py")
    with h5py.File(result, "r+") as file:
        file["state_gdp"][1, 5, 2] += 1e-9
    text = entente.out("replay", result, code=1)
    assert text.startswith("Different: run 1: state.gdp of ") and "1955-01-01" in text


def test_hindcast_compares_with_what_really_happened(entente):
    (entente.folder / "history.csv").write_text("state,alliance,joined,left\nALF,WEST,1949-01-01,\nBET,WEST,1949-01-01,\nGAM,WEST,1952-01-01,\nDEL,WEST,1971-01-01,\n")
    entente.run("a", "--runs", "20")
    text = entente.out("hindcast", "a.h5", "--history", "history.csv")
    assert text.startswith("### WEST: 20 runs")
    assert "rank correlation" in text and "| Gammia | 1952-01-01 |" in text and "Alfland" not in text


def test_nothing_of_the_machine_is_in_the_help(entente):
    assert str(ROOT) not in entente.out("--help")
