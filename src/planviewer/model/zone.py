"""Zones as rules: which line, which side, from where to where."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import NonNegativeFloat, PositiveFloat, model_validator
from pydantic_core import PydanticCustomError

from planviewer.i18n import translate
from planviewer.model.value import Identifier, Value

Side = Literal["left", "right", "both"]
Cap = Literal["flat", "round"]
Reference = Literal["centreline", "edge"]


class ZoneRule(Value):
    """A strip along a line, measured in metres in the plan CRS.

    ``side`` is seen in the direction in which the line is digitised. ``where`` keeps the features
    of the line layer whose fields have the given values (compared as text); empty keeps all.

    ``reference`` says from where ``from_m`` and ``to_m`` count: from the line itself, or from the
    edge of a road ``road_width_m`` wide whose centreline it is. ``from_chainage_m`` and
    ``to_chainage_m`` keep the zone beside a stretch of the line (None: from its start, to its
    end). ``exclude`` names layers whose areas are taken out.
    """

    line_layer: Identifier
    where: tuple[tuple[str, str], ...] = ()
    side: Side
    from_m: NonNegativeFloat = 0.0
    to_m: PositiveFloat
    cap: Cap = "flat"
    reference: Reference = "centreline"
    road_width_m: PositiveFloat | None = None
    from_chainage_m: NonNegativeFloat | None = None
    to_chainage_m: PositiveFloat | None = None
    exclude: tuple[Identifier, ...] = ()

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
    def edge_m(self) -> float:
        """Distance from the line to where ``from_m`` and ``to_m`` count from, metres."""
        return (self.road_width_m or 0.0) / 2 if self.reference == "edge" else 0.0


def side_title(side: Side) -> str:
    """Return the word for a side in the interface."""
    return {
        "left": translate("side", "left side"),
        "right": translate("side", "right side"),
        "both": translate("side", "both sides"),
    }[side]
