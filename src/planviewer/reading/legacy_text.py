"""The Vietnamese encodings before Unicode, TCVN3 and VNI: bytes and letters, both ways.

TCVN3 is the set VN3 of TCVN 5712:1993, one byte a letter (the ``.VnTime`` fonts, "ABC"); it has no
capitals with a tone: those are typed as small ones, and only fonts with an H show them large. VNI
(VNI for Windows) writes a letter and then a mark, and each letter of the i family as one byte. No
codec of Python's knows either.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import Final

TCVN3: Final = "TCVN3"
VNI: Final = "VNI"
LEGACY: Final = (TCVN3, VNI)

_TCVN3_LETTERS: Final = {
    0xA1: "ĂÂÊÔƠƯĐăâêôơưđ",
    0xB5: "àảãáạ",
    0xBB: "ằẳẵắ",
    0xC6: "ặầẩẫấậè",
    0xCE: "ẻẽéẹềểễếệìỉ",
    0xDC: "ĩíịò",
    0xE1: "ỏõóọồổỗốộờởỡớợù",
    0xF1: "ủũúụừửữứựỳỷỹýỵ",
}
"""Runs of letters by their first byte."""

_VNI_MARKS: Final = {
    "\u0300": "ø", "\u0301": "ù", "\u0309": "û", "\u0303": "õ", "\u0323": "ï",
    "\u0302": "â", "\u0302\u0300": "à", "\u0302\u0301": "á", "\u0302\u0309": "å",
    "\u0302\u0303": "ã", "\u0302\u0323": "ä",
    "\u0306": "ê", "\u0306\u0300": "è", "\u0306\u0301": "é", "\u0306\u0309": "ú",
    "\u0306\u0303": "ü", "\u0306\u0323": "ë",
}  # fmt: skip
"""Marks after a letter, as cp1252 shows their bytes: tones, the circumflex and the breve with
tones."""
_VNI_ALONE: Final = {
    "đ": "ñ", "ơ": "ô", "ư": "ö", "ì": "ì", "í": "í", "ỉ": "æ", "ĩ": "ó", "ị": "ò", "ỵ": "î",
}  # fmt: skip


_PLAIN_TONES: Final = ("\u0300", "\u0301", "\u0309", "\u0303", "\u0323")


def _tcvn3_table() -> dict[int, str]:
    return {
        first + step: letter
        for first, letters in _TCVN3_LETTERS.items()
        for step, letter in enumerate(letters)
    }


def _vni_table() -> dict[str, str]:
    """Return what stands for each letter: a letter with its mark, or one sign alone."""
    table = {sign: letter for letter, sign in _VNI_ALONE.items()}
    for base in "aeouyi":  # the i family so is no standard, but it is met
        table |= _with_marks(base, base, _PLAIN_TONES)
    for base in "aeo":
        table |= _with_marks(base, base, [mark for mark in _VNI_MARKS if mark[0] == "\u0302"])
    table |= _with_marks("a", "a", [mark for mark in _VNI_MARKS if mark[0] == "\u0306"])
    for sign, letter in (("ô", "ơ"), ("ö", "ư")):
        table |= _with_marks(sign, letter, _PLAIN_TONES)
    capitals = {sign.upper(): letter.upper() for sign, letter in table.items()}
    return table | capitals | {s[0].upper() + s[1:]: x.upper() for s, x in table.items()}


def _with_marks(sign: str, letter: str, marks: Sequence[str]) -> dict[str, str]:
    return {sign + _VNI_MARKS[mark]: unicodedata.normalize("NFC", letter + mark) for mark in marks}


_TCVN3: Final = _tcvn3_table()
_VNI: Final = _vni_table()
_VNI_SIGNS: Final = re.compile("|".join(sorted(map(re.escape, _VNI), key=len, reverse=True)))
_TCVN3_BYTES: Final = {letter: bytes([byte]) for byte, letter in _TCVN3.items()}
_VNI_BYTES: Final = {letter: sign.encode("cp1252") for sign, letter in reversed(_VNI.items())}
_CAPITALS: Final = re.compile(r"[^\W\d_]+")
_LOSS: Final = "�"


def decode(data: bytes, encoding: str) -> str:
    """Return the letters (NFC) that bytes mean in ``TCVN3`` or ``VNI``; "�" for what means none."""
    if encoding == TCVN3:
        return _with_capitals("".join(_TCVN3.get(b, chr(b) if b < 0x80 else _LOSS) for b in data))
    signs = data.decode("cp1252", "replace")
    return _VNI_SIGNS.sub(lambda found: _VNI[found[0]], signs)


def encode(text: str, encoding: str) -> bytes:
    """Return the bytes of ``text`` in ``TCVN3`` or ``VNI``, as programs of that time wrote them.

    Raises
    ------
    UnicodeEncodeError
        If a letter has no place there.
    """
    table = _TCVN3_BYTES if encoding == TCVN3 else _VNI_BYTES
    letters = unicodedata.normalize("NFC", text)
    return b"".join(_bytes_of(letter, table, encoding) for letter in letters)


def _bytes_of(letter: str, table: dict[str, bytes], encoding: str) -> bytes:
    known = table.get(letter)
    if known is None and encoding == TCVN3:
        known = table.get(letter.lower())
    return known if known is not None else letter.encode("ascii")


def _with_capitals(text: str) -> str:
    """Give words in capitals back the large letters that TCVN3 has no place for."""
    plain = [x for x in text if x.isascii() and x.isalpha()]
    if len(plain) >= 3 and all(x.isupper() for x in plain):
        return text.upper()
    return _CAPITALS.sub(lambda found: _word_with_capitals(found[0]), text)


def _word_with_capitals(word: str) -> str:
    plain = [x for x in word if x.isascii()]
    large = len(plain) >= 2 and all(x.isupper() for x in plain)
    return word.upper() if large else word
