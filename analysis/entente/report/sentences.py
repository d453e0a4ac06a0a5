"""The headline: sentences that the numbers make true, and nothing that they do not."""

from datetime import date

import numpy as np

from .axes import number
from .digest import Alliance, Digest
from .spread import Spread

MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")
MEASURES = (("cohesion", ("cohesion", "{:.2f}")), ("burden", ("defence spending", "{:.1f}\N{NO-BREAK SPACE}% of GDP")))
SURE, LIKELY = 0.8, 0.2  # between them it is uncertain whether a state belongs


def day_text(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def month_text(day: date) -> str:
    return f"{MONTHS[day.month - 1]} {day.year}"


def share_text(count: int, runs: int) -> str:
    """A share of runs that is not rounded to never or always."""
    if runs <= 20:
        return f"{count} of {runs} runs"
    share = 100 * count / runs
    shown = f"{share:.0f}" if 1 <= share <= 99 else f"{share:.1f}" if 0.1 <= share <= 99.9 else "< 0.1" if share < 50 else "> 99.9"
    return f"{shown}\N{NO-BREAK SPACE}% of the runs"


def listed(words: list[str], last: str = "and") -> str:
    """One, two and three."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} {last} {words[-1]}"


def range_text(values: np.ndarray, one) -> str:
    """The middle 90\N{NO-BREAK SPACE}% of values, told by `one`; nothing if they are all the same there."""
    low, high = (one(value) for value in np.quantile(values, (0.05, 0.95), method="nearest"))
    return "" if low == high else f"{low} to {high}"


def short(alliance: Alliance) -> str:
    """What an alliance is called in a sentence: its id, if that is an abbreviation, else its name."""
    return alliance.id if alliance.id.isupper() else alliance.name


def headline(digest: Digest) -> str:
    """The result in one sentence."""
    if not digest.runs:
        return "Every run failed; there is nothing to tell but why."
    if not digest.alliances:
        return f"No state ever belongs to an alliance in {runs_text(digest)}."
    told = lasting(digest, digest.alliances[0])
    return f"Over all points of the experiment, {told}" if digest.result.factors else told


def runs_text(digest: Digest) -> str:
    return "this run" if digest.runs == 1 else f"these {number(digest.runs)} runs"


def findings(digest: Digest, alliance: Alliance) -> list[str]:
    """What more there is to say of an alliance; of the first, the headline has told whether it lasts."""
    told = [lasting(digest, alliance)] if alliance is not digest.alliances[0] else []
    return [sentence for sentence in (*told, uncertain(digest, alliance), exits(digest, alliance), change(digest, alliance)) if sentence]


def lasting(digest: Digest, alliance: Alliance) -> str:
    """Whether there are members at the end, and how many."""
    runs, lasts = digest.runs, int(alliance.lasts.sum())
    last_day = day_text(digest.last)
    if lasts == 0:
        ends = np.sort(end_days(digest, alliance))
        middle = month_text(digest.day(ends[len(ends) // 2]))
        around = range_text(ends, lambda day: month_text(digest.day(day)))
        if runs == 1:
            return f"{short(alliance)} loses its last member in {middle}."
        return (f"{short(alliance)} has lost its last member by {last_day} in all {number(runs)} runs, in the median in {middle}"
                + (f" (middle 90\N{NO-BREAK SPACE}% of the runs: {around})." if around else "."))
    members = alliance.final["members"][alliance.lasts]
    median = np.quantile(members, 0.5, method="nearest")
    around = range_text(members, lambda value: f"{value:.0f}")
    began = alliance.series["members"].middle[0] if "members" in alliance.series else 0
    before = f", after {began:.0f} on {day_text(digest.first)}" if began >= 1 else ""
    if runs == 1:
        return f"{short(alliance)} has {median:.0f} members on {last_day}{before}."
    size = f"{median:.0f} in the median" + (f" (middle 90\N{NO-BREAK SPACE}% of the runs: {around})" if around else "")
    where = f"in all {number(runs)} runs" if lasts == runs else f"in {share_text(lasts, runs)}"
    return f"{short(alliance)} still has members on {last_day} {where}: {size}{before}."


def end_days(digest: Digest, alliance: Alliance) -> np.ndarray:
    """The day on which the last member went, of each run in which there was one and none is left."""
    spells = digest.spells
    mine = spells.alliance == alliance.row
    last = np.full(digest.runs, -1, np.int64)
    np.maximum.at(last, spells.run[mine], spells.exit[mine])
    return last[(last >= 0) & ~alliance.lasts]


def uncertain(digest: Digest, alliance: Alliance) -> str:
    """The states of which it is least certain whether they belong at the end."""
    final = np.nan_to_num(alliance.share[:, -1])
    rows = [row for row in np.argsort(np.abs(final - 0.5), kind="stable") if LIKELY <= final[row] <= SURE][:3]
    if digest.runs < 10 or not rows:
        return ""
    names = [f"{digest.states[row]} ({share_text(round(final[row] * digest.runs), digest.runs)})" for row in rows]
    return f"Whether {listed(names, 'or')} {'belongs' if len(rows) == 1 else 'belong'} to {short(alliance)} at the end is least certain."


def exits(digest: Digest, alliance: Alliance) -> str:
    """How many leave of their own will, and who most often."""
    left = alliance.exits.get("left")
    if left is None:
        return f"No state leaves {short(alliance)} of its own will."
    in_runs = (left > 0).sum(axis=0)
    if digest.runs == 1:
        names = [digest.states[row] for row in np.flatnonzero(in_runs)]
        told = listed(names) if len(names) <= 6 else f"{number(len(names))} states"
        return f"Of {'its' if len(names) == 1 else 'their'} own will {told} {'leaves' if len(names) == 1 else 'leave'} {short(alliance)}."
    most = int(np.argmax(in_runs))
    return (f"Members leave {short(alliance)} of their own will {number(left.sum() / digest.runs, 0.01)} times a run, most often "
            f"{digest.states[most]}, in {share_text(int(in_runs[most]), digest.runs)}.")


def change(digest: Digest, alliance: Alliance) -> str:
    """Cohesion and burden, from the first to the last date at which enough runs have the alliance."""
    parts = [moved(alliance.series[name], subject, digest) for name, subject in MEASURES if name in alliance.series]
    parts = [part for part in parts if part]
    return f"In {short(alliance)}, {'; '.join(parts)}{'' if digest.runs == 1 else ' (medians)'}." if parts else ""


def moved(spread: Spread, subject: tuple[str, str], digest: Digest) -> str:
    """From where to where a series goes."""
    known = np.flatnonzero(np.isfinite(spread.middle))
    if len(known) < 2:
        return ""
    word, pattern = subject
    first, last = known[0], known[-1]
    unit = 100 if "%" in pattern else 1
    a, b = (pattern.format(unit * spread.middle[n]) for n in (first, last))
    since, until = digest.dates[first].year, digest.dates[last].year
    if a == b:
        return f"{word} is {a} in {since} as in {until}"
    verb = "falls" if spread.middle[last] < spread.middle[first] else "rises"
    return f"{word} {verb} from {a} in {since} to {b} in {until}"
