"""Which layers of a plan are the parcels and buildings, and how they are to be understood."""

from __future__ import annotations

from typing import Literal

from pydantic import NonNegativeFloat

from planviewer.model.value import Identifier, Value

ParcelKey = Literal["sheet", "parcel", "land_type", "area", "owner", "address", "owner_kind"]
"""What a parcel layer may say of a parcel; ``area`` is the recorded one."""


class Cadastre(Value):
    """The land the zones of a plan are held against.

    ``parcels`` and ``buildings`` are layers. ``fields`` are the columns a person named, where they
    were not recognised, or wrongly; an empty name means there is no such column.
    ``min_remaining_m2``: a smaller remainder of a parcel is too small to use.
    """

    parcels: Identifier | None = None
    fields: tuple[tuple[ParcelKey, str], ...] = ()
    buildings: Identifier | None = None
    min_remaining_m2: NonNegativeFloat | None = None
