"""What a certificate says beside the figures, held against what is so."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from planviewer.analysis.certificate import Certificate

_MADE: Final = {"program_version", "made_on", "where_listed", "outcome"}
"""Said of the making: nothing to compare with. Figures are compared on their own."""
_OF_SOURCES: Final = {"path", "sha256", "name"}
"""A source may have been moved; that it has changed is said on its own."""
_OF_PARCELS: Final = {"computed_by", "layer"}
"""With a newer database the figures must be the same, its name need not."""
_LONGEST: Final = 200


def statements_that_differ(then: Certificate, now: Certificate) -> Iterator[tuple[str, str, str]]:
    """Return what differs: (what it is about, what the certificate says, what is so)."""
    old, new = (_without(c.model_dump(mode="json"), _MADE) for c in (then, now))
    for values in (old, new):
        values["sources"] = {
            f"{source['role']} {source['layer'] or ''}".strip(): _without(source, _OF_SOURCES)
            for source in values["sources"]
        }
        values["zones"] = {zone["id"]: zone for zone in values["zones"]}
        values["transformations"] = {step["source"]: step for step in values["transformations"]}
        values["parcels"] = _without(values["parcels"], _OF_PARCELS)
    yield from _differing(old, new, "")


def _without(values: dict[str, Any], names: set[str]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if name not in names}


def _differing(old: Any, new: Any, place: str) -> Iterator[tuple[str, str, str]]:
    if isinstance(old, dict) and isinstance(new, dict):
        for name in dict.fromkeys([*old, *new]):
            yield from _differing(old.get(name), new.get(name), f"{place}.{name}".lstrip("."))
    elif old != new:
        yield place, _short(old), _short(new)


def _short(value: Any) -> str:
    text = "–" if value is None else str(value)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
