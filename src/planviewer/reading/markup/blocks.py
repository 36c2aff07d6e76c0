"""A part of markup as blocks of its many like elements; what stands around them is parsed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, Final
from xml.parsers import expat

from planviewer import pace
from planviewer.reading.markup.grammar import PAD, IrregularError, insist

_CHUNK: Final = 1 << 20
_LONGEST: Final = 8 << 20
"""Bytes of one element: a longer one is left to the parser."""
_BLANKS: Final = b" \n\t"
_MARK: Final = b"\xef\xbb\xbf"
_RAW: Final = b"<![CDATA["


@dataclass(frozen=True)
class Region:
    """Where like elements stand: how the first begins and each ends, what closes them all.

    ``own`` are the names that may stand nowhere else, because they would be taken for such.
    """

    begins: bytes
    ends: bytes
    closes: bytes
    own: frozenset[str]


def blocks_of(
    stream: IO[bytes], size: int, region: Region, around: Around | None = None
) -> Iterator[bytes]:
    """Give blocks of whole elements with :data:`PAD` behind them, saying how far it is.

    Parameters
    ----------
    around
        What hears of the text around the elements, where somebody wants to know of it.

    Raises
    ------
    IrregularError
        If the part is not regular; also after the last block.
    """
    around, held, done, closed = around or Around(region), b"", 0, False
    begun = False
    while chunk := stream.read(_CHUNK):
        held += chunk
        if not begun:
            begun = True
            held = around.begin(held)
        if not closed:
            end = held.find(region.closes)
            closed = end >= 0
            cut = end if closed else held.rfind(region.ends) + len(region.ends)
            if (closed or cut >= len(region.ends)) and held[:cut].strip(_BLANKS):
                yield held[:cut] + PAD
                held = held[cut:]
            elif closed:
                held = held[cut:]
        if closed:
            around.parse(held)
            held = b""
        insist(len(held) <= _LONGEST)
        done += len(chunk)
        pace.reached(min(1.0, done / max(1, size)))
    insist(closed)
    around.parse(b"", last=True)


class Around:
    """Parses what stands before the elements and behind them, as if there were none.

    ``path`` are the elements that are open.
    """

    def __init__(self, region: Region) -> None:
        self._region = region
        self.path: list[str] = []
        self._parser = parser = expat.ParserCreate()
        parser.StartDoctypeDeclHandler = self._refuse
        parser.XmlDeclHandler = self._declared
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end

    def begin(self, held: bytes) -> bytes:
        """Parse what stands before the first element, and return the rest."""
        place = held.find(self._region.begins)
        insist(place >= 0)
        head = held[:place]
        declared = head.removeprefix(_MARK).startswith(b"<?xml")
        # a comment or raw text might begin here, and what seems to be elements be part of it
        insist(head.count(b"<!") == head.count(_RAW) and head.count(b"<?") == declared)
        insist(_RAW not in head or b"]]>" in head[head.rfind(_RAW) :])
        self.parse(head)
        return held[place:]

    def parse(self, data: bytes, *, last: bool = False) -> None:
        """Parse something that stands before the elements or behind them."""
        try:
            self._parser.Parse(data, last)
        except expat.ExpatError as error:
            raise IrregularError from error

    def _start(self, name: str, _attributes: dict[str, str]) -> None:
        prefixed = not self.path and ":" in name
        self.path.append(name)
        insist(not prefixed and name not in self._region.own)

    def _end(self, _name: str) -> None:
        self.path.pop()

    def _declared(self, _version: str, encoding: str | None, _standalone: int) -> None:
        insist(encoding is None or encoding.lower() == "utf-8")

    def _refuse(self, *_: object) -> None:
        raise IrregularError
