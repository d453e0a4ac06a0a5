"""Pictures whose shapes stretch with the page and whose words do not: SVG paths in a square of 1000, labels in HTML.

Colours are classes (`c0`, `c1`, …), so that the style sheet alone knows light, dark and print.
"""

import math
from html import escape

SIDE = 1000


def place(fraction: float) -> str:
    """A coordinate in the square, as short as it can be."""
    return f"{fraction * SIDE:.1f}".removesuffix(".0")


def percent(fraction: float) -> str:
    """The same for HTML's labels."""
    return f"{100 * fraction:.2f}".rstrip("0").rstrip(".") + "%"


def pieces(*columns) -> list[list[tuple]]:
    """Rows of the columns, cut where one of them is not finite."""
    found, piece = [], []
    for row in zip(*columns):
        if all(math.isfinite(value) for value in row):
            piece.append(row)
        elif piece:
            found.append(piece)
            piece = []
    return found + [piece] if piece else found


def line_path(x, y) -> str:
    """A line through places between 0 and 1; a lone point is a line of no length."""
    parts = []
    for piece in pieces(x, y):
        points = [f"{SIDE * a:.0f} {SIDE * (1 - b):.0f}" for a, b in piece]
        parts.append("M" + "L".join(points) + ("h0" if len(points) == 1 else ""))
    return "".join(parts)


def band_path(x, low, high) -> str:
    """The area between two lines."""
    parts = []
    for piece in pieces(x, low, high):
        upper = [f"{SIDE * a:.0f} {SIDE * (1 - c):.0f}" for a, _, c in piece]
        lower = [f"{SIDE * a:.0f} {SIDE * (1 - b):.0f}" for a, b, _ in reversed(piece)]
        parts.append("M" + "L".join(upper + lower) + "Z")
    return "".join(parts)


def path(data: str, *classes: str, **attributes) -> str:
    """One path element; nothing of no data."""
    if not data:
        return ""
    more = "".join(f' {name.replace("_", "-")}="{escape(str(value), quote=True)}"' for name, value in attributes.items())
    return f'<path class="{" ".join(classes)}"{more} d="{data}"/>'


def svg(body: str, label: str) -> str:
    """The stretched square; `label` is what a screen reader says instead of it."""
    return (f'<svg viewBox="0 0 {SIDE} {SIDE}" preserveAspectRatio="none" role="img" '
            f'aria-label="{escape(label, quote=True)}">{body}</svg>')


def grid(ticks: list[tuple[float, str]], upright: bool = False) -> str:
    """Hairlines at the ticks."""
    data = "".join(f"M{place(at)} 0V{SIDE}" if upright else f"M0 {place(1 - at)}H{SIDE}" for at, _ in ticks)
    return path(data, "grid")


def labels(ticks: list[tuple[float, str]], axis: str) -> str:
    """An axis' labels; every second one may go where there is little room."""
    side = "left" if axis == "x" else "bottom"
    spans = "".join(
        f'<span{"" if n % 2 == 0 else " class=minor"} style="{side}:{percent(at)}">{escape(text)}</span>'
        for n, (at, text) in enumerate(ticks))
    return f'<div class="{axis}-axis" aria-hidden="true">{spans}</div>'


def plot(body: str, label: str, *, x_ticks=(), y_ticks=(), classes: str = "", height: str = "", inside: str = "",
         key: str = "", style: str = "") -> str:
    """A picture with its axes; `key` names its numbers for the script, `inside` is HTML laid over the shapes."""
    style = f"--height:{height}" if height else style
    style = f' style="{style}"' if style else ""
    data = f' data-chart="{escape(key, quote=True)}"' if key else ""
    return (f'<div class="plot {classes}"{style}{data}><div class="canvas">{svg(body, label)}{inside}</div>'
            f"{labels(list(y_ticks), 'y') if y_ticks else ''}{labels(list(x_ticks), 'x') if x_ticks else ''}</div>")
