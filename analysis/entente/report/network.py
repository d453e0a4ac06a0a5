"""A picture of blocs: alliances stand still, states are drawn to those to which they belong and keep apart."""

import numpy as np

ROUNDS = 40  # a date; the first takes more
ASPECT = 0.8  # of the picture: its height over its width


def hubs(count: int) -> np.ndarray:
    """Places of the alliances: the middle, the two sides, or the corners of a polygon."""
    if count == 1:
        return np.array([[0.5, 0.5]])
    angle = np.pi + 2 * np.pi * np.arange(count) / count
    return 0.5 + np.c_[0.3 * np.cos(angle), (0.0 if count == 2 else 0.27) * np.sin(angle)]


def outside(count: int) -> np.ndarray:
    """Places of states that belong to nothing: around the edge, in the order of their ids."""
    angle = np.pi / 2 + 2 * np.pi * np.arange(count) / max(count, 1)
    return 0.5 + np.c_[0.47 * np.cos(angle), 0.46 * np.sin(angle)]


def gap(count: int) -> float:
    """How far states keep apart."""
    return min(0.085, 0.68 / np.sqrt(max(count, 1)))


def layout(share: np.ndarray, previous: np.ndarray | None = None, present: np.ndarray | None = None) -> np.ndarray:
    """Places (state, 2) for the shares (alliance, state) of one date, near the previous date's.

    States move to the mean of their alliances, weighted by the probability of belonging; what is left of it draws them
    to the edge. Then they push one another away, and off the alliances' names.
    """
    alliances, states = share.shape
    centres, edge = hubs(alliances), outside(states)
    present = np.ones(states, bool) if present is None else present
    free = np.clip(1 - share.max(axis=0, initial=0), 0, 1)
    weight = share.sum(axis=0) + free
    target = (share.T @ centres + free[:, None] * edge) / np.maximum(weight, 1e-9)[:, None]
    place = edge * 0.3 + target * 0.7 if previous is None else previous.copy()
    room, both = gap(int(present.sum())), present[:, None] & present[None]
    for pull in [0.12] * (ROUNDS if previous is not None else 3 * ROUNDS) + [0.0] * ROUNDS:
        place += pull * (target - place)
        place += 0.45 * pushes(place, place, room, both)
        place += 0.5 * pushes(place, centres, 1.15 * room, present[:, None])
        place = place.clip(0.04, 0.96)
    return place


def pushes(place: np.ndarray, others: np.ndarray, room: float, between: np.ndarray) -> np.ndarray:
    """How far each place is pushed by the others that are nearer than `room`, as seen in the picture."""
    apart = place[:, None] - others[None]
    distance = np.hypot(apart[:, :, 0], ASPECT * apart[:, :, 1])
    lacking = np.where(between & (distance > 0), np.clip(room - distance, 0, None) / np.maximum(distance, 1e-6), 0.0)
    return (lacking[:, :, None] * apart).sum(axis=1)
