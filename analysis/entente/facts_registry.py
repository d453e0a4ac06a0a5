"""What a stylised fact is."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

FACTOR = 1.5
"""A number without an interval of its own counts as met within this factor."""


@dataclass(frozen=True)
class Fact:
    """A number that the model is held against.

    ``measure(panel, *arguments)`` gives it with its standard error; None: the model lacks what it
    would take. ``sign``: that a ratio is above 1 (1) or below (-1) is part of the fact.
    """

    name: str
    row: str
    target: float | None
    words: str
    measure: Callable | None
    arguments: tuple = ()
    within: tuple | None = None
    sign: int = 0
    lacks: str = ""

    def of(self, panel) -> tuple:
        """Value and standard error; NaN where it cannot be told."""
        return (np.nan, np.nan) if self.measure is None else self.measure(panel, *self.arguments)

    @property
    def bounds(self) -> tuple:
        """What counts as met: a factor on the target, the stated interval, or what both cover."""
        if self.target is None:
            return self.within or ((1.0, np.inf) if self.sign > 0 else (0.0, 1.0))
        low, high = self.within or (self.target, self.target)
        return min(low, self.target / FACTOR), max(high, self.target * FACTOR)

    @property
    def standard_error(self) -> float | None:
        """Of the target, as if what counts as met were its 95 % interval; None without a target."""
        low, high = self.bounds
        return None if self.target is None else (high - low) / (2 * 1.96)

    def verdict(self, value: float, error: float = 0.0) -> str:
        """``met``, ``missed``, ``wrong direction``, ``not shown`` (a direction within two standard
        errors), or ``not measured``."""
        if not np.isfinite(value):
            return "not measured"
        if self.sign and self.sign * (value - 1.0) <= 0:
            return "wrong direction"
        if self.sign and np.isfinite(error) and abs(value - 1.0) < 2 * error:
            return "not shown"
        low, high = self.bounds
        return "met" if low <= value <= high else "missed"
