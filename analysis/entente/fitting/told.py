"""What `entente fit` prints at its end."""

from shlex import quote

import numpy as np

from .outcome import Fit


def summary(told: Fit) -> str:
    """Parameters, moments, the J test, notes, and what to do next."""
    parts = [
        f"{told.problem.title}: {len(told.points)} points of {told.problem.runs} runs; objective {told.objective:.4g}.",
        parameters_text(told),
        moments_text(told),
        j_text(told),
    ]
    if told.notes:
        parts.append("Note\n" + "\n".join(f"  {note}" for note in told.notes))
    return "\n\n".join([*parts, "Next\n" + next_text(told)])


def parameters_text(told: Fit) -> str:
    rows = [("Parameter", "value", "s.e.", "95 % interval", "range")]
    for row in told.parameters.to_dict("records"):
        interval = f"{row['low']:.4g} to {row['high']:.4g}"
        rows.append(
            (
                row["parameter"],
                f"{row['value']:.5g}",
                f"{row['standard_error']:.2g}",
                interval if np.isfinite(row["high"]) else "not known",
                f"{row['from']:g} to {row['to']:g}",
            )
        )
    return aligned(rows)


def moments_text(told: Fit) -> str:
    rows = [("Moment", "target", "s.e.", "until", "fitted", "s.e.", "t", "other draws")]
    for row in told.moments.to_dict("records"):
        rows.append(
            (
                row["moment"],
                f"{row['target']:.4g}",
                f"{row['standard_error']:.2g}",
                str(row["until"]),
                f"{row['fitted']:.4g}",
                f"{row['simulation_error']:.2g}",
                f"{row['t']:+.1f}",
                f"{row['fresh']:.4g}",
            )
        )
    return aligned(rows)


def j_text(told: Fit) -> str:
    if not told.degrees:
        return "As many moments as parameters: the fit is exact or fails, and nothing is left to test it by."
    unit = "degree" if told.degrees == 1 else "degrees"
    return f"J test: {told.j:.3g} with {told.degrees} {unit} of freedom, p = {told.p:.2g}."


def next_text(told: Fit) -> str:
    problem = told.problem
    name, file = next(iter(problem.files.items()))
    stem = told.folder / (f"best-{name}" if name else "best")
    commands = [
        (
            f"entente run {quote(str(file))} --overlay {quote(str(stem) + '.yaml')} --runs 200",
            "the world as fitted",
        ),
        (
            f"entente report {quote(str(stem) + '.h5')}",
            "the runs behind the fitted moments, as a page",
        ),
    ]
    if not told.converged:
        more = f"entente fit {quote(str(problem.file))} --resume --iterations {2 * max(problem.iterations, 1)}"
        commands.append((more, "go on searching"))
    width = max(len(command) for command, _ in commands)
    return "\n".join(f"  {command:<{width}}  {about}" for command, about in commands)


def aligned(rows: list) -> str:
    """The first column to the left, numbers to the right."""
    widths = [max(len(row[n]) for row in rows) for n in range(len(rows[0]))]
    lines = []
    for row in rows:
        cells = [
            row[0].ljust(widths[0]),
            *(cell.rjust(width) for cell, width in zip(row[1:], widths[1:])),
        ]
        lines.append("  ".join(cells).rstrip())
    return "\n".join(lines)
