"""What the VN-2000 doctor says of a candidate."""

from __future__ import annotations

import math

from planviewer.i18n import Figure, Message, length, percent

_MISTAKES = {
    "none": Message("doctor", "The coordinates are in this system"),
    "no-datum-shift": Message(
        "doctor", "The datum shift between VN-2000 and WGS 84 was left out (about 224 m)"
    ),
    "utm-scale": Message(
        "doctor", "The scale 0.9996 of UTM was used in a 3° zone instead of 0.9999 (about 690 m)"
    ),
    "wrong-meridian": Message("doctor", "The file names the central meridian of another province"),
    "axes-swapped": Message(
        "doctor", "X and Y are exchanged: Vietnamese tables give X as the northing"
    ),
    "degrees-as-metres": Message("doctor", "The coordinates are degrees, not metres"),
    "wgs84-utm-as-vn2000": Message("doctor", "The coordinates are WGS 84 / UTM, not VN-2000"),
    "vn2000-as-wgs84": Message("doctor", "The degrees are of VN-2000, not of WGS 84 (about 224 m)"),
    "other-system": Message("doctor", "The coordinates are in another system than the file says"),
}


def words_of(mistake: str, metres: float, coincidence: float, *, near_plan: bool) -> Message:
    """Return the reason of a candidate: what went wrong, and where the file would lie."""
    values = {
        "mistake": _MISTAKES[mistake],
        "distance": Figure(length, metres),
        "share": Figure(percent, coincidence),
    }
    if math.isnan(metres):
        return Message("doctor", "{mistake}.", values)
    if not near_plan:
        return Message("doctor", "{mistake}; it then lies {distance} from Cao Bằng.", values)
    if coincidence >= 0.3:
        return Message(
            "doctor", "{mistake}; {share} of its points then lie on what the map shows.", values
        )
    return Message("doctor", "{mistake}; it then lies {distance} from what the map shows.", values)
