"""The page's pictures: each returns HTML that needs no script, and leaves the numbers that a script shows on hovering."""

from dataclasses import dataclass
from html import escape

import numpy as np

from .axes import Axis, number, year_ticks
from .belonging import runs_of_equal
from .drawing import band_path, grid, line_path, path, percent, place, plot
from .spread import Spread

LEVELS = 10  # of shading


@dataclass(frozen=True)
class Along:
    """What lies along the bottom of a picture: places from 0 to 1, what each is called, and the ticks."""

    name: str
    x: np.ndarray
    labels: list[str]
    ticks: list[tuple[float, str]]

    @classmethod
    def time(cls, name: str, years, dates) -> "Along":
        low, high = float(years[0]), float(years[-1])
        x = (np.asarray(years, float) - low) / ((high - low) or 1.0)
        return cls(name, x, [str(day) for day in dates], year_ticks(low, high) if high > low else [])


class Numbers:
    """What the script knows of each picture, by key; what many share along the bottom is told once."""

    def __init__(self):
        self.charts, self.along = {}, {}

    def add(self, key: str, along: Along | None = None, **told) -> str:
        if along:
            self.along[along.name] = {"x": [round(1000 * float(value)) for value in along.x], "labels": along.labels}
            told["along"] = along.name
        self.charts[key] = told
        return key


def brief(values, digits: int = 4) -> list:
    """Numbers for the script: as many digits as a reader sees, null for none."""
    return [None if not np.isfinite(value) else float(f"{float(value):.{digits}g}") for value in np.asarray(values, float)]


def curve(numbers: Numbers, key: str, along: Along, drawn: list[tuple[str, str, Spread]], axis: Axis, label: str, *,
          single: bool = False, inner: bool = True, count: bool = True, height: str = "", classes: str = "") -> str:
    """Medians with their bands; `drawn` are the name, the colour's class and the spread of each line."""
    at = np.vectorize(axis.at, otypes=[float])
    bands, lines, names = [], [], []
    for name, colour, each in drawn:
        y = at(each.middle)
        if not single:
            bands.append(path(band_path(along.x, at(each.low), at(each.high)), "band", colour))
            if inner:
                bands.append(path(band_path(along.x, at(each.quantiles[1]), at(each.quantiles[3])), "band", "inner", colour))
        lines.append(path(line_path(along.x, y), "line", colour))
        names.append((name, colour, y[np.flatnonzero(np.isfinite(y))[-1]]))
    most = max(int(each.runs.max(initial=0)) for _, _, each in drawn)
    series = []
    for name, colour, each in drawn:
        told = {"name": name, "colour": colour, "middle": brief(each.middle)}
        if not single:
            told |= {"low": brief(each.low), "high": brief(each.high)}
        if count and each.runs.min() < most:
            told["runs"] = [int(count) for count in each.runs]
        series.append(told)
    numbers.add(key, along, type="curve", low=axis.low, high=axis.high, percent=axis.percent, series=series)
    y_ticks = axis.ticks()
    return plot(grid(y_ticks) + "".join(bands + lines), label, x_ticks=along.ticks, y_ticks=y_ticks, height=height, key=key,
                classes=f"curve {classes}", inside=end_names(names) if len(names) > 1 else "")


def end_names(names: list[tuple[str, str, float]]) -> str:
    """Names at the ends of lines, pushed apart so that none covers another."""
    if not names:
        return ""
    gap, placed = 0.085, []
    for name, colour, y in sorted(names, key=lambda each: each[2]):
        placed.append([name, colour, max(y, placed[-1][2] + gap) if placed else y])
    over = placed[-1][2] - 1.0
    for each in reversed(placed):
        if over <= 0:
            break
        each[2] -= over
        over = min(over, over)
    spans = "".join(f'<span class="{colour}" style="bottom:{percent(y)}">{escape(name)}</span>' for name, colour, y in placed)
    return f'<div class="end-names" aria-hidden="true">{spans}</div>'


def belonging(numbers: Numbers, key: str, along: Along, share: np.ndarray, rows, names: list[str], ids: list[str], colour: str,
              label: str) -> str:
    """One row a state: the darker, the more runs have it inside."""
    edges = np.r_[along.x, 1.0]
    step, inset = 1 / len(rows), 0.1 / len(rows)
    shades, told = [[] for _ in range(LEVELS + 1)], []
    for n, row in enumerate(rows):
        cells = runs_of_equal(share[row])
        told.append({"id": ids[row], "name": names[row], "cells": cells})
        for begin, end, level, in merged(cells):
            left, right = place(edges[begin]), place(edges[end] - edges[begin])
            shades[level].append(f"M{left} {place(n * step + inset)}h{right}v{place(step - 2 * inset)}h-{right}z")
    body = "".join(path("".join(parts), "cell", colour, f"p{level}") for level, parts in enumerate(shades) if parts)
    numbers.add(key, along, type="belonging", rows=told)
    spans = "".join(f'<span data-state="{escape(ids[row], quote=True)}" style="top:{percent((n + 0.5) * step)}">{escape(names[row])}</span>'
                    for n, row in enumerate(rows))
    return plot(grid(along.ticks, upright=True) + body, label, x_ticks=along.ticks, height=f"{max(len(rows), 2) * 1.06:.2f}rem", key=key,
                classes="belonging", inside=f'<div class="rows" aria-hidden="true">{spans}</div>')


def merged(cells: list[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """Cells as shades of ten percent, neighbours of the same shade joined."""
    found = []
    for begin, end, whole in cells:
        level = -(-whole * LEVELS // 100)
        if found and found[-1][1] == begin and found[-1][2] == level:
            found[-1] = (found[-1][0], end, level)
        else:
            found.append((begin, end, level))
    return found


def key_of_shades(colour: str) -> str:
    """The legend of `belonging`."""
    steps = "".join(f'<i class="cell {colour} p{level}"></i>' for level in range(1, LEVELS + 1))
    return f'<p class="shades"><span>&gt; 0</span>{steps}<span>100 % of the runs</span></p>'


def points(numbers: Numbers, key: str, x, y, names, ids, colours, x_axis: Axis, y_axis: Axis, label: str, titles) -> str:
    """A scatter of states; the largest carry their ids."""
    shapes, marks, told = [], [], []
    named = apart([x_axis.at(value) for value in x], [y_axis.at(value) for value in y])
    for n in range(len(x)):
        left, up = x_axis.at(x[n]), y_axis.at(y[n])
        shapes.append(path(f"M{place(left)} {place(1 - up)}h0", "dot", colours[n], data_row=n))
        told.append({"id": ids[n], "name": names[n], "x": round(1000 * left), "y": round(1000 * (1 - up)),
                     "values": brief([x[n], y[n]])})
        if n in named:
            marks.append(f'<span style="left:{percent(left)};bottom:{percent(up)}">{escape(ids[n])}</span>')
    numbers.add(key, type="points", points=told, titles=titles, percent=y_axis.percent)
    y_ticks, x_ticks = y_axis.ticks(), x_axis.ticks()
    return plot(grid(y_ticks) + grid(x_ticks, upright=True) + "".join(shapes), label, x_ticks=x_ticks, y_ticks=y_ticks, key=key,
                classes="points", inside=f'<div class="marks" aria-hidden="true">{"".join(marks)}</div>')


def apart(x: list[float], y: list[float]) -> set[int]:
    """The points that can carry a name without covering another's: those farthest to the right and to the top first."""
    named = []
    for n in sorted(range(len(x)), key=lambda n: -max(x[n], y[n])):
        if all(abs(x[n] - x[m]) > 0.11 or abs(y[n] - y[m]) > 0.075 for m in named):
            named.append(n)
    return set(named[:14])


def network(key: str, share: np.ndarray, places: np.ndarray, hub_places: np.ndarray, hub_names: list[str],
            ids: list[str], label: str, gap: float) -> str:
    """Alliances and their members: a line where a state belongs in at least 5 % of the runs, the stronger the likelier."""
    lines, dots, words = [], [], []
    for hub in range(len(share)):
        for state in np.flatnonzero(share[hub] >= 0.05):
            a, b = hub_places[hub], places[state]
            lines.append(path(f"M{place(a[0])} {place(a[1])}L{place(b[0])} {place(b[1])}", "tie", f"c{hub}",
                              style=f"opacity:{0.1 + 0.4 * share[hub, state]:.2f}"))
    for state, inside in enumerate(share.T):
        if inside.max() < 0.05:
            continue
        point = "M{} {}h0".format(*(place(at) for at in places[state]))
        likely = np.flatnonzero(inside >= 0.5)
        first = likely[0] if len(likely) else inside.argmax()
        dots += [path(point, "dot second", f"c{likely[1]}")] if len(likely) > 1 else []
        dots += [path(point, "dot", f"c{first}")] + ([] if len(likely) else [path(point, "hole")])
        left, top = places[state]
        words.append(f'<span class="state c{first}{"" if len(likely) else " weak"}" style="left:{percent(left)};top:{percent(top)}">{escape(ids[state])}</span>')
    for hub, name in enumerate(hub_names):
        left, top = hub_places[hub]
        words.append(f'<span class="hub c{hub}" style="left:{percent(left)};top:{percent(top)}">{escape(name)}</span>')
    return plot("".join(lines) + "".join(dots), label, key=key, classes="network", style=f"--gap:{gap:.4f}",
                inside=f'<div class="nodes" aria-hidden="true">{"".join(words)}</div>')


def bars(numbers: Numbers, key: str, names: list[str], middle, low, high, axis: Axis, label: str, *, colour: str = "c0",
         digits: float = 0.01, about: list[str] = ()) -> str:
    """Means as dots from the line at zero, with their intervals; one row a name."""
    step, shapes = 1 / len(names), []
    zero = axis.at(0.0) if axis.low <= 0 <= axis.high else 0.0
    for n in range(len(names)):
        y = place((n + 0.5) * step)
        if not np.isfinite(middle[n]):
            continue
        shapes.append(path(f"M{place(zero)} {y}H{place(axis.at(middle[n]))}", "bar", colour))
        if np.isfinite(low[n]) and np.isfinite(high[n]):
            shapes.append(path(f"M{place(axis.at(max(low[n], axis.low)))} {y}H{place(axis.at(min(high[n], axis.high)))}", "interval"))
        shapes.append(path(f"M{place(axis.at(middle[n]))} {y}h0", "dot", colour))
    numbers.add(key, type="bars", rows=[{"name": name, "about": about[n] if about else "", "values": brief([low[n], middle[n], high[n]])}
                                        for n, name in enumerate(names)])
    spans = "".join(f'<span style="top:{percent((n + 0.5) * step)}">{escape(name)}</span>' for n, name in enumerate(names))
    ticks = axis.ticks(5)
    rule = path(f"M{place(zero)} 0V1000", "zero")
    return plot(grid(ticks, upright=True) + rule + "".join(shapes), label, x_ticks=ticks, height=f"{len(names) * 1.5 + 0.3:.1f}rem",
                key=key, classes="bars", inside=f'<div class="rows" aria-hidden="true">{spans}</div>')


def table(head: list[str], rows: list[list], caption: str) -> str:
    """Numbers behind a picture, for those who cannot see it or want to copy them."""
    top = "".join(f'<th scope="col">{escape(word)}</th>' for word in head)
    body = "".join("<tr>" + "".join(f'<th scope="row">{escape(str(cell))}</th>' if n == 0 else f"<td>{escape(str(cell))}</td>"
                                    for n, cell in enumerate(row)) + "</tr>" for row in rows)
    return (f'<details class="numbers"><summary>Numbers</summary><div class="scroll" tabindex="0" role="region" '
            f'aria-label="{escape(caption, quote=True)}"><table><caption>{escape(caption)}</caption>'
            f"<thead><tr>{top}</tr></thead><tbody>{body}</tbody></table></div></details>")


def shown(value: float, as_percent: bool = False) -> str:
    """A value in a table: two decimals, or percent with one."""
    if not np.isfinite(value):
        return "–"
    return number(100 * value, 0.1) + " %" if as_percent else number(value, 0.01)
