"""Placemarks as programs write them, found by the thousand: their elements, and where text stands.

Whatever is none of the elements that are known (``kml.vocabulary``), stands where it may not, or
twice where only one is heeded, is left to the library.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from planviewer.reading.kml.vocabulary import (
    ALLOWED,
    CHILDREN,
    CLOSE,
    EMPTY,
    EMPTY_IS_WELL,
    IS_IGNORED,
    IS_LEAF,
    KIND,
    MAY_BE_REPEATED,
    OPEN,
    REWRITTEN,
    STEPS,
    Head,
    head_of,
)
from planviewer.reading.markup.grammar import PAD, Bytes, Ints, insist, refuse_odd_text
from planviewer.reading.markup.text import pieces, without_raw_text

_PLACEMARK: Final = b"Placemark"
_ID: Final = r'^ id="[^"<>&\t\n]+"$'
_LONGEST_TAG: Final = 1_000
_MOST_TAGS: Final = 4_000
"""So many different ones in a block: it is slow, and never so in what programs write."""
_BLANKS: Final = b" \n\t"


@dataclass(frozen=True, eq=False)
class Elements:
    """The tags of a block: their kinds and forms, and the text behind each.

    ``begins`` are the indexes of those that begin an element, by its kind; ``codes`` index
    ``heads``; ``parents`` are the indexes of the tags of the elements around them
    (-1 for none), ``rows`` the numbers of the placemarks; ``ids`` (a text or null) are theirs.
    """

    block: bytes
    kinds: Bytes
    forms: Bytes
    begins: list[Ints]
    codes: Ints
    heads: list[Head]
    starts: Ints
    stops: Ints
    parents: Ints
    rows: Ints
    ids: pa.Array

    def of(self, name: str) -> Ints:
        """Return the indexes of the tags that begin elements of a name."""
        return self.begins[KIND[name]]

    def count(self, *names: str) -> int:
        """Return how many elements of some names there are."""
        return sum(len(self.of(name)) for name in names)

    def named(self, which: Ints, name: str) -> npt.NDArray[np.bool_]:
        """Return which of some tags are of elements of a name."""
        return np.asarray(self.kinds[which] == KIND[name])


def elements_of(block: bytes) -> Elements:
    """Find the elements of a block of whole placemarks, behind which :data:`PAD` stands.

    Raises
    ------
    IrregularError
        If anything else is in it.
    """
    block = _plain(block)
    size = len(block) - len(PAD)
    data = np.frombuffer(block, np.uint8)[:size]
    refuse_odd_text(block[:size], data)
    places, ends = np.flatnonzero(data == ord("<")), np.flatnonzero(data == ord(">"))
    insist(len(places) > 0 and len(places) == len(ends))
    insist((places < ends) & (ends - places <= _LONGEST_TAG))
    insist(ends[:-1] < places[1:])
    insist(not block[: places[0]].strip(_BLANKS))
    tops = _is_placemark(block, places)
    codes, heads = _heads(block, places, np.where(tops, places + 1 + len(_PLACEMARK), ends))
    kinds = np.array([head.kind for head in heads], np.uint8)[codes]
    forms = np.array([head.form for head in heads], np.uint8)[codes]
    ids = _ids(block, places[tops] + 1 + len(_PLACEMARK), ends[tops])
    insist(EMPTY_IS_WELL[kinds[forms == EMPTY]])
    starts, stops = ends + 1, np.append(places[1:], size)
    parents = _parents(kinds, forms)
    rows = np.cumsum((kinds == KIND["Placemark"]) & (forms == OPEN)) - 1
    begins = _by_kind(kinds, forms, parents)
    elements = Elements(
        block, kinds, forms, begins, codes, heads, starts, stops, parents, rows, ids
    )
    _check_text(elements)
    return elements


def _plain(block: bytes) -> bytes:
    """Return a block with raw text written as any other; it must hold no tags that matter."""
    plain = without_raw_text(block)
    if plain is not block:
        insist([block.count(tag) == plain.count(tag) for tag in REWRITTEN])
    return plain


# --- tags -------------------------------------------------------------------------------------
def _is_placemark(block: bytes, places: Ints) -> npt.NDArray[np.bool_]:
    """Which tags may begin a placemark: their identifiers differ, and are looked at apart."""
    words: npt.NDArray[np.uint64] = np.ndarray(
        (len(block) - 9,), "<u8", block, offset=1, strides=(1,)
    )
    return np.asarray(words[places] == int.from_bytes(_PLACEMARK[:8], "little"))


def _heads(block: bytes, places: Ints, ends: Ints) -> tuple[Ints, list[Head]]:
    """Return what tags say: the different ones, and the index of each tag's among them."""
    found = pieces(block, places + 1, ends, pa.binary()).dictionary_encode()
    insist(len(found.dictionary) <= _MOST_TAGS)
    heads = [head_of(text) for text in found.dictionary.to_pylist()]
    return found.indices.to_numpy(), heads


def _ids(block: bytes, starts: Ints, ends: Ints) -> pa.Array:
    """Return the identifiers of placemarks, null where one has none."""
    rests = pieces(block, starts, ends, pa.string())
    given = pc.greater(pc.binary_length(rests), 0)
    insist(pc.all(pc.match_substring_regex(rests, _ID).filter(given), min_count=0).as_py())
    begin, end = len(' id="'), -len('"')
    long = given.to_numpy(zero_copy_only=False)
    ids = pieces(block, np.where(long, starts + begin, ends), np.where(long, ends + end, ends),
                 pa.string())  # fmt: skip
    return pc.if_else(given, ids, pa.scalar(None, pa.string()))


# --- elements ---------------------------------------------------------------------------------
def _parents(kinds: Bytes, forms: Bytes) -> Ints:
    """Return the tag of the element around each, and see to it that they are well-formed."""
    after = np.cumsum(STEPS[forms])
    insist((after >= 0) & (after < len(CHILDREN)))
    insist(after[-1] == 0)
    levels = after + (forms != OPEN)
    parents = np.full(len(kinds), -1)
    above = np.zeros(0, np.int64)
    for level in range(1, int(levels.max()) + 1):
        here = np.flatnonzero(levels == level)
        pairs = here[forms[here] != EMPTY]
        insist(kinds[pairs[0::2]] == kinds[pairs[1::2]])
        first = here[forms[here] != CLOSE]
        if level == 1:
            insist(kinds[first] == KIND["Placemark"])
        else:
            parents[first] = above[np.searchsorted(above, first) - 1]
            insist(ALLOWED[kinds[parents[first]], kinds[first]])
        above = pairs[0::2]
    return parents


def _by_kind(kinds: Bytes, forms: Bytes, parents: Ints) -> list[Ints]:
    """Return the tags that begin elements by kinds; no more than are heeded may stand together."""
    begins = np.flatnonzero(forms != CLOSE)
    order = begins[np.argsort(kinds[begins], kind="stable")]
    single = (np.diff(kinds[order]) == 0) & ~MAY_BE_REPEATED[kinds[order[1:]]]
    insist((np.diff(parents[order]) > 0)[single])
    ends = np.searchsorted(kinds[order], np.arange(len(KIND) + 1), side="right")
    return np.split(order, ends)[:-1]


def _check_text(elements: Elements) -> None:
    """See to it that text stands only where it may, and has no references where nobody reads it."""
    gaps = elements.stops > elements.starts
    reads = IS_LEAF[elements.kinds] & (elements.forms == OPEN)
    blank = _different(elements, np.flatnonzero(gaps & ~reads))
    insist(not b"".join(blank).strip(_BLANKS))
    ignored = _different(elements, np.flatnonzero(gaps & reads & IS_IGNORED[elements.kinds]))
    insist(b"&" not in b"".join(ignored))


def _different(elements: Elements, which: Ints) -> list[bytes]:
    """Return the different texts behind some tags."""
    found = pieces(elements.block, elements.starts[which], elements.stops[which], pa.binary())
    texts: list[bytes] = found.dictionary_encode().dictionary.to_pylist()
    return texts
