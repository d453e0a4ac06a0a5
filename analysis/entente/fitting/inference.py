"""How sure fitted parameters are, and whether the model fits at all."""

from dataclasses import dataclass

import numpy as np
from scipy import stats

from ..errors import ResultError


@dataclass(frozen=True)
class Inference:
    """Of parameters on the scale of the search.

    Attributes
    ----------
    covariance : ndarray, (k, k)
    j, degrees, p : float, int, float
        The J test; NaN without a moment more than parameters.
    weakest : ndarray, (k,)
        The direction that the moments tell least of.
    condition : float
        How many times less they tell of it than of the best known direction; infinite: nothing.
    """

    covariance: np.ndarray
    j: float
    degrees: int
    p: float
    weakest: np.ndarray
    condition: float


def infer(slopes: np.ndarray, residuals: np.ndarray, simulation: np.ndarray) -> Inference:
    """The sandwich formula and the J test (Hansen 1982; Newey 1985; McFadden 1989).

    Residuals are in standard errors of the targets, so the weights are one, and their variance is the
    unit matrix, of the data, and that of the simulation: with D the slopes and V = I + S,
    (D'D)^-1 D'VD (D'D)^-1. What is left of the residuals after the fit has the variance MVM with
    M = I - D (D'D)^-1 D', whose generalised inverse weighs them in J, of q - k degrees of freedom.

    Parameters
    ----------
    slopes : ndarray, (q, k)
    residuals : ndarray, (q,)
    simulation : ndarray, (q, q)
        Covariance of simulated moments, in standard errors of the targets.
    """
    moments, parameters = slopes.shape
    if moments < parameters:
        raise ResultError(f"{moments} moments cannot tell {parameters} parameters.")
    _, sizes, directions = np.linalg.svd(slopes, full_matrices=False)
    variance = np.eye(moments) + simulation
    inverse = np.linalg.pinv(slopes, rcond=1e-9)
    covariance = inverse @ variance @ inverse.T
    left = np.eye(moments) - slopes @ inverse
    degrees = moments - parameters
    j = p = np.nan
    if degrees:
        values, vectors = np.linalg.eigh(left @ variance @ left.T)
        kept = slice(parameters, None)  # ascending: as many are zero as there are parameters
        j = float((((vectors.T @ residuals) ** 2)[kept] / values[kept]).sum())
        p = float(stats.chi2.sf(j, degrees))
    condition = float(sizes[0] / sizes[-1]) if sizes[-1] > 0 else np.inf
    return Inference(covariance, j, degrees, p, directions[-1], condition)


def jackknife(estimates: np.ndarray) -> np.ndarray:
    """Covariance of moments from estimates that leave out one of equal groups of runs each, (groups, q)
    (Tukey 1958; Shao & Tu 1995)."""
    groups = len(estimates)
    away = estimates - estimates.mean(axis=0)
    return (groups - 1) / groups * away.T @ away
