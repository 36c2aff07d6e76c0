"""A plan to begin with: no layers yet, a system to measure in, and a view that invents no place."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from planviewer.model import edits
from planviewer.model.crs import WEB_MERCATOR, WGS84, operation, parse_crs, require_metric
from planviewer.model.plan import Bounds, Plan, on_earth
from planviewer.model.text import Text, fold
from planviewer.reading.systems import VIETNAM

if TYPE_CHECKING:
    from planviewer.app.new_layers import NewLayer

_MARGIN = 0.08
_LEAST_DEGREES = 0.002


def empty_plan(title: Text, subtitle: Text | None, crs: str, home: Bounds | None = None) -> Plan:
    """Return a plan without layers.

    Parameters
    ----------
    crs
        "EPSG:n", a system in metres.
    home
        The view of the whole plan (WGS 84 degrees). None: the area the system is used in, until
        the first layer comes.

    Raises
    ------
    CrsUnknown, CrsNotMetric
        If nothing can be measured in ``crs``.
    """
    require_metric(crs, title.vi)
    return Plan(
        id=plan_id(title.vi),
        title=title,
        subtitle=subtitle,
        crs=crs,
        home=on_earth(home or area_of_use(crs)),
        home_provisional=home is None,
    )


def plan_id(title: str) -> str:
    """Return an id made from a title; files of the plan are named by it."""
    words = "".join(c if c.isascii() and c.isalnum() else " " for c in fold(title)).split()
    return "-".join(words)[:48].strip("-") or "plan"


def free_group_id(plan: Plan, title: str) -> str:
    """Return an id made from a title that no group of the plan has."""
    taken = {group.id for group in plan.groups}
    base = plan_id(title)
    number, found = 1, base
    while found in taken:
        number += 1
        found = f"{base}-{number}"
    return found


def area_of_use(crs: str) -> Bounds:
    """Return where a system is used (WGS 84 bounds, EPSG register), of Vietnam's the part there.

    It is the one fact about the place that is known before anything is drawn.
    """
    area = parse_crs(crs).area_of_use
    if area is None or area.west >= area.east or area.south >= area.north:
        return VIETNAM
    west, south = max(area.west, VIETNAM[0]), max(area.south, VIETNAM[1])
    east, north = min(area.east, VIETNAM[2]), min(area.north, VIETNAM[3])
    if west < east and south < north:
        return west, south, east, north
    return area.west, area.south, area.east, area.north


def with_added(plan: Plan, added: Sequence[NewLayer]) -> Plan:
    """Return the plan with these layers; the first ones say where a new plan is at home."""
    for new in added:
        plan = new.add_to(plan)
    return with_first_home(plan, added)


def with_first_home(plan: Plan, added: Sequence[NewLayer]) -> Plan:
    """Return the plan with its home where these layers lie, if nobody chose one yet."""
    if not plan.home_provisional:
        return plan
    drawn = [new.drawn for new in added if new.drawn is not None]
    boxes = [item.bounds for item in drawn if item.bounds is not None]
    if not boxes:
        return plan
    low, high = np.min(boxes, axis=0)[:2], np.max(boxes, axis=0)[2:]
    corners = operation(WEB_MERCATOR, WGS84).points(np.array([low, high], dtype=float))
    if not np.isfinite(corners).all():
        return plan
    margin = max(float(np.ptp(corners, axis=0).max()), _LEAST_DEGREES) * _MARGIN
    (west, south), (east, north) = corners.tolist()
    return edits.set_home(plan, (west - margin, south - margin, east + margin, north + margin))
