"""MapInfo tables: what their header says of text and place, and what they may not do.

A TAB file is a page of text that names the others. Some lead elsewhere (views, seamless tables,
linked databases); only tables that hold their own data are read.
"""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from planviewer.errors import FileUnreadable
from planviewer.i18n import Message

BYTEWISE: Final = "ISO8859_1"
"""The charset under which each byte is one character."""
_HEAD_BYTES: Final = 8_192
_CHARSET: Final = re.compile(rb'(charset\s+"?)([\w-]+)("?)', re.IGNORECASE)
_OWN_DATA: Final = re.compile(rb"\btype\s+native\b", re.IGNORECASE)
_LEADS_AWAY: Final = re.compile(
    rb"isseamless\s*\"?\s*=\s*\"?true|create\s+view|\btype\s+(?:linked|odbc|raster|grid|wms|xls)",
    re.IGNORECASE,
)
_CODE_PAGES: Final = {
    "windowsvietnamese": "cp1258", "windowslatin1": "cp1252", "windowslatin2": "cp1250",
    "windowscyrillic": "cp1251", "windowssimpchinese": "gbk", "windowstradchinese": "big5",
    "windowsthai": "cp874", "utf-8": "UTF-8", "utf8": "UTF-8", "iso8859_1": "iso8859-1",
    "codepage437": "cp437", "codepage850": "cp850",
}  # fmt: skip
_PARTS: Final = (".dat", ".map", ".id", ".ind", ".mid")


def declared_encoding(path: Path) -> str | None:
    """Return the encoding a table declares, None for "Neutral", nothing, or one we do not know."""
    found = _CHARSET.search(_head(path))
    return None if found is None else _CODE_PAGES.get(found[2].decode("ascii").lower())


def refuse_links(path: Path) -> None:
    """Make sure that a table holds its own data.

    Raises
    ------
    FileUnreadable
        If it is a view, or leads to other files or databases.
    """
    head = _head(path)
    if path.suffix.lower() != ".tab" or (_OWN_DATA.search(head) and not _LEADS_AWAY.search(head)):
        return
    reason = Message(
        "reading",
        "the table holds no data of its own but names other files. Open those, or save it in "
        "MapInfo as a table of its own.",
    )
    raise FileUnreadable(path=path, reason=reason)


@contextmanager
def with_charset(path: Path, charset: str) -> Iterator[Path]:
    """Give a copy of a table that declares another charset; nothing but its header is copied."""
    with tempfile.TemporaryDirectory(prefix="planviewer-") as name:
        folder = Path(name)
        for part in path.parent.iterdir():
            if part.stem == path.stem and part.suffix.lower() in _PARTS:
                _second_name(part, folder / f"data{part.suffix}")
        copy = folder / f"data{path.suffix}"
        content = path.read_bytes()
        head, rest = content[:_HEAD_BYTES], content[_HEAD_BYTES:]
        copy.write_bytes(_CHARSET.sub(rb"\g<1>%b\g<3>" % charset.encode(), head, 1) + rest)
        yield copy


def _second_name(source: Path, target: Path) -> None:
    try:
        os.link(source, target)
    except OSError:  # another disk, or one that has no links
        shutil.copyfile(source, target)


def _head(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(_HEAD_BYTES)
