"""Levenberg-Marquardt over many moments at once: every moment has its own step and its own damping."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from hipwise.figure.contact.jacobian import Moment, moment_of
from hipwise.figure.contact.residual import Residual
from hipwise.figure.contact.stance import UNKNOWNS, Stance
from hipwise.figure.pose import Array

_ITERATIONS = 60
_FIRST_DAMPING = 1e-2
# A moment is done when a step moves nothing by more than this share of what is good enough.
_STILL = 1e-3


def solve(start: Stance, residuals: Sequence[Residual], good: Array, iterations: int = _ITERATIONS) -> Stance:
    """The stance near `start` that makes the residuals least. `good` (UNKNOWNS,) scales the unknowns."""
    here, moment = start, moment_of(start)
    count = len(start)
    damping = np.full(count, _FIRST_DAMPING)
    hessian, slope, cost = _normal(moment, residuals, good)
    for _ in range(iterations):
        damped = hessian + damping[:, None, None] * np.eye(UNKNOWNS)
        step = -np.linalg.solve(damped, slope[..., None])[..., 0]
        tried = here.moved(step * good)
        tried_moment = moment_of(tried)
        tried_hessian, tried_slope, tried_cost = _normal(tried_moment, residuals, good)
        better = tried_cost < cost
        here = _chosen(better, tried, here)
        hessian = np.where(better[:, None, None], tried_hessian, hessian)
        slope = np.where(better[:, None], tried_slope, slope)
        gain = cost - tried_cost
        still = np.abs(step).max(axis=1) < _STILL
        done = still | (better & (gain < 1e-7 * (1.0 + cost)))
        cost = np.where(better, tried_cost, cost)
        damping = np.clip(np.where(better, damping / 4.0, damping * 6.0), 1e-7, 1e9)
        if done.all():
            break
    return here


def _normal(moment: Moment, residuals: Sequence[Residual], good: Array) -> tuple[Array, Array, Array]:
    count = len(moment.stance)
    hessian, slope, cost = np.zeros((count, UNKNOWNS, UNKNOWNS)), np.zeros((count, UNKNOWNS)), np.zeros(count)
    for residual in residuals:
        rows = residual.rows(moment)
        if rows.values.shape[1] == 0:
            continue
        scaled = rows.slopes * good
        hessian += np.swapaxes(scaled, 1, 2) @ scaled
        slope += (np.swapaxes(scaled, 1, 2) @ rows.values[..., None])[..., 0]
        cost += (rows.values**2).sum(axis=1)
    return hessian, slope, cost


def _chosen(better: npt.NDArray[np.bool_], tried: Stance, here: Stance) -> Stance:
    pick = better[:, None]
    return Stance(
        np.where(pick, tried.shift, here.shift),
        np.where(pick[..., None], tried.turn, here.turn),
        np.where(pick, tried.angles, here.angles),
    )
