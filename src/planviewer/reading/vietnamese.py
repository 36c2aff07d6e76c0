"""Is a word Vietnamese? The shape of the syllable tells legacy encodings apart.

A Vietnamese word is one syllable: an onset, a rime, one of six tones, of which a rime that ends in
a stop (c, ch, p, t) takes two only. Letters read in the wrong encoding hardly ever keep to that.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

_TONES: Final = {"\u0300", "\u0301", "\u0303", "\u0309", "\u0323"}
_STOP_TONES: Final = {"\u0301", "\u0323"}
"""Acute and dot below: the tones of syllables that end in a stop."""

_ONSETS: Final = "b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x"
_RIMES: Final = """
a ac ach ai ak am an ang anh ao ap at au ay
ăc ăk ăm ăn ăng ăp ăt
âc âm ân âng âp ât âu ây
e ec em en eng eo ep et
ê êch êm ên êng ênh êp êt êu
i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu
y yêm yên yêng yêt yêu ych ynh yt yn
o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oe oen oeo oet
oc oi ok om on ong ooc oong op ot
ô ôc ôi ôk ôm ôn ông ôp ôt
ơ ơi ơm ơn ơng ơp ơt
u ua uc uân uâng uât uâu uây ui um un ung up ut uê uêch uên uênh uêt uơ
uôc uôi uôm uôn uông uôt uy uya uych uyên uyêt uyn uynh uyp uyt uyu uch uôk
ư ưa ưc ưi ưm ưn ưng ưt ưu ươc ươi ươm ươn ương ươp ươt ươu
"""
_STRAY_TONE: Final = re.compile("(?:^|[^aeiouy\u0302\u0306\u031b])[\u0300\u0301\u0303\u0309\u0323]")
"""A tone on a consonant. (Below a letter with a circumflex the dot comes first, on the vowel.)"""
_SYLLABLE: Final = re.compile(rf"(?:{'|'.join(_ONSETS.split())})?({'|'.join(_RIMES.split())})")


@lru_cache(maxsize=65_536)
def is_syllable(word: str) -> bool:
    """Whether ``word`` (letters only, any case, composed or not) can be a Vietnamese syllable."""
    if _STRAY_TONE.search(unicodedata.normalize("NFD", word.lower())):
        return False
    plain, tones = _split(word)
    found = _SYLLABLE.fullmatch(plain)
    if found is None or len(tones) > 1:
        return False
    stopped = found[1].endswith(("c", "ch", "p", "t"))
    return not stopped or (bool(tones) and tones[0] in _STOP_TONES)


def _split(word: str) -> tuple[str, list[str]]:
    """Return the letters without tone, composed again, and the tones."""
    marks = unicodedata.normalize("NFD", word.lower())
    tones = [mark for mark in marks if mark in _TONES]
    rest = "".join(mark for mark in marks if mark not in _TONES)
    return unicodedata.normalize("NFC", rest), tones
