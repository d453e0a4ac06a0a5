"""The reference page, from the docstrings: `python3 -m entente.reference >
analysis/REFERENCE.md`."""

import inspect

import entente
from entente import plots

SECTIONS = {
    "Running and opening": "run sweep open call executable",
    "Frames and blocks": "Result",
    "Who belongs": "membership network graph pivotal turnover summary",
    "How long it lasts": "survival incidence log_rank durations hazards person_periods",
    "When it turns": "turning_points early_warnings breaks",
    "Who pays": "burden_sharing burden bands",
    "Why, and what follows": "why cascades",
    "Wars, promises, missions": "wars war_list obligations missions",
    "Against what is published": "stylised_facts",
    "Two worlds": "compare first_divergence outcomes numbers_of runs_needed",
    "Sweeps": "sobol morris pawn response scenarios",
    "Fitting": "fit Fit Moment",
    "Errors": "EntenteError InputError DiskError DamagedError ComputationError Stopped ResultError "
    "FailedRuns",
}
HEAD = """# The Python package's reference

Made from the docstrings (`python3 -m entente.reference`); do not edit. [README.md](README.md)
begins more gently. Intervals are of 95 % unless `level` says otherwise; a bootstrap draws whole
runs and is the same for the same `seed`.
"""


def documented(name: str, thing, depth: int) -> str:
    text = inspect.getdoc(thing)
    title = f"{'#' * depth} `{name}`"
    if inspect.isclass(thing):
        return f"{title}\n\n{fenced(text)}"
    signature = f"{name}{inspect.signature(thing)}".replace("entente.result.", "").replace(
        "pandas.core.frame.", ""
    )
    return f"{title}\n\n{fenced(signature + chr(10) * 2 + text)}"


def fenced(text: str) -> str:
    return f"```text\n{text}\n```\n"


def members_of(thing) -> list:
    public = [(n, m) for n, m in inspect.getmembers(thing) if not n.startswith("_")]
    return [(n, m) for n, m in public if inspect.isfunction(m)]


def page() -> str:
    parts = [HEAD]
    for title, names in SECTIONS.items():
        parts.append(f"## {title}\n")
        for name in names.split():
            thing = getattr(entente, name)
            parts.append(documented(f"entente.{name}", thing, 3))
            if name == "Result":
                parts += [documented(f"Result.{n}", method, 4) for n, method in members_of(thing)]
    parts.append("## Plots\n")
    parts.append(inspect.getdoc(plots) + "\n")
    lines = [
        f"- `plots.{name}{inspect.signature(plot)}`: {inspect.getdoc(plot).splitlines()[0]}"
        for name, plot in members_of(plots)
        if plot.__module__ == plots.__name__
    ]
    parts.append("\n".join(lines) + "\n")
    return "\n".join(parts)


if __name__ == "__main__":
    print(page(), end="")
