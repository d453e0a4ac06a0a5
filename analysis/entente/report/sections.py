"""The page's parts about alliances: who belongs, cohesion, burden, stability. Each alliance has its own of each."""

from html import escape

import numpy as np

from . import figures
from .axes import Axis
from .digest import Alliance, Digest
from .sentences import short
from .spread import thin

TABLE_DATES = 12
MOST_REASONS = 12
LINES = 3  # states whose burden is drawn beside the alliance's
TITLES = {"burden_gini": "Inequality of burdens", "exploitation": "Exploitation of the great", "effective_members": "Effective members"}
STATE_DATES = 48  # of the curves that a reader can add
SMALL = ("power", "effective_members", "mean_margin", "weakest_margin", "burden_gini", "exploitation")


def colour(place: int) -> str:
    return f"c{place % 8}"


def bands_text(digest: Digest) -> str:
    """What line and bands stand for."""
    if digest.runs == 1:
        return "One run: a line without a band says nothing about how else it could have gone."
    what = ("The runs differ by the experiment's factors as well as by chance: a band is no forecast."
            if digest.result.factors else "")
    few = " Left out where fewer than a tenth of the runs have a value."
    return f"Line: median of {digest.runs:,} runs; dark band: middle 50 %, light band: middle 90 %.{few} {what}".strip()


def sampled(digest: Digest, what: str = " ") -> str:
    """Says if not all runs were read for something."""
    return "" if digest.sample.size == digest.runs else f"{what}A sample of {digest.sample.size:,} runs."


def figure(title: str, unit: str, body: str, note: str = "", more: str = "") -> str:
    """A picture under its title, what it shows below it."""
    head = f"<b>{escape(title)}</b>" + (f" <span>{escape(unit)}</span>" if unit else "")
    return f"<figure><figcaption>{head}</figcaption>{body}{f'<p class=note>{note}</p>' if note else ''}{more}</figure>"


def by_alliance(digest: Digest, make) -> str:
    """The same for each alliance; the script shows one at a time."""
    several = len(digest.alliances) > 1
    found = []
    for place, alliance in enumerate(digest.alliances):
        body = make(place, alliance)
        if body:
            head = f'<h3><i class="swatch {colour(place)}"></i>{escape(alliance.name)}</h3>' if several else ""
            found.append(f'<div class="of-alliance" data-alliance="{escape(alliance.id, quote=True)}">{head}{body}</div>')
    return "".join(found)


def told(digest: Digest, name: str) -> tuple[str, str]:
    """What the file says of a series of alliances: its meaning and its unit."""
    attributes = digest.result.column(f"alliance_{name}").attributes
    meaning, unit = attributes.get("long_name", name), attributes.get("units", "")
    meaning = "; ".join(part for part in meaning.split("; ") if not part.startswith("NaN"))
    return meaning[:1].upper() + meaning[1:] + ".", "" if unit == "1" else unit


def series_table(digest: Digest, alliance: Alliance, names: list[str], caption: str) -> str:
    """Medians and the middle 90 % at a dozen dates."""
    head = ["date", *(word for name in names for word in ([name.replace("_", " ")] if digest.runs == 1 else
                                                          [name.replace("_", " "), "5 %", "95 %"]))]
    rows = []
    for n in thin(len(digest.dates), TABLE_DATES):
        cells = []
        for name in names:
            each = alliance.series[name]
            values = [each.middle[n]] if digest.runs == 1 else [each.middle[n], each.low[n], each.high[n]]
            cells += [figures.shown(value, name == "burden") for value in values]
        rows.append([digest.dates[n].isoformat(), *cells])
    return figures.table(head, rows, caption)


def one_curve(digest: Digest, numbers, place: int, alliance: Alliance, name: str, axis: Axis, **options) -> str:
    return figures.curve(numbers, f"{name}:{alliance.id}", digest.along,
                         [(short(alliance), colour(place), alliance.series[name])], axis,
                         f"{name.replace('_', ' ')} of {alliance.name} over time; the table below has the numbers",
                         single=digest.runs == 1, **options)


def belonging(digest: Digest, numbers) -> str:
    def make(place: int, alliance: Alliance) -> str:
        parts = []
        if "members" in alliance.series:
            axis = Axis.around([0, *alliance.series["members"].high], zero=True, whole=True)
            parts.append(figure("Members", "states", one_curve(digest, numbers, place, alliance, "members", axis,
                                                               height="7rem", classes="wide"), bands_text(digest)))
        picture = figures.belonging(numbers, f"belonging:{alliance.id}", digest.along_columns, alliance.share, alliance.rows,
                                    digest.states, digest.state_ids, colour(place),
                                    f"share of runs in which each of {len(alliance.rows)} states belongs to {alliance.name}, by date; the table below has the numbers")
        legend = figures.key_of_shades(colour(place)) if digest.runs > 1 else ""
        table = shares_table(digest, alliance)
        what = "Who belongs" if digest.runs == 1 else "Probability of belonging"
        unit = "" if digest.runs == 1 else f"share of {digest.runs:,} runs"
        note = "States in the order in which half of their runs have them inside." if digest.runs > 1 else ""
        if alliance.left_out:
            note = f"{note} The {len(alliance.rows)} that belong most often; {alliance.left_out} more belong at times.".strip()
        parts.append(figure(what, unit, legend + picture, note, table))
        return "".join(parts)

    return by_alliance(digest, make)


def shares_table(digest: Digest, alliance: Alliance) -> str:
    """Shares of runs at a few dates, at the last with its interval."""
    dates, last = thin(len(digest.columns), 8), digest.at_the_end(alliance)
    rows = []
    for row in alliance.rows:
        cells = [figures.shown(alliance.share[row, n], True) for n in dates]
        interval = "–"
        if digest.state_ids[row] in last.index:
            low, high = last.loc[digest.state_ids[row], ["low", "high"]]
            interval = f"{figures.shown(low, True)} to {figures.shown(high, True)}"
        rows.append([digest.states[row], *cells, *([interval] if digest.runs > 1 else [])])
    head = ["state", *(digest.columns[n].isoformat() for n in dates), *(["95 % interval"] if digest.runs > 1 else [])]
    return figures.table(head, rows, f"Share of runs in which a state belongs to {alliance.name}"
                         + ("; interval: Wilson's, of the last" if digest.runs > 1 else ""))


def cohesion(digest: Digest, numbers) -> str:
    held = [alliance.series["cohesion"] for alliance in digest.alliances if "cohesion" in alliance.series]
    if not held:
        return ""
    axis = Axis.around([value for each in held for value in (*each.low, *each.high)] + [1.0])

    def make(place: int, alliance: Alliance) -> str:
        if "cohesion" not in alliance.series:
            return ""
        meaning, _ = told(digest, "cohesion")
        return figure("Cohesion", "0 to 1", one_curve(digest, numbers, place, alliance, "cohesion", axis),
                      f"{escape(meaning)} {bands_text(digest)}",
                      series_table(digest, alliance, ["cohesion"], f"Cohesion of {alliance.name}"))

    return by_alliance(digest, make)


def burden(digest: Digest, numbers) -> str:
    def make(place: int, alliance: Alliance) -> str:
        if "burden" not in alliance.series:
            return ""
        drawn = [(short(alliance), colour(place), alliance.series["burden"])]
        states = digest.state_series
        if "burden" in states:
            size = [np.nanmax(states["gdp"][row].middle, initial=0) if "gdp" in states else 0 for row in alliance.rows]
            largest = alliance.rows[np.argsort(-np.array(size), kind="stable")[:LINES]]
            drawn += [(digest.state_ids[row], f"s{n}", states["burden"][row]) for n, row in enumerate(largest)
                      if not states["burden"][row].is_empty()]
        axis = Axis.around([value for _, _, each in drawn for value in (*each.low, *each.high)], zero=True, percent=True)
        lines = figures.curve(numbers, f"burden:{alliance.id}", digest.along, drawn, axis,
                              f"defence spending of {alliance.name} and its largest members over time; the table below has the numbers",
                              single=digest.runs == 1, inner=False, classes="named")
        sample = sampled(digest, " States: ")
        over_time = figure("Defence spending", "percent of GDP", lines, f"{short(alliance)}: all members together; states: the largest by GDP. "
                           + ("" if digest.runs == 1 else "Band: middle 90 %." + sample),
                           series_table(digest, alliance, ["burden"], f"Defence spending of {alliance.name}, percent of GDP"))
        return f'<div class="pair">{over_time}{sharing(digest, numbers, place, alliance)}</div>'

    return by_alliance(digest, make)


def burdens_of_states(digest: Digest) -> dict | None:
    """The median burden of every state that ever belongs, for the script."""
    if not digest.runs or "burden" not in digest.state_series:
        return None
    kept = thin(len(digest.dates), STATE_DATES)
    span = digest.years[-1] - digest.years[0] or 1.0
    rows = sorted({int(row) for alliance in digest.alliances for row in alliance.rows})
    return {"x": [round(1000 * float(year - digest.years[0]) / span) for year in digest.years[kept]],
            "states": {digest.state_ids[row]: figures.brief(digest.state_series["burden"][row].middle[kept], 3) for row in rows}}


def sharing(digest: Digest, numbers, place: int, alliance: Alliance) -> str:
    """Burden against GDP at the last date at which there were many members."""
    states = digest.state_series
    if not {"burden", "gdp"} <= states.keys():
        return ""
    column = int(np.flatnonzero(np.nansum(alliance.share, axis=0) >= 0.5 * np.nansum(alliance.share, axis=0).max())[-1])
    date = int(np.argmin(np.abs(digest.years - digest.column_years[column])))
    rows = [row for row in alliance.rows if alliance.share[row, column] >= 0.5
            and np.isfinite(states["burden"][row].middle[date]) and states["gdp"][row].middle[date] > 0]
    if len(rows) < 3:
        return ""
    gdp, share = (np.array([states[name][row].middle[date] for row in rows]) for name in ("gdp", "burden"))
    picture = figures.points(numbers, f"sharing:{alliance.id}", gdp, share, [digest.states[row] for row in rows],
                             [digest.state_ids[row] for row in rows], [colour(place)] * len(rows), Axis.around(gdp, log=True),
                             Axis.around(share, zero=True, percent=True),
                             f"defence spending against GDP of {len(rows)} members of {alliance.name}", ["GDP", "defence spending"])
    when = digest.dates[date].isoformat()
    correlation = ""
    if "exploitation" in alliance.series and np.isfinite(alliance.series["exploitation"].middle[date]):
        each = alliance.series["exploitation"]
        around = "" if digest.runs == 1 else f" (middle 90 %: {figures.shown(each.low[date])} to {figures.shown(each.high[date])})"
        correlation = (f" Rank correlation {figures.shown(each.middle[date])}{around}: positive where the small ride free on the great "
                       "(Olson &amp; Zeckhauser 1966).")
    body = [[digest.states[row], figures.shown(a), figures.shown(b, True)] for row, a, b in zip(rows, gdp, share)]
    return figure("Who carries it", f"percent of GDP, by GDP in billion USD (logarithmic), {when}", picture,
                  ("Medians of the members in at least half of the runs." if digest.runs > 1 else "") + correlation,
                  figures.table(["state", "GDP, billion USD", "burden"], body, f"Burden and GDP of members of {alliance.name}, {when}"))


def reasons(digest: Digest, numbers) -> str:
    def make(place: int, alliance: Alliance) -> str:
        frame = digest.reasons(alliance)
        if frame is None:
            return ""
        largest = frame.loc[frame["share"].abs().nlargest(MOST_REASONS).index].sort_values("share")
        names = [name.replace("_", " ") for name in largest["feature"]]
        axis = Axis.around([0, *largest["share"], *largest["low"].dropna(), *largest["high"].dropna()], zero=True)
        events = frame.attrs["events"]
        picture = figures.bars(numbers, f"why:{alliance.id}", names, largest["share"].to_numpy(), largest["low"].to_numpy(),
                               largest["high"].to_numpy(), axis, f"mean shares of utility when members left {alliance.name}",
                               colour=colour(place), about=list(largest["about"]))
        interval = " Lines: 95 % intervals of the mean, by resampling whole runs." if digest.runs > 1 else ""
        rows = [[name, figures.shown(a), figures.shown(b), figures.shown(c), about]
                for name, a, b, c, about in zip(names, largest["share"], largest["low"], largest["high"], largest["about"])]
        return figure(f"Why members left {short(alliance)}", f"mean share of the utility of staying, {events:,} exits", picture,
                      f"What lies left of zero pushed out, what lies right held.{interval}{sampled(digest)}",
                      figures.table(["reason", "share", "low", "high", "meaning"], rows, f"Why members left {alliance.name}"))

    return by_alliance(digest, make)


def stability(digest: Digest, numbers) -> str:
    def make(place: int, alliance: Alliance) -> str:
        held = [name for name in SMALL if name in alliance.series]
        if not held:
            return ""
        parts = []
        for name in held:
            each = alliance.series[name]
            axis = Axis.around([*each.low, *each.high], zero=name in ("power", "effective_members", "burden_gini"))
            meaning, unit = told(digest, name)
            parts.append(figure(TITLES.get(name, name.replace("_", " ").capitalize()), unit, one_curve(digest, numbers, place, alliance, name, axis, height="9rem"),
                                escape(meaning)))
        more = series_table(digest, alliance, held, f"Stability of {alliance.name}")
        return f'<div class="small">{"".join(parts)}</div><p class="note">{bands_text(digest)}</p>{pivotal(digest, numbers, place, alliance)}{more}'

    return by_alliance(digest, make)


def pivotal(digest: Digest, numbers, place: int, alliance: Alliance) -> str:
    """Whom the alliance can least miss, as a share of runs."""
    rows = [row for row in alliance.pivotal if np.nanmax(alliance.pivotal[row], initial=0) >= 0.02]
    if not rows:
        return ""
    share = np.array([alliance.pivotal[row] for row in rows])
    picture = figures.belonging(numbers, f"pivotal:{alliance.id}", digest.along, share, range(len(rows)),
                                [digest.states[row] for row in rows], [digest.state_ids[row] for row in rows], colour(place),
                                f"share of runs in which a state is pivotal in {alliance.name}, by date")
    meaning, _ = told(digest, "pivotal_state")
    return figure("Pivotal member", "" if digest.runs == 1 else "share of runs that have one", picture, escape(meaning))
