"""Zones as rules: which line, which side, from where to where."""

from __future__ import annotations

from typing import Annotated, Final, Literal, Self

from pydantic import AfterValidator, Field, NonNegativeFloat, PositiveFloat, model_validator
from pydantic_core import PydanticCustomError

from planviewer.model.value import Identifier, Value

Side = Literal["left", "right", "both"]
Cap = Literal["flat", "round"]
Reference = Literal["centreline", "edge"]
Join = Literal["round", "mitre", "bevel"]

WIDEST_M: Final = 20_000.0
"""How far from its line a zone may reach, and how wide a road may be.

No land is recovered so far from a road or a river: what is wider is a slip of the keyboard, such
as a coordinate in the field of a distance. Such a zone would also leave the 3° zone its plan is
measured in, beyond which distances on the grid are not those on the ground.
"""


def _within_reach(distance_m: float) -> float:
    if distance_m > WIDEST_M:
        words = "a zone or road is at most {widest} m wide"
        raise PydanticCustomError("zone_too_wide", words, {"widest": int(WIDEST_M)})
    return distance_m


_MAXIMUM: Final = {"maximum": WIDEST_M}
Width = Annotated[PositiveFloat, AfterValidator(_within_reach), Field(json_schema_extra=_MAXIMUM)]
"""A distance in metres, more than 0 and at most ``WIDEST_M``."""


class RoadStrip(Value):
    """A road taken out of a zone: ``width_m`` wide, half on each side of the lines of a layer.

    ``where`` keeps the features with the given values, as in :class:`ZoneRule`. Its ends are cut
    square.
    """

    layer: Identifier
    where: tuple[tuple[str, str], ...] = ()
    width_m: Width


class ZoneRule(Value):
    """A strip along a line, measured in metres in the plan CRS.

    ``side`` is seen in the direction in which the line is digitised. ``where`` keeps the features
    of the line layer whose fields have the given values (compared as text); empty keeps all.

    ``reference`` says from where ``from_m`` and ``to_m`` count: from the line itself, or from the
    edge of a road ``road_width_m`` wide whose centreline it is. ``from_chainage_m`` and
    ``to_chainage_m`` keep the zone beside a stretch of the line (None: from its start, to its
    end).

    ``join`` is the shape of the outer corner at a bend: ``round`` ends at the same distance from
    the line everywhere; ``mitre`` carries the straight edges on until they meet, unless the corner
    would then lie more than ``mitre_limit`` times the distance from the bend, where it is
    bevelled; ``bevel`` cuts the corner straight from edge to edge.

    ``exclude`` names layers whose areas are taken out, zones among them; ``exclude_roads`` takes
    out roads that are drawn as lines. Where zones overlap, the land is counted in the zone of the
    highest ``priority``, among the same in the one that stands first in the plan.
    """

    line_layer: Identifier
    where: tuple[tuple[str, str], ...] = ()
    side: Side
    from_m: NonNegativeFloat = 0.0
    to_m: Width
    cap: Cap = "flat"
    reference: Reference = "centreline"
    road_width_m: Width | None = None
    from_chainage_m: NonNegativeFloat | None = None
    to_chainage_m: PositiveFloat | None = None
    exclude: tuple[Identifier, ...] = ()
    exclude_roads: tuple[RoadStrip, ...] = ()
    join: Join = "round"
    mitre_limit: float = Field(default=5.0, ge=1.0, le=100.0)
    priority: int = Field(default=0, ge=-1000, le=1000)

    @model_validator(mode="after")
    def _has_width(self) -> Self:
        if self.to_m <= self.from_m:
            raise PydanticCustomError("zone_without_width", "to_m must be greater than from_m")
        if self.reference == "edge" and self.road_width_m is None:
            raise PydanticCustomError(
                "zone_without_road_width", "a zone from the road's edge needs road_width_m"
            )
        return self

    @model_validator(mode="after")
    def _has_length(self) -> Self:
        to = self.to_chainage_m
        if to is not None and to <= (self.from_chainage_m or 0.0):
            raise PydanticCustomError(
                "zone_without_length", "to_chainage_m must be greater than from_chainage_m"
            )
        return self

    @property
    def layers(self) -> tuple[str, ...]:
        """The layers the zone is made from: its line, and what is taken out."""
        roads = (road.layer for road in self.exclude_roads)
        return tuple(dict.fromkeys((self.line_layer, *self.exclude, *roads)))

    @property
    def edge_m(self) -> float:
        """Distance from the line to where ``from_m`` and ``to_m`` count from, metres."""
        return (self.road_width_m or 0.0) / 2 if self.reference == "edge" else 0.0
