"""The whole page, in one file: `write_report`."""

import json
import os
from html import escape
from pathlib import Path

from ..errors import DiskError
from ..result import open_result
from . import experiment, record, sections, sentences
from .axes import number
from .digest import Digest
from .figures import Numbers

FOLDER = Path(__file__).parent / "page"
STYLE = FOLDER / "report.css"
SCRIPT = FOLDER / "dist" / "report.js"
POLICY = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:"


def write_report(paths, output: Path) -> list[str]:
    """Writes the page of a result; returns what a person should know of it."""
    result = open_result(paths)
    text = report_html(result, Path(paths if isinstance(paths, (str, Path)) else paths[0]))
    notes = [] if SCRIPT.exists() else [
        f"{output}: is static: its script is not built. To have one that answers, run `npm ci && npm run build` in {FOLDER}, or `./dev report`."]
    aside = output.with_name(f".{output.name}.{os.getpid()}.tmp")
    try:
        aside.write_text(text, encoding="utf-8")
        aside.replace(output)
    except OSError as error:
        aside.unlink(missing_ok=True)
        raise DiskError(f"{output}: cannot be written ({error.strerror}). Choose another file with --output.") from None
    return notes


def report_html(result, path: Path) -> str:
    """The page as text; the same result gives the same text."""
    digest, numbers = Digest(result), Numbers()
    parts, data = [], {}
    if digest.runs:
        blocs, data["network"] = record.network(digest)
        events, data["events"] = record.happened(digest, path)
        parts = [
            ("experiment", "Experiment", experiment.experiment(digest, numbers) if result.factors else ""),
            ("belonging", "Who belongs", sections.belonging(digest, numbers)),
            ("cohesion", "Cohesion", sections.cohesion(digest, numbers)),
            ("burden", "Burden", sections.burden(digest, numbers)),
            ("blocs", "Network", blocs),
            ("reasons", "Why they left", sections.reasons(digest, numbers)),
            ("stability", "Stability", sections.stability(digest, numbers)),
            ("events", "What happened", events),
        ]
    parts.append(("origin", "Where it comes from", record.origin(digest, path)))
    parts = [part for part in parts if part[2]]
    data["burdens"] = sections.burdens_of_states(digest)
    data |= {"charts": numbers.charts, "along": numbers.along, "runs": digest.runs,
             "states": list(zip(digest.state_ids, digest.states)),
             "alliances": [[alliance.id, alliance.name] for alliance in digest.alliances],
             "alliance_ids": digest.result.alliance_ids}
    return document(digest, parts, data)


def document(digest: Digest, parts, data: dict) -> str:
    title = digest.result.provenance["title"]
    links = "".join(f'<a href="#{key}">{escape(name)}</a>' for key, name, _ in parts)
    body = "".join(f'<section id="{key}" aria-labelledby="{key}-title"><h2 id="{key}-title">{escape(name)}</h2>{html}</section>'
                   for key, name, html in parts)
    script = SCRIPT.read_text(encoding="utf-8") if SCRIPT.exists() else ""
    held = json.dumps(data, separators=(",", ":"), ensure_ascii=False).replace("</", "<\\/")
    enhanced = (f'<script type="application/json" id="data">{held}</script><script>{script}</script>' if script else "")
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="{POLICY}">
<meta name="color-scheme" content="light dark">
<title>{escape(title)} · entente</title>
<style>{STYLE.read_text(encoding="utf-8")}</style>
</head>
<body>
<a class="skip" href="#main">To the findings</a>
<header class="opening">
<p class="kicker">entente · report</p>
<h1>{escape(title)}</h1>
<p class="headline">{escape(sentences.headline(digest))}</p>
{facts(digest)}
</header>
<nav class="bar" aria-label="Contents"><div class="links">{links}</div><div id="controls" class="controls"></div></nav>
<main id="main">
{opening(digest)}
{body}
</main>
<footer><p>Made by <code>entente report</code> from what the program computed. It tells what the model does under its assumptions,
not what will happen.</p></footer>
{enhanced}
</body>
</html>
"""


def facts(digest: Digest) -> str:
    """The size of it, in a line."""
    result = digest.result
    told = [("runs", number(digest.runs)), ("seed", result.provenance["seed"])]
    if digest.runs:
        told.append(("from", digest.first.isoformat()))
        told.append(("to", digest.last.isoformat()))
    told += [("states", number(len(digest.states))), ("alliances", number(len(result.alliance_ids)))]
    if result.factors:
        told.append(("factors", ", ".join(result.factors)))
    return '<dl class="facts">' + "".join(f"<div><dt>{name}</dt><dd>{escape(value)}</dd></div>" for name, value in told) + "</dl>"


def opening(digest: Digest) -> str:
    """A card for each of the first alliances."""
    cards = []
    for place, alliance in enumerate(digest.alliances[:4] if digest.runs else ()):
        told = "".join(f"<li>{escape(sentence)}</li>" for sentence in sentences.findings(digest, alliance))
        cards.append(f'<article class="card {sections.colour(place)}"><h3>{escape(alliance.name)}</h3><ul>{told}</ul></article>')
    if not cards:
        return ""
    return f'<section id="findings" aria-labelledby="findings-title"><h2 id="findings-title">In words</h2><div class="cards">{"".join(cards)}</div></section>'
