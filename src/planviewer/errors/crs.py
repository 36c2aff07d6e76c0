"""Coordinate systems and transformations."""

from __future__ import annotations

from planviewer.errors.root import PlanviewerError
from planviewer.i18n import Message


class CrsError(PlanviewerError):
    """Coordinates cannot be put in their place."""

    code = "crs"


class CrsMissing(CrsError):
    """Values: ``path``, ``candidates`` (text naming likely systems)."""

    code = "crs-missing"
    template = Message(
        "errors",
        "{path} does not say its coordinate system. Give it with --crs EPSG:n. "
        "Likely: {candidates}.",
    )


class CrsUnknown(CrsError):
    """Values: ``crs``."""

    code = "crs-unknown"
    template = Message(
        "errors",
        "“{crs}” is not a coordinate system known here. Write it as EPSG:n, e.g. EPSG:9210.",
    )


class CrsNotMetric(CrsError):
    """Values: ``crs``, ``what``."""

    code = "crs-not-metric"
    template = Message(
        "errors",
        "{what} cannot be measured in {crs}, whose unit is not the metre on the ground. "
        "Use a VN-2000 system such as EPSG:9210.",
    )


class NoTransformation(CrsError):
    """Values: ``source``, ``target``."""

    code = "no-transformation"
    template = Message(
        "errors", "No sure transformation from {source} to {target} is known; nothing was moved."
    )


class CoordinatesOutOfRange(CrsError):
    """Values: ``path``, ``crs``."""

    code = "coordinates-out-of-range"
    template = Message(
        "errors",
        "The coordinates in {path} cannot be in {crs}. Give the right system with --crs EPSG:n.",
    )


class AxesSwapped(CoordinatesOutOfRange):
    """Values: ``path``, ``crs``: the coordinates can be in it with x and y exchanged."""

    code = "axes-swapped"
    template = Message(
        "errors",
        "The coordinates in {path} cannot be in {crs}, but can with X and Y exchanged. "
        "Give --swap-xy, or the right system with --crs EPSG:n.",
    )


class CrsNotForPlace(CrsError):
    """Values: ``path``."""

    code = "crs-not-for-place"
    template = Message(
        "errors",
        "{path} is in degrees and lies outside Vietnam, so there is no system to measure it in. "
        "Name a metric one for that place with --plan-crs EPSG:n.",
    )


class CrsFixedByFormat(CrsError):
    """Values: ``path``, ``crs``."""

    code = "crs-fixed-by-format"
    template = Message(
        "errors",
        "{path} would be in a format that is always in WGS 84 (EPSG:4326), not in {crs}. "
        "Write a GPKG to keep {crs}.",
    )
