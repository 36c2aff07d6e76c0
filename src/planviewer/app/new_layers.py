"""Layers made of files, on their way into a plan."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from planviewer.app.loading import Content
from planviewer.drawing.drawable import Drawable
from planviewer.i18n import Message
from planviewer.model import edits
from planviewer.model.features import FeatureSet
from planviewer.model.layer import Layer, RasterSource
from planviewer.model.plan import Plan
from planviewer.model.style import CategoryStyle
from planviewer.model.text import fold

MOST_LAYERS_LOOKED_AT: Final = 24
"""Of a file of more layers only those are read that were chosen."""


@dataclass(frozen=True, eq=False)
class NewLayer:
    """A layer made of a file, with its data, ready to draw in Web Mercator if a map wants it."""

    layer: Layer
    content: Content
    drawn: Drawable | None

    def add_to(self, plan: Plan) -> Plan:
        """Return the plan with this layer: on top, or below all that it would hide.

        Images go to the bottom, land-use maps and cadastres above them.
        """
        if isinstance(self.layer.source, RasterSource):
            return edits.add_layer_below(plan, self.layer)
        if isinstance(self.layer.style, CategoryStyle):
            return edits.add_ground(plan, self.layer)
        return edits.add_layer(plan, self.layer)


def free_id(name: str, taken: frozenset[str]) -> str:
    """Return an id made from ``name`` that is not in ``taken``."""
    base = re.sub(r"[^a-z0-9]+", "-", fold(name)).strip("-")[:48] or "layer"
    number, candidate = 1, base
    while candidate in taken:
        number += 1
        candidate = f"{base}-{number}"
    return candidate


def with_free_ids(added: list[NewLayer], taken: Iterable[str]) -> list[NewLayer]:
    """Return the layers with ids that are free now: another file may have come meanwhile."""
    used, free = set(taken), []
    for new in added:
        layer_id = free_id(new.layer.id, frozenset(used))
        used.add(layer_id)
        layer = new.layer.changed(id=layer_id)
        drawn = None if new.drawn is None else replace(new.drawn, layer_id=layer_id)
        free.append(replace(new, layer=layer, drawn=drawn))
    return free


def nothing_in(added: Iterable[NewLayer]) -> Message | None:
    """Say which of the layers hold no feature; None where all hold some."""
    names = [
        str(new.layer.title)
        for new in added
        if isinstance(new.content, FeatureSet) and not len(new.content.frame)
    ]
    if not names:
        return None
    return Message(
        "session",
        "No feature is in {names}: the layer was added, but there is nothing to see.",
        {"names": ", ".join(names)},
    )


def not_added(path: Path) -> Message:
    """Say that a file was dropped, because the plan it was read for is no longer open."""
    return Message(
        "session",
        "{name} was not added: another plan was opened meanwhile. Open the file again to add it.",
        {"name": path.name},
    )
