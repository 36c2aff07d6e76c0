"""Colour ramps, as data: few, and told apart by people who see red and green alike.

They are our own: sequential ones fall in lightness from end to end, diverging ones from the middle
to both ends, and the set for categories differs in lightness as well as in hue.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from planviewer.i18n import Message

RampKind = Literal["sequential", "diverging", "qualitative"]
_Rgb = tuple[int, int, int]


@dataclass(frozen=True)
class Ramp:
    """Colours from one end to the other; those of a qualitative ramp have no order."""

    id: str
    title: Message
    kind: RampKind
    stops: tuple[str, ...]

    def colours(self, count: int) -> tuple[str, ...]:
        """Return ``count`` colours: evenly spaced, or taken in turn from a qualitative ramp."""
        if self.kind == "qualitative":
            return tuple(self.stops[n % len(self.stops)] for n in range(count))
        if count == 1:
            return (self.stops[len(self.stops) * 2 // 3],)
        return tuple(self._at(n / (count - 1)) for n in range(count))

    def _at(self, share: float) -> str:
        place = share * (len(self.stops) - 1)
        first = min(int(place), len(self.stops) - 2)
        one, other = _rgb(self.stops[first]), _rgb(self.stops[first + 1])
        rest = place - first
        mixed = (round(a + (b - a) * rest) for a, b in zip(one, other, strict=True))
        return "#" + "".join(f"{part:02x}" for part in mixed)


def _rgb(colour: str) -> _Rgb:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


RAMPS: Final = (
    Ramp(
        "lake",
        Message("ramp", "Lake"),
        "sequential",
        ("#f4f0da", "#aed2ac", "#71b7a6", "#318a9a", "#1f5a82", "#15305c"),
    ),
    Ramp(
        "ember",
        Message("ramp", "Ember"),
        "sequential",
        ("#fdf1d8", "#f7c983", "#e8904d", "#c4552f", "#8a2a2c", "#4d1330"),
    ),
    Ramp(
        "slate",
        Message("ramp", "Slate"),
        "sequential",
        ("#f2f3f4", "#c9ced3", "#99a2aa", "#6a757f", "#404b55", "#1b242c"),
    ),
    Ramp(
        "river-and-earth",
        Message("ramp", "River and earth"),
        "diverging",
        ("#1c4e80", "#5f93bd", "#c3d7e2", "#f4f1e8", "#efc9a0", "#d38840", "#8a4a0c"),
    ),
    Ramp(
        "distinct",
        Message("ramp", "Distinct colours"),
        "qualitative",
        (
            "#3b6fb6",
            "#e6a23c",
            "#1d5c4a",
            "#ece2ef",
            "#c2603c",
            "#5caed0",
            "#4b3b73",
            "#d3e27c",
        ),
    ),
)


def ramp(ramp_id: str) -> Ramp:
    """Return a ramp by id, the first one if there is none of that name."""
    return next((item for item in RAMPS if item.id == ramp_id), RAMPS[0])
