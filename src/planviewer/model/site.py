"""The sites of the programme, as read from the sites layer."""

from __future__ import annotations

import re
from datetime import date as Date
from typing import Literal

from pydantic import Field

from planviewer.model.text import Text, fold
from planviewer.model.value import Identifier, Value

LocatedBy = Literal["file", "placed", "layer"]


class Placement(Value):
    """A place given to a site by the user (WGS 84, degrees)."""

    site: Identifier
    lon: float = Field(ge=-180, le=180)
    lat: float = Field(ge=-90, le=90)
    date: Date


class SiteFields(Value):
    """Which columns of the sites layer hold what; None: the layer does not say it."""

    name: str
    id: str | None = None
    group: str | None = None
    funding: str | None = None
    visit_order: str | None = None
    note: str | None = None
    source: str | None = None


class Site(Value):
    """One undertaking of the programme.

    ``place`` is (longitude, latitude) in WGS 84 degrees or None while nobody has located it;
    ``located_by`` says how it is known: in the file, placed by the user, or drawn in ``layer``.
    """

    id: Identifier
    title: Text
    group: Text
    group_id: Identifier
    funding: Text | None = None
    note: Text | None = None
    visit_order: int | None = None
    source: Text
    layer: Identifier | None = None
    place: tuple[float, float] | None = None
    located_by: LocatedBy | None = None

    def matches(self, query: str) -> bool:
        """Whether every word of ``query`` begins a word of the site's texts, folded (``fold``).

        Inside words nothing is sought: "an" would be found in half of all Vietnamese names.
        """
        texts = (self.title, self.group, self.funding, self.note)
        words = [w for t in texts if t is not None for w in (t.vi, t.en)]
        haystack = re.split(r"[\W_]+", fold(" ".join([self.id, *words])))
        sought = [word for word in re.split(r"[\W_]+", fold(query)) if word]
        return all(any(word.startswith(part) for word in haystack) for part in sought)
