"""What a file is, told by its first bytes and never by its name alone.

The content decides because names lie, and because the library that reads the files would follow
some contents elsewhere: a text file can make it open other files, addresses on the network, or a
chain of commands. Only the formats of ``formats`` are ever handed to it.
"""

from __future__ import annotations

import os
import re
import stat
from pathlib import Path
from typing import Final

from planviewer.errors import (
    FileMissing,
    FileUnreadable,
    FormatNotReadable,
    FormatUnknown,
    PartAlone,
)
from planviewer.i18n import Message
from planviewer.reading import signatures
from planviewer.reading.formats import FORMATS, GEODATABASE, Foreign, Format, known_formats

HEAD_BYTES: Final = 65_536


def recognise(path: Path) -> tuple[Path, Format]:
    """Return the file to open and its format.

    Any part of a Shapefile or MapInfo table leads to the whole, any file in a File Geodatabase to
    its folder.

    Raises
    ------
    FileMissing, FileUnreadable
        If there is no such file, or it is empty, another folder, locked, or cut short at the start.
    FormatUnknown
        If the content is none of the known formats; :class:`FormatNotReadable` where we can say
        what it is, :class:`PartAlone` where it belongs to another file that is missing.
    """
    wanted = _local(path)
    geodatabase = _geodatabase(wanted)
    if geodatabase is not None:
        return geodatabase, GEODATABASE
    main = _main_part(wanted)
    head = read_head(main)
    if not head.strip(b"\0 \t\r\n"):
        raise FileUnreadable(path=path, reason=Message("reading", "the file is empty."))
    found = signatures.format_of(main, head)
    if isinstance(found, Foreign):
        raise FormatNotReadable(path=path, format=found.name, advice=found.advice)
    if found is None:
        whole = main_suffix_of(main.suffix)
        if whole is not None:
            raise PartAlone(path=path, whole=main.with_suffix(whole).name)
        raise FormatUnknown(path=path, known=known_formats())
    return main, found


def is_image(kind: Format) -> bool:
    """Whether a format is of pixels."""
    return kind.role == "image"


def read_head(path: Path, size: int = HEAD_BYTES) -> bytes:
    """Return the first bytes of a file.

    Raises
    ------
    FileMissing, FileUnreadable
        If the file is not there or cannot be opened.
    """
    require_file(path)
    try:
        with path.open("rb") as file:
            return file.read(size)
    except OSError as error:
        raise FileUnreadable(path=path, reason=os_reason(error)) from error


def require_file(path: Path) -> None:
    """Make sure that a path leads to a file.

    Raises
    ------
    FileMissing
        If nothing is there, or nothing can be there under such a name.
    FileUnreadable
        If it is a folder or something else, may not be looked at, or has a name that is no text:
        neither settings nor libraries could name it.
    """
    _refuse_unspeakable(path)
    try:
        mode = path.stat().st_mode
    except PermissionError as error:
        raise FileUnreadable(path=path, reason=os_reason(error)) from error
    except (OSError, ValueError) as error:
        raise FileMissing(path=path) from error
    if not stat.S_ISREG(mode):
        reason = Message("reading", "it is a folder, not a file. Choose a file in it.")
        raise FileUnreadable(path=path, reason=reason)


def is_there(path: Path) -> bool:
    """Whether a path leads to something; False also for a name that no system allows."""
    try:
        return path.exists()
    except OSError:
        return False


def os_reason(error: OSError) -> Message:
    """Say in words why the system refused to read."""
    if isinstance(error, PermissionError):
        return Message(
            "reading",
            "another program holds it, or you may not read it. Close it there, or ask its owner.",
        )
    return Message(
        "reading", "the system says: {text}.", {"text": os.strerror(error.errno or 0).lower()}
    )


def _local(path: Path) -> Path:
    """Return the absolute path; names the reader would take to the network do not exist here."""
    _refuse_unspeakable(path)
    text = str(path)
    if "\0" in text or re.match(r"^[a-zA-Z][a-zA-Z0-9+.-]+:", text) or text.startswith("/vsi"):
        raise FileMissing(path=text.replace("\0", "␀"))
    return Path(os.path.abspath(path))  # noqa: PTH100  resolve() would lose the name the user gave


def _refuse_unspeakable(path: Path) -> None:
    """Refuse a name of bytes that are no text, as old disks have: nothing could be kept of it."""
    try:
        os.path.abspath(path).encode()  # noqa: PTH100  the folder it is in may be called so as well
    except UnicodeEncodeError as error:
        named = os.fsencode(path).decode(errors="replace")
        reason = Message(
            "reading", "its name, or that of a folder, has signs that are no letters. Rename it."
        )
        raise FileUnreadable(path=named, reason=reason) from error


def _geodatabase(path: Path) -> Path | None:
    """Return the folder of a File Geodatabase that a path is, or lies in."""
    for folder in (path, path.parent):
        if folder.suffix.lower() == GEODATABASE.suffixes[0] and _is_geodatabase(folder):
            return folder
    return None


def _is_geodatabase(folder: Path) -> bool:
    try:
        return (folder / "a00000001.gdbtable").is_file()
    except OSError:
        return False


def _main_part(path: Path) -> Path:
    suffix = path.suffix.lower()
    for kind in FORMATS:
        if suffix not in kind.parts:
            continue
        for main_suffix in kind.suffixes:
            for spelling in (main_suffix, main_suffix.upper(), main_suffix.title()):
                main = path.with_suffix(spelling)
                if main.is_file():
                    return main
    return path


def main_suffix_of(part: str) -> str | None:
    """Return the ending of the file that a part (".dbf") belongs to, None if it is none."""
    return next((kind.suffixes[0] for kind in FORMATS if part.lower() in kind.parts), None)
