"""Where data comes from and how far it can be trusted; travels with every layer to every output."""

from __future__ import annotations

from datetime import date as Date
from enum import StrEnum

from pydantic import NonNegativeFloat

from planviewer import i18n
from planviewer.i18n import translate
from planviewer.model.text import Text
from planviewer.model.value import Value


class Status(StrEnum):
    """How a geometry came about."""

    SCHEMATIC = "schematic"
    APPROVED = "approved"
    SURVEYED = "surveyed"
    UNKNOWN = "unknown"

    @property
    def word(self) -> str:
        """The word for the interface."""
        return {
            Status.SCHEMATIC: translate("status", "schematic"),
            Status.APPROVED: translate("status", "approved"),
            Status.SURVEYED: translate("status", "surveyed"),
            Status.UNKNOWN: translate("status", "status not stated"),
        }[self]

    @property
    def short_word(self) -> str:
        """The word where "Status" stands before it."""
        return translate("status", "not stated") if self is Status.UNKNOWN else self.word


class Provenance(Value):
    """Source, date, status and accuracy of a layer.

    ``accuracy_m`` is the likely error of a position on the ground in metres, ``None`` if unknown;
    ``accuracy_note`` says it in words where one number would promise too much.
    """

    source: Text
    date: Date | None = None
    status: Status = Status.UNKNOWN
    accuracy_m: NonNegativeFloat | None = None
    accuracy_note: Text | None = None
    licence: str | None = None

    @property
    def accuracy_words(self) -> str:
        """How far a position can be trusted: the note, which says more than the number, or "±5 m".

        Empty if nothing is known.
        """
        if self.accuracy_note is not None:
            return str(self.accuracy_note)
        if self.accuracy_m is None:
            return ""
        metres = self.accuracy_m
        decimals = next(n for n in range(4) if n == 3 or abs(metres - round(metres, n)) < 5e-4)
        return f"±{i18n.number(metres, decimals)} m"

    @property
    def is_schematic(self) -> bool:
        """Whether every output must say that this is only a drawing of the idea."""
        return self.status is Status.SCHEMATIC
