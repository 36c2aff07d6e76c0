"""Texts of a plan in Vietnamese and English."""

from __future__ import annotations

import unicodedata
from typing import Any

from pydantic import model_validator

from planviewer import i18n
from planviewer.model.value import Value


class Text(Value):
    """A title or note in both languages; a plain JSON string serves for both."""

    vi: str
    en: str

    @model_validator(mode="before")
    @classmethod
    def _from_string(cls, data: Any) -> Any:
        return {"vi": data, "en": data} if isinstance(data, str) else data

    def __str__(self) -> str:
        if i18n.is_bilingual():
            return i18n.joined(self.vi, self.en)
        return self.vi if i18n.language() == "vi" else self.en


def fold(text: str) -> str:
    """Fold a text for search: no tone marks, no case, đ as d, spaces single.

    ``fold("Thôm Lốm") == "thom lom"``; *Hòa An* and *Hoà An* fold alike, because the tone's place
    goes with the tone.
    """
    plain = text.replace("đ", "d").replace("Đ", "D")
    decomposed = unicodedata.normalize("NFD", plain)
    bare = "".join(c for c in decomposed if not unicodedata.combining(c))
    return " ".join(bare.casefold().split())
