"""What stands in the title block (khung tên) of a sheet."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import StringConstraints

from planviewer.model.value import Value

Entry = Annotated[str, StringConstraints(max_length=200, strip_whitespace=True)]


class TitleBlock(Value):
    """Who answers for a sheet; an empty entry leaves room to write by hand.

    ``date`` is as people write it; empty stands for the day the sheet is made.
    """

    unit: Entry = ""
    drawn_by: Entry = ""
    checked_by: Entry = ""
    approved_by: Entry = ""
    date: Entry = ""
    sheet_no: Entry = ""

    @property
    def filled(self) -> bool:
        """Whether anything stands in it."""
        return any(value for _, value in self)

    def over(self, other: Self) -> Self:
        """Return this one, its empty entries taken from ``other``."""
        return type(self)(**{name: value or getattr(other, name) for name, value in self})
