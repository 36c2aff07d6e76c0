"""What is known about one thing on the map, ready to be read: words only, nothing of Qt."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Badge:
    """A short word on a coloured ground.

    ``kind`` is a status ("schematic", "approved", "surveyed", "unknown") or one of "neutral",
    "info", "success", "warning", "error".
    """

    text: str
    kind: str = "neutral"


@dataclass(frozen=True)
class Row:
    """A label and its value, both plain text; the value may come from a hostile file."""

    label: str
    value: str


@dataclass(frozen=True)
class Section:
    """Rows under a heading; an empty title means no heading."""

    title: str
    rows: tuple[Row, ...] = ()


@dataclass(frozen=True)
class Details:
    """Everything shown about one feature, site or layer."""

    title: str
    subtitle: str = ""
    badges: tuple[Badge, ...] = ()
    sections: tuple[Section, ...] = ()

    def as_text(self) -> str:
        """Return all of it as lines of text, for the clipboard."""
        lines = [self.title]
        if self.subtitle:
            lines.append(self.subtitle)
        lines.extend(badge.text for badge in self.badges)
        for section in self.sections:
            lines.extend(["", section.title] if section.title else [""])
            lines.extend(f"{row.label}: {row.value}" for row in section.rows)
        return "\n".join(lines)
