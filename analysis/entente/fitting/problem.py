"""What is fitted to what."""

import math
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np


@dataclass(frozen=True)
class Parameter:
    """What is fitted, and its range; the search sees it between 0 and 1 on its scale."""

    name: str
    path: str
    low: float
    high: float
    is_log: bool
    start: float

    def scaled(self, value):
        return np.log(value) if self.is_log else value

    @property
    def range(self) -> float:
        return self.scaled(self.high) - self.scaled(self.low)

    def to_unit(self, value) -> float:
        return float((self.scaled(value) - self.scaled(self.low)) / self.range)

    def from_unit(self, unit) -> float:
        """Its value; rounded to twelve digits, so that it is the same typed."""
        scaled = self.scaled(self.low) + unit * self.range
        value = math.exp(scaled) if self.is_log else float(scaled)
        return float(f"{min(max(value, self.low), self.high):.12g}")


@dataclass(frozen=True)
class Target:
    """A moment of the data, and what computes it of a result."""

    name: str
    function: object
    scenario: str
    value: float
    error: float
    is_tolerance: bool
    until: int
    source: str


@dataclass
class Problem:
    """A fit as its file has it.

    Attributes
    ----------
    scenarios : dict
        Resolved documents by name, as they are simulated.
    files : dict
        Where they stand.
    digest : str
        SHA-256 of all that the result depends on but the program and the number of iterations.
    """

    file: Path
    document: dict
    scenarios: dict
    files: dict
    parameters: list
    targets: list
    runs: int
    seed: int
    scan: int
    iterations: int
    until: int
    notes: list = field(default_factory=list)
    digest: str = ""

    @property
    def title(self) -> str:
        return self.document.get("title", self.file.stem)

    def values(self, unit: np.ndarray) -> np.ndarray:
        """Points of the unit cube as values of the parameters."""
        return np.array([[p.from_unit(u) for p, u in zip(self.parameters, row)] for row in unit])
