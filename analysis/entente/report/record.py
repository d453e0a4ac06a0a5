"""The page's last parts: the network, what happened, and where it all comes from."""

import shlex
from html import escape
from pathlib import Path

import numpy as np

from . import figures
from .axes import number
from .digest import Digest
from .happenings import Event, Happenings
from .network import gap, hubs
from .sections import figure
from .sentences import day_text, short

STATIC_EVENTS = 40
STATIC_FRAMES = 2


def network(digest: Digest) -> tuple[str, dict]:
    """Pictures at a few dates for who has no script, and all dates for who has."""
    if not digest.frames or not any(now.any() for _, now, _ in digest.frames):
        return "", {}
    names = [short(alliance) for alliance in digest.alliances]
    centres = hubs(len(names))
    ever = np.flatnonzero(np.max([now.max(axis=0, initial=0) for _, now, _ in digest.frames], axis=0) > 0)
    count = len(digest.frames)
    shown = [n for n in dict.fromkeys((count // 2, count - 1)) if digest.frames[n][1].any()][-STATIC_FRAMES:]
    pictures = []
    for n in shown:
        column, share, places = digest.frames[n]
        day = digest.columns[column]
        body = figures.network(f"network:{n}", share[:, ever], places[ever], centres, names,
                               [digest.state_ids[row] for row in ever], f"states and their alliances on {day_text(day)}", gap(len(ever)))
        pictures.append(figure(day_text(day), "", body))
    data = {
        "hubs": [[round(1000 * float(value)) for value in place] for place in centres], "names": names, "gap": round(float(gap(len(ever))), 4),
        "states": [digest.state_ids[row] for row in ever], "start": shown[-1],
        "frames": [{"date": digest.columns[column].isoformat(),
                    "share": [[round(100 * float(value)) for value in row[ever]] for row in share],
                    "places": [[round(1000 * float(value)) for value in place] for place in places[ever]]}
                   for column, share, places in digest.frames]}
    note = ("A line joins a state to an alliance to which it belongs" + (" in at least 5 % of the runs, the stronger the likelier; "
            "hollow states belong in less than half of them." if digest.runs > 1 else ".")
            + " Place means nothing else: a state between two alliances belongs to both, and has a ring of the second's colour.")
    return f'<div class="two" id="networks">{"".join(pictures)}</div><p class="note">{note}</p>', data


def happened(digest: Digest, path: Path) -> tuple[str, dict]:
    """A table of the first events, and for the script all of the sample."""
    sample = Happenings(digest)
    events = [*sample.of_one, *sample.of_others]
    if not events:
        return "<p>Nothing happened.</p>", {}
    features = digest.result.feature_ids
    kinds = sorted({event.kind for event in events})
    first = int(digest.result.run[sample.typical])
    words = f"Run {first}" if digest.runs > 1 else "The run"
    told = (f"{words}{', whose final memberships are nearest to those of most runs' if digest.runs > 1 else ''}, in full but for changes of "
            f"leaders: {number(len(sample.of_one))} events.")
    if sample.of_others:
        told += f" And exits, expulsions, suspensions and ends of alliances of {sample.others_read:,} other runs: {number(len(sample.of_others))}."
    rows = "".join(event_row(digest, event, features) for event in sample.of_one[:STATIC_EVENTS])
    head = "".join(f'<th scope="col">{word}</th>' for word in ("date", "state", "alliance", "what happened", "chance", "reasons: largest shares of utility", "run", "event"))
    table = (f'<div class="scroll events" tabindex="0" role="region" aria-label="events"><table id="event-table"><caption>The first '
             f'{min(STATIC_EVENTS, len(sample.of_one))} events of run {first}</caption><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>')
    data = {
        "file": shlex.quote(path.name), "kinds": [[kind, kind.replace("_", " "), sample.about(kind)] for kind in kinds], "features": features,
        "rows": [[event.run, event.number, digest.day(event.day).isoformat(), kinds.index(event.kind), event.state, event.alliance,
                  event.partner, None if not np.isfinite(event.probability) else float(f"{event.probability:.3g}"),
                  [value for pair in event.reasons for value in (pair[0], round(100 * pair[1]))]] for event in events]}
    return f'<p class="note">{escape(told)}</p><div id="event-controls"></div>{table}', data


def event_row(digest: Digest, event: Event, features: list[str]) -> str:
    ids = digest.result.alliance_ids
    reasons = ", ".join(f"{features[n].replace('_', ' ')} {number(share, 0.01) if share < 0 else '+' + number(share, 0.01)}" for n, share in event.reasons)
    state = digest.states[event.state] if event.state >= 0 else ""
    cells = [digest.day(event.day).isoformat(), state, ids[event.alliance] if event.alliance >= 0 else "", event.kind.replace("_", " "),
             chance(event.probability), reasons, str(event.run), str(event.number)]
    return "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in cells) + "</tr>"


def chance(value: float) -> str:
    return f"{100 * value:.2g} %" if np.isfinite(value) else ""


def origin(digest: Digest, path: Path) -> str:
    """Provenance, and the commands that compute it again."""
    told = digest.result.provenance
    software = told["software"]
    file = shlex.quote(path.name)
    failed = digest.result.failures()
    rows = [
        ("Scenario", f"{told['title']} ({told['scenario_file']})"),
        ("Scenario's SHA-256", told["scenario_sha256"]),
        ("Values set", ", ".join(f"{each['path']}={each['value']}" for each in told["overrides"]) or "none"),
        ("Command", shlex.join(told["command"])),
        ("Seed", told["seed"]),
        ("Runs", f"{digest.runs:,}" + (f", and {len(failed):,} that failed" if len(failed) else "")),
        ("Recorded", f"{len(digest.result.days):,} dates from {digest.result.time[0]!s:.10} to {digest.result.time[-1]!s:.10}"),
        ("Program", f"entente {software['version']} ({software['commit']}), {software['compiler']}, {software['flags']}"),
        ("Computed", f"{told['started']} to {told['finished']}, {told['exit_state'].replace('_', ' ')}"),
    ]
    body = "".join(f'<tr><th scope="row">{escape(name)}</th><td>{escape(str(value))}</td></tr>' for name, value in rows)
    run = int(digest.result.run[0]) if digest.runs else 0
    commands = [(f"entente replay {file}", "compute it again and compare every bit")]
    if digest.runs > 1:
        commands.append((f"entente replay {file} --run {run} --output run-{run}.h5 --record all", "one run again, with everything recorded"))
    commands += [(f"entente why {file} --run {run} --event N", "the whole story of one event: numbers, shares, votes, what would have prevented it"),
                 (f"entente report {file}", "this page")]
    lines = "".join(f"<dt><code>{escape(command)}</code></dt><dd>{escape(about)}</dd>" for command, about in commands)
    failures = ""
    if len(failed):
        counts = failed.failure.value_counts().head(5)
        failures = "<h3>Runs that failed</h3><ul>" + "".join(f"<li>{count:,}: {escape(str(why))}</li>" for why, count in counts.items()) + "</ul>"
    return (f'<div class="scroll" tabindex="0" role="region" aria-label="provenance"><table class="origin"><tbody>{body}</tbody></table></div>'
            f"{failures}<h3>How to compute it again</h3><dl class=commands>{lines}</dl>")
