"""Zones as rules: which line, which side, from where to where."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import NonNegativeFloat, PositiveFloat, model_validator
from pydantic_core import PydanticCustomError

from planviewer.i18n import translate
from planviewer.model.value import Identifier, Value

Side = Literal["left", "right", "both"]
Cap = Literal["flat", "round"]


class ZoneRule(Value):
    """A strip along a line, measured in metres in the plan CRS.

    ``side`` is seen in the direction in which the line is digitised. ``where`` keeps the features
    of the line layer whose fields have the given values (compared as text); empty keeps all.
    """

    line_layer: Identifier
    where: tuple[tuple[str, str], ...] = ()
    side: Side
    from_m: NonNegativeFloat = 0.0
    to_m: PositiveFloat
    cap: Cap = "flat"

    @model_validator(mode="after")
    def _has_width(self) -> Self:
        if self.to_m <= self.from_m:
            raise PydanticCustomError("zone_without_width", "to_m must be greater than from_m")
        return self


def side_title(side: Side) -> str:
    """Return the word for a side in the interface."""
    return {
        "left": translate("side", "left side"),
        "right": translate("side", "right side"),
        "both": translate("side", "both sides"),
    }[side]
