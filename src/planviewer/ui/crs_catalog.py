"""Coordinate systems a file from here can be in, by code, name and province.

Codes, names and the provinces of each zone: EPSG register (areas of use of EPSG:5896–5899 and
9205–9218). The provinces are those before the mergers of 1/7/2025, because files are named so.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import Final

from planviewer.errors import CrsNotMetric, CrsUnknown
from planviewer.i18n import translate
from planviewer.model.crs import parse_crs, require_metric
from planviewer.model.text import fold


@dataclass(frozen=True)
class CrsCandidate:
    """A system that fits a file, and why it does (a sentence, already in the user's language)."""

    code: str
    reason: str
    title: str = ""
    swapped: bool = False
    score: float | None = None


@dataclass(frozen=True)
class CrsChoice:
    """One row to choose: code "EPSG:n" (or WKT), its name, and where it is used.

    ``swapped``: with x and y exchanged; ``score`` (0–1): how likely it is.
    """

    code: str
    title: str
    detail: str = ""
    reason: str = ""
    swapped: bool = False
    score: float | None = None

    @property
    def shown_code(self) -> str:
        """The code as people quote it, empty for a system that has none."""
        return self.code if self.code.startswith("EPSG:") else ""

    def matches(self, query: str) -> bool:
        """Whether every word of the query occurs, tone marks and case aside."""
        haystack = fold(f"{self.shown_code} {self.title} {self.reason} {self.detail}")
        return all(word in haystack for word in fold(query).split())


_ZONES: Final = (
    ("EPSG:9205", "103°00'", "Điện Biên, Lai Châu"),
    ("EPSG:9206", "104°00'", "Sơn La"),
    ("EPSG:9207", "104°30'", "Cà Mau, Kiên Giang"),
    ("EPSG:9208", "104°45'", "An Giang, Lào Cai, Nghệ An, Phú Thọ, Yên Bái"),
    (
        "EPSG:5897",
        "105°00'",
        "Hà Nội, Hà Nam, Ninh Bình, Thanh Hóa, Vĩnh Phúc, Cần Thơ, Bạc Liêu, Đồng Tháp, Hậu Giang",
    ),
    (
        "EPSG:9209",
        "105°30'",
        (
            "Bắc Ninh, Hà Giang, Hà Tĩnh, Hải Dương, Hưng Yên, Nam Định, Sóc Trăng, Tây Ninh, "
            "Thái Bình, Trà Vinh, Vĩnh Long"
        ),
    ),
    (
        "EPSG:9210",
        "105°45'",
        "Cao Bằng, Hải Phòng, Thành phố Hồ Chí Minh, Bến Tre, Bình Dương, Long An, Tiền Giang",
    ),
    ("EPSG:9211", "106°00'", "Hòa Bình, Quảng Bình, Tuyên Quang"),
    ("EPSG:9212", "106°15'", "Bình Phước, Quảng Trị"),
    ("EPSG:9213", "106°30'", "Bắc Kạn, Thái Nguyên"),
    ("EPSG:9214", "107°00'", "Bắc Giang, Thừa Thiên Huế"),
    ("EPSG:9215", "107°15'", "Lạng Sơn"),
    ("EPSG:9216", "107°30'", "Kon Tum"),
    (
        "EPSG:5899",
        "107°45'",
        "Quảng Ninh, Đà Nẵng, Quảng Nam, Bà Rịa – Vũng Tàu, Đồng Nai, Lâm Đồng",
    ),
    ("EPSG:5898", "108°00'", "Quảng Ngãi"),
    ("EPSG:9217", "108°15'", "Bình Định, Khánh Hòa, Ninh Thuận"),
    ("EPSG:9218", "108°30'", "Bình Thuận, Đắk Lắk, Đắk Nông, Gia Lai, Phú Yên"),
)
_OTHERS: Final = ("EPSG:3405", "EPSG:3406", "EPSG:5896", "EPSG:32648", "EPSG:32649", "EPSG:3857")


def choices(candidates: tuple[CrsCandidate, ...] = ()) -> tuple[CrsChoice, ...]:
    """Return all rows: candidates with their reason first, then WGS 84, then the zones."""
    catalog = {choice.code: choice for choice in _catalog()}
    likely = [_likely(c, catalog.get(c.code)) for c in candidates]
    taken = {c.code for c in candidates if not c.swapped}
    return (*likely, *(choice for code, choice in catalog.items() if code not in taken))


def provinces() -> tuple[tuple[str, str], ...]:
    """Return each province with the code of its 3° zone, in the order of their names."""
    found = [(name, code) for code, _, names in _ZONES for name in names.split(", ")]
    return tuple(sorted(found, key=lambda item: fold(item[0])))


def in_metres(code: str) -> bool:
    """Whether a plan can be measured in a system."""
    try:
        require_metric(code, code)
    except (CrsNotMetric, CrsUnknown):
        return False
    return True


def _likely(candidate: CrsCandidate, known: CrsChoice | None) -> CrsChoice:
    choice = known or CrsChoice(candidate.code, candidate.title or crs_title(candidate.code))
    if candidate.swapped:
        title = translate("crs", "{name}, X and Y exchanged").format(name=choice.title)
        choice = replace(choice, title=title)
    return replace(
        choice, reason=candidate.reason, swapped=candidate.swapped, score=candidate.score
    )


def _catalog() -> tuple[CrsChoice, ...]:
    degrees = translate("crs", "longitude and latitude in degrees, as GPS gives them")
    zone = translate("crs", "3° zone, central meridian {meridian}: {provinces}")
    return (
        CrsChoice("EPSG:4326", crs_title("EPSG:4326"), degrees),
        *(
            CrsChoice(code, crs_title(code), zone.format(meridian=meridian, provinces=provinces))
            for code, meridian, provinces in _ZONES
        ),
        *(CrsChoice(code, crs_title(code), _other_detail(code)) for code in _OTHERS),
    )


def _other_detail(code: str) -> str:
    return {
        "EPSG:3405": translate("crs", "6° zone, west of 108°E"),
        "EPSG:3406": translate("crs", "6° zone, east of 108°E"),
        "EPSG:5896": translate("crs", "3° zone, central meridian 102°00'"),
        "EPSG:32648": translate("crs", "6° zone on WGS 84, west of 108°E"),
        "EPSG:32649": translate("crs", "6° zone on WGS 84, east of 108°E"),
        "EPSG:3857": translate("crs", "web maps; not for measuring"),
    }[code]


def typed_choice(query: str) -> CrsChoice | None:
    """Return the system whose EPSG code was typed, if PROJ knows it."""
    digits = query.strip().upper().removeprefix("EPSG:").strip()
    if not (digits.isascii() and digits.isdecimal() and 4 <= len(digits) <= 6):
        return None
    try:
        return CrsChoice(f"EPSG:{digits}", crs_title(f"EPSG:{digits}"))
    except CrsUnknown:
        return None


@cache
def crs_title(code: str) -> str:
    """Return the name of a system in the EPSG register.

    Raises
    ------
    CrsUnknown
        If there is none.
    """
    return str(parse_crs(code).name)
