"""Which encoding the text of a field is in, told by its bytes: what is declared may be wrong.

Every encoding is tried; the one under which most words are Vietnamese syllables is it. Bytes that
are no Vietnamese under any of them are left to what the file declares.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from planviewer.reading import legacy_text
from planviewer.reading.legacy_text import LEGACY
from planviewer.reading.vietnamese import is_syllable

UTF8: Final = "UTF-8"
VIETNAMESE: Final = ("cp1258", *LEGACY)
TWICE: Final = "UTF-8 as cp1252"
"""UTF-8 whose bytes some program took for cp1252 letters, and wrote as UTF-8 again."""
_LEAST_SHARE: Final = 0.7
"""Of the words with marks so many must be Vietnamese."""
_WESTERN: Final = "cp1252"
_SOFT_HYPHEN: Final = "\xad"
"""It is on no keyboard; TCVN3 has "ư" there."""
_FEW: Final = 2
_MOST_WORDS: Final = 4_000
_WORD: Final = re.compile(rb"[A-Za-z\x80-\xff]+")
_LETTERS: Final = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True)
class Verdict:
    """An encoding, under which ``words`` different words with marks are Vietnamese.

    ``encoding`` is None where the bytes tell nothing.
    """

    encoding: str | None
    words: int = 0


def decoded(data: bytes, encoding: str) -> str:
    """Return text in NFC; "�" stands for what is no letter under ``encoding``."""
    if encoding in LEGACY:
        return legacy_text.decode(data, encoding)
    if encoding == TWICE:
        encoding = UTF8
    return unicodedata.normalize("NFC", data.decode(encoding, "replace"))


def is_utf8(data: bytes) -> bool:
    """Whether bytes are UTF-8."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def recognise(texts: Iterable[bytes]) -> Verdict:
    """Tell the encoding of texts of one field.

    Texts that are UTF-8 say nothing of the others; only of those that are not is it asked.
    """
    other = [text for text in texts if not text.isascii()]
    unsure = [text for text in other if not is_utf8(text)]
    if not unsure:
        return Verdict(UTF8 if other else None, len(other))
    return _best(_words(unsure), VIETNAMESE)


def recognise_letters(texts: Iterable[str]) -> Verdict:
    """Tell in which encoding bytes were that now stand as letters of their own in Unicode text.

    ``None``: they are what they look like.
    """
    other = [text for text in texts if not text.isascii()]
    carried = [data for text in other if (data := carried_bytes(text)) is not None]
    if not carried:
        return Verdict(None)
    if all(is_utf8(data) for data in carried):
        return Verdict(TWICE, len(carried))
    words = [word for word in _words(carried) if len(word) > 1]  # a lone letter tells nothing
    as_it_is, good = _share(words, "cp1252")
    best = _best(words, VIETNAMESE)
    # What reads as Vietnamese already stays; so does a single word, which may be a foreign name.
    sure = best.words >= 2 and best.words > good and as_it_is < _LEAST_SHARE
    return best if sure else Verdict(None)


def carried_bytes(text: str) -> bytes | None:
    """Return the bytes a text is made of if each letter stands for one byte, else None."""
    try:
        return text.encode("latin-1")
    except UnicodeEncodeError:
        pass
    try:
        return text.encode("cp1252")
    except UnicodeEncodeError:
        return None


def _words(texts: Iterable[bytes]) -> list[bytes]:
    """Return the different words with bytes that are no ASCII, the most frequent first."""
    found = Counter(word for text in texts for word in _WORD.findall(text) if not word.isascii())
    return [word for word, _ in found.most_common(_MOST_WORDS)]


def _best(words: list[bytes], encodings: Iterable[str]) -> Verdict:
    # Of a word or two, letters that both of them share ("Hòa") are more likely what they look like.
    order = ("cp1258", _WESTERN, *LEGACY) if len(words) <= _FEW else (*encodings, _WESTERN)
    ranked = [(*_share(words, encoding), encoding) for encoding in order]
    share, good, encoding = max(ranked, key=lambda item: item[:2])
    if encoding == _WESTERN:
        return Verdict(None)
    return Verdict(encoding, good) if share >= _LEAST_SHARE and good else Verdict(None)


def _share(words: list[bytes], encoding: str) -> tuple[float, int]:
    """Return which share of the words is Vietnamese under an encoding, and how many."""
    good = bad = 0
    for word in words:
        fits = _fits(word, encoding)
        good += fits is True
        bad += fits is False
    return (good / (good + bad) if good else 0.0), good


def _fits(word: bytes, encoding: str) -> bool | None:
    """Whether a word is Vietnamese under an encoding; None where it has only signs (°, ², –)."""
    text = decoded(word, encoding)
    parts = _LETTERS.findall(text)
    marked = [part for part in parts if not part.isascii()]
    if "�" in text:
        return False
    if encoding == _WESTERN and not _is_typed(text, parts):
        return False
    if not marked:
        return None if len(parts) <= 1 else False
    return all(is_syllable(part) for part in parts)


def _is_typed(text: str, parts: list[str]) -> bool:
    """Whether somebody may have typed a text: no unseen hyphen, no capital after a small letter."""
    return _SOFT_HYPHEN not in text and all(
        part in {part.lower(), part.upper(), part.capitalize()} for part in parts
    )
