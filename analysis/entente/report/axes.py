"""Scales and ticks: from values to places between 0 and 1, and to the few round numbers that an axis shows."""

import math
from dataclasses import dataclass
from datetime import date


def decimal_year(day: date) -> float:
    """1949-07-02 is about 1949.5."""
    start = date(day.year, 1, 1).toordinal()
    end = start + (366 if (day.year % 4 == 0 and (day.year % 100 or day.year % 400 == 0)) else 365)
    return day.year + (day.toordinal() - start) / (end - start)


def round_step(span: float, count: int) -> float:
    """The step of 1, 2 or 5 times a power of ten that cuts a span into about `count` parts."""
    raw = span / max(count, 1)
    magnitude = 10.0 ** math.floor(math.log10(raw))
    return min((1, 2, 5, 10), key=lambda factor: abs(math.log(factor * magnitude / raw))) * magnitude


def number(value: float, step: float = 0.0) -> str:
    """A number as a reader expects it: a thousands' comma, a true minus, the decimals that the step needs."""
    if step:
        decimals = max(0, -math.floor(math.log10(step) + 1e-9))
    else:
        decimals = 0 if value == round(value) or abs(value) >= 100 else 1 if abs(value) >= 10 else 2
    text = f"{value:,.{decimals}f}"
    return (text.replace("-", "\N{MINUS SIGN}") if float(text.replace(",", "")) else text.lstrip("-"))


@dataclass(frozen=True)
class Axis:
    """One direction of a picture: its ends, and whether it counts in logarithms or percent."""

    low: float
    high: float
    log: bool = False
    percent: bool = False
    whole: bool = False

    @classmethod
    def around(cls, values, *, zero: bool = False, percent: bool = False, log: bool = False, whole: bool = False) -> "Axis":
        """Ends at round numbers around the finite values; with `zero`, from or to 0."""
        finite = [float(value) for value in values if math.isfinite(value) and (not log or value > 0)]
        low, high = (min(finite), max(finite)) if finite else (0.0, 1.0)
        if log:
            return cls(low / 1.5, high * 1.25, True, percent)
        if zero:
            low, high = min(low, 0.0), max(high, 0.0)
        if high - low < 1e-9 * max(1.0, abs(high)):
            low, high = low - (0.0 if zero and low == 0 else 0.5), high + 0.5
        step = round_step(high - low, 4)
        return cls(math.floor(low / step + 1e-9) * step, math.ceil(high / step - 1e-9) * step, False, percent, whole)

    def at(self, value: float) -> float:
        """Where a value lies: 0 at the low end, 1 at the high one."""
        if self.log:
            return math.log(value / self.low) / math.log(self.high / self.low)
        return (value - self.low) / (self.high - self.low)

    def ticks(self, count: int = 4) -> list[tuple[float, str]]:
        """Places and labels of round numbers."""
        if self.log:
            return self._log_ticks()
        span = (self.high - self.low) * (100 if self.percent else 1)
        step = round_step(span, count)
        if self.whole:
            step = max(step, 1.0)
        unit = 100 if self.percent else 1
        first = math.ceil(self.low * unit / step - 1e-9)
        last = math.floor(self.high * unit / step + 1e-9)
        return [(self.at(n * step / unit), number(n * step, step) + ("\N{NARROW NO-BREAK SPACE}%" if self.percent else ""))
                for n in range(first, last + 1)]

    def _log_ticks(self) -> list[tuple[float, str]]:
        decades = math.log10(self.high / self.low)
        factors = (1,) if decades > 3 else (1, 3) if decades > 1.5 else (1, 2, 5)
        found = []
        for power in range(math.floor(math.log10(self.low)), math.ceil(math.log10(self.high)) + 1):
            for factor in factors:
                value = factor * 10.0**power
                if self.low <= value <= self.high:
                    found.append((self.at(value), number(value, min(1.0, 10.0**power))))
        return found


def year_ticks(low: float, high: float, count: int = 8) -> list[tuple[float, str]]:
    """Places and labels of round years; of months where the span is short."""
    if high - low < 4:
        months = max(1, min((1, 2, 3, 6), key=lambda size: abs((high - low) * 12 / size - count)))
        first, last = math.ceil(low * 12 - 1e-6), math.floor(high * 12 + 1e-6)
        return [((n / 12 - low) / (high - low), f"{n // 12}-{n % 12 + 1:02d}") for n in range(first, last + 1) if n % months == 0]
    step = max(1.0, round_step(high - low, count))
    first, last = math.ceil(low / step - 1e-6), math.floor(high / step + 1e-6)
    return [((n * step - low) / (high - low), f"{n * step:.0f}") for n in range(first, last + 1)]
