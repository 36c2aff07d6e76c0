"""What GDAL says of files that it cannot read, in words for people."""

from __future__ import annotations

from pathlib import Path

from planviewer.i18n import Message


def reason_of(path: Path, error: Exception) -> Message:
    """Return why the library could not read a file, and what to do about it."""
    text = str(error)
    if ".shx" in text.lower() and "SHAPE_RESTORE_SHX" in text:
        return Message(
            "reading",
            "the file {name} that belongs to it is missing. Copy all parts of the Shapefile.",
            {"name": f"{path.stem}.shx"},
        )
    if "too complex/large" in text:
        return Message(
            "reading",
            "one feature of it is larger than 200 MB, too large to be read from text. Save it as "
            "GeoPackage where it came from, or divide it.",
        )
    if "locked" in text:
        return Message("reading", "another program holds it. Close it there and try again.")
    if "not recognized as being in a supported" in text:  # with a name of ours, and of drivers
        return Message(
            "reading",
            "it is broken or cut short. Copy it again, or save it anew where it came from.",
        )
    return Message(
        "reading",
        "it is broken or cut short ({detail}). Copy it again, or save it anew where it came from.",
        {"detail": text.splitlines()[0][:200] if text.strip() else type(error).__name__},
    )


def is_told_by_us(warning: str) -> bool:
    """Whether a warning speaks of what is found, and told by feature, anyhow: open outlines."""
    return "Non closed ring" in warning
