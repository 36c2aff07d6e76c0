"""Plain markup, found in blocks of bytes all at once instead of element by element.

A grammar names the few tags that programs write over and over, and which may follow which. What
keeps to it is well-formed XML, and a dozen operations find thousands of tags; of anything else
:class:`IrregularError` says that an XML parser has to look.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final, Literal

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Bytes = npt.NDArray[np.uint8]
After = Literal["nothing", "blanks", "text", "attributes"]

PAD: Final = bytes(32)
"""Behind a block, so that whole words can be read at its end."""
_BLANKS: Final = b" \n\t"
_NOT_PLAIN: Final = ((b"]", b"]]>"), (b"\xef", b"\xef\xbf\xbe"), (b"\xef", b"\xef\xbf\xbf"))
"""Forbidden in text, or no letters; and a byte of each, which is found much sooner."""
_ATTRIBUTE: Final = rb' +([A-Za-z_][A-Za-z0-9_.:-]*)="([^"<>&\t\n]*)"'
_HEAD: Final = re.compile(rb"((?:%s)*) *(/?)>" % _ATTRIBUTE)
_MOST_DIGITS: Final = 7


class IrregularError(Exception):
    """Markup that only a parser can judge."""


def insist(holds: Any) -> None:
    """Go on only where all of some conditions hold.

    Raises
    ------
    IrregularError
        If one does not.
    """
    if not np.all(holds):
        raise IrregularError


@dataclass(frozen=True)
class Tag:
    """A tag by how it begins, what may stand behind it, and which tags may be the next."""

    begins: bytes
    after: After
    next: str


class Grammar:
    """Tags by their names, as tables in which thousands are looked up at once."""

    def __init__(self, tags: Mapping[str, Tag]) -> None:
        self.number = {name: number for number, name in enumerate(tags, start=1)}
        size = len(tags) + 1
        self.kinds = np.zeros(1 << 16, np.uint8)
        self.masks, self.words = np.zeros(size, np.uint64), np.ones(size, np.uint64)
        self.lengths = np.zeros(size, np.int64)
        self.follows = np.zeros((size, size), bool)
        self.bare, self.spaced = np.zeros(size, bool), np.zeros(size, bool)
        self.long: list[tuple[int, bytes]] = []
        for name, tag in tags.items():
            self._add(self.number[name], tag)

    def _add(self, number: int, tag: Tag) -> None:
        short = tag.begins[:8]
        self.kinds[int.from_bytes(short[1:3], "little")] = number
        self.masks[number] = int.from_bytes(b"\xff" * len(short), "little")
        self.words[number] = int.from_bytes(short, "little")
        self.lengths[number] = len(tag.begins)
        self.bare[number] = tag.after == "nothing"
        self.spaced[number] = tag.after == "blanks"
        for name in tag.next.split():
            self.follows[number, self.number[name]] = True
        if len(tag.begins) > len(short):
            self.long.append((number, tag.begins))


@dataclass(frozen=True, eq=False)
class Tags:
    """The tags of a block: their kinds, and where they begin and end.

    ``ends`` are where the attributes begin if a tag has any, ``nexts`` where the next tag does.
    """

    block: bytes
    data: Bytes
    kinds: Bytes
    places: Ints
    ends: Ints
    nexts: Ints

    def of(self, *numbers: int) -> Ints:
        """Return the indexes of the tags of some kinds."""
        found = self.kinds == numbers[0]
        for number in numbers[1:]:
            found |= self.kinds == number
        return np.flatnonzero(found)

    def ordinals(self, number: int, which: Ints) -> Ints:
        """Return how many tags of a kind, less one, stand before some tags."""
        return np.cumsum(self.kinds == number, dtype=np.int64)[which] - 1


def tags_of(block: bytes, grammar: Grammar) -> Tags:
    """Find the tags of a block, behind which :data:`PAD` stands.

    Raises
    ------
    IrregularError
        If anything else is in it.
    """
    size = len(block) - len(PAD)
    data = np.frombuffer(block, np.uint8)
    refuse_odd_text(block[:size], data[:size])
    places = np.flatnonzero(data == ord("<"))
    insist(len(places) > 0 and not block[: places[0]].strip(_BLANKS))
    words = np.ndarray((size,), "<u8", block, strides=(1,))[places]
    kinds = grammar.kinds.take((words >> np.uint64(8)).astype(np.uint16))
    insist((words & grammar.masks.take(kinds)) == grammar.words.take(kinds))
    pairs = kinds[:-1].astype(np.uint16) * np.uint16(len(grammar.follows)) + kinds[1:]
    insist(grammar.follows.ravel().take(pairs))
    ends, nexts = places + grammar.lengths.take(kinds), np.append(places[1:], size)
    tags = Tags(block, data, kinds, places, ends, nexts)
    _check_between(tags, grammar)
    return tags


def refuse_odd_text(text: bytes, data: Bytes) -> None:
    """Refuse bytes that XML forbids, changes, or does not take for UTF-8."""
    insist(not any(byte in text and mark in text for byte, mark in _NOT_PLAIN))
    controls = np.count_nonzero(data < ord(" "))
    insist(not controls or controls == text.count(b"\n") + text.count(b"\t"))
    if not text.isascii():
        try:
            text.decode("utf-8")
        except UnicodeDecodeError as error:
            raise IrregularError from error


def _check_between(tags: Tags, grammar: Grammar) -> None:
    """See to it that text stands only where it may."""
    for number, begins in grammar.long:
        starts = tags.places[tags.kinds == number]
        insist(starts + len(begins) <= len(tags.data))
        letters = starts[:, None] + np.arange(len(begins))
        insist(tags.data[letters] == np.frombuffer(begins, np.uint8))
    gaps = tags.nexts - tags.ends
    insist(gaps >= 0)
    insist(gaps[grammar.bare.take(tags.kinds)] == 0)
    wide = np.flatnonzero(grammar.spaced.take(tags.kinds) & (gaps > 0))
    ends = zip(tags.ends[wide].tolist(), tags.nexts[wide].tolist(), strict=True)
    insist(not b"".join({tags.block[a:b] for a, b in ends}).strip(_BLANKS))


def numbers_at(data: Bytes, places: Ints) -> tuple[Ints, Ints]:
    """Return the whole numbers that are written at some places, and where they end.

    Raises
    ------
    IrregularError
        If there is none at a place, or a very long one.
    """
    numbers, ends, more = np.zeros(len(places), np.int64), places, np.ones(len(places), bool)
    for _ in range(_MOST_DIGITS + 1):
        digits = data[ends] - np.uint8(ord("0"))
        more = more & (digits < 10)
        if not more.any():
            break
        numbers = np.where(more, numbers * 10 + digits, numbers)
        ends = ends + more
    insist(not more.any())
    insist(ends > places)
    return numbers, ends


@lru_cache(maxsize=4_096)
def attributes_of(head: bytes) -> tuple[dict[str, str], bool]:
    """Return the attributes in the rest of a tag, and whether it closes itself.

    Raises
    ------
    IrregularError
        If it is not plain, or names one twice.
    """
    found = _HEAD.fullmatch(head)
    if found is None:
        raise IrregularError
    pairs = [(a.decode(), b.decode()) for a, b in re.findall(_ATTRIBUTE, found[1])]
    insist(len(dict(pairs)) == len(pairs))
    return dict(pairs), bool(found[4])
