"""The executable: where it is, and calling it from Python with its errors as exceptions."""

import os
import shutil
import subprocess
from pathlib import Path

from .errors import ComputationError, DiskError, EntenteError, InputError, Stopped
from .result import Result, open_result

ERRORS = {2: InputError, 3: DiskError, 75: Stopped, 130: Stopped}


def executable() -> Path:
    """The program `entente`.

    Looked for in the environment variable ENTENTE, in `build/` of the checkout that this package
    lies in, and on PATH, in this order.

    Returns
    -------
    Path

    Raises
    ------
    EntenteError
        If it is in none of these places.
    """
    given = os.environ.get("ENTENTE")
    built = Path(__file__).resolve().parents[2] / "build" / "entente"
    for path in (given, str(built), "entente"):
        found = shutil.which(path) if path else None
        if found:
            return Path(found)
        if path and path == given:
            raise EntenteError(f"ENTENTE={given}: there is no program. Set it to the executable.")
    raise EntenteError(
        f"the program 'entente' is neither at {built} nor on PATH. "
        "Build it with ./dev build, or set the environment variable ENTENTE to it."
    )


def call(*words) -> str:
    """Calls the program and returns what it prints.

    Parameters
    ----------
    *words
        The command and its options, as one types them: ``call("validate", "nato.yaml")``.

    Returns
    -------
    str

    Raises
    ------
    InputError, DiskError, ComputationError, Stopped
        By the exit code, with the words of the program.
    """
    command = [str(executable()), *map(str, words)]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        said = done.stderr.strip() or f"{' '.join(command)} ended with {done.returncode}."
        raise ERRORS.get(done.returncode, ComputationError)(said)
    return done.stdout


def words_of(options: dict) -> list:
    """Keywords as options: `record=["a", "b"]`, `set={"path": 1}`, `until="1991-01-01"`,
    `resume=True`."""
    words = []
    for key, value in options.items():
        name = "--" + key.rstrip("_").replace("_", "-")
        if value is None or value is False:
            continue
        if value is True:
            words.append(name)
        elif isinstance(value, dict):
            for path, each in value.items():
                words += [name, f"{path}={yaml_text(each)}"]
        elif key == "overlay" and not isinstance(value, (str, os.PathLike)):
            for each in value:
                words += [name, each]
        elif isinstance(value, (list, tuple)):
            words += [name, ",".join(map(str, value))]
        else:
            words += [name, value]
    return words


def yaml_text(value) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(map(yaml_text, value)) + "]"
    return str(value)


def run(scenario, output=None, **options) -> Result:
    """Runs a scenario and opens its result; as `entente run`.

    Parameters
    ----------
    scenario : path
        The scenario, a YAML file.
    output : path, optional
        The result file; default: the scenario's name with .h5, in the working folder.
    **options
        The options of `entente run`: ``runs=200``, ``seed=7``, ``until="1991-12-31"``,
        ``set={"states.FRA.gdp": 250}``, ``overlay=["no-article-5.yaml"]``,
        ``record=["default", "memberships"]``, ``threads=2``.

    Returns
    -------
    Result

    Raises
    ------
    InputError, DiskError, ComputationError, Stopped
        By the exit code, with the words of the program.

    Examples
    --------
    >>> nato = entente.run("scenarios/nato.yaml", "nato200.h5", runs=200, seed=7)
    """
    output = Path(output or Path(scenario).with_suffix(".h5").name)
    call("run", scenario, "--quiet", "--output", output, *words_of(options))
    return open_result(output)


def sweep(experiment, output=None, **options) -> Result:
    """Computes an experiment, or goes on with one, and opens what there is; as `entente sweep`.

    Parameters
    ----------
    experiment : path
        The experiment, a YAML file, or the folder of a sweep.
    output : path, optional
        The folder of the sweep; default: the experiment's name with .sweep, in the working folder.
    **options
        The options of `entente sweep`: ``threads=2``, ``shard="1/64"``, ``resume=True``,
        ``retry_failed=True``.

    Returns
    -------
    Result
        Of the merged file, which lies beside the folder as NAME.h5; of the folder, as far as it is,
        if only a shard was computed.

    Raises
    ------
    InputError, DiskError, ComputationError, Stopped
        By the exit code, with the words of the program.

    Examples
    --------
    >>> hold = entente.sweep("scenarios/experiments/hold.yaml", "hold.sweep")
    """
    experiment = Path(experiment)
    folder = (
        experiment if experiment.is_dir() else Path(output or experiment.with_suffix(".sweep").name)
    )
    words = [] if experiment.is_dir() else ["--output", folder]
    call("sweep", experiment, "--quiet", *words, *words_of(options))
    merged = folder.with_suffix(".h5") if folder.suffix == ".sweep" else Path(f"{folder}.h5")
    return open_result(merged if merged.exists() and "shard" not in options else folder)
