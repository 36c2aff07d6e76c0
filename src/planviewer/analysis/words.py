"""A zone's rule in words, for people who have to defend it."""

from __future__ import annotations

from planviewer import i18n
from planviewer.analysis.chainage import format_chainage
from planviewer.i18n import translate
from planviewer.model.zone import ZoneRule, side_title


def rule_in_words(rule: ZoneRule, line: str) -> str:
    """Say what a rule takes, in the language of the moment.

    Parameters
    ----------
    line
        The title of the line layer.
    """
    sentence = translate("zones", "From {start} to {end} from “{line}”, {side}, {ends}")
    parts = [
        sentence.format(
            start=_metres(rule.from_m),
            end=_metres(rule.to_m),
            line=line,
            side=side_title(rule.side),
            ends=_ends(rule),
        ),
        *_conditions(rule),
    ]
    return "; ".join(parts)


def _metres(value: float) -> str:
    return f"{i18n.number(value, 0 if float(value).is_integer() else 1)} m"


def _ends(rule: ZoneRule) -> str:
    if rule.cap == "round":
        return translate("zones", "round ends")
    return translate("zones", "flat ends")


def _conditions(rule: ZoneRule) -> list[str]:
    found = [f"{field} = {value}" for field, value in rule.where]
    if rule.reference == "edge" and rule.road_width_m is not None:
        text = translate("zones", "counted from the edge of a road {width} wide")
        found.append(text.format(width=_metres(rule.road_width_m)))
    if rule.from_chainage_m is not None or rule.to_chainage_m is not None:
        start = format_chainage(rule.from_chainage_m or 0.0)
        end = translate("zones", "the end") if rule.to_chainage_m is None else None
        text = translate("zones", "between {start} and {end}")
        found.append(text.format(start=start, end=end or format_chainage(rule.to_chainage_m or 0)))
    if rule.exclude:
        text = translate("zones", "without the areas of {layers}")
        found.append(text.format(layers=", ".join(rule.exclude)))
    return found
