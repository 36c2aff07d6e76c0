"""A zone rule as a sentence, in both languages, for details panels and certificates.

A certificate carries both languages whatever the interface speaks, so the sentences stand here as
:class:`Text`, beside each other, and not in the translation files.
"""

from __future__ import annotations

from planviewer.analysis.chainage import format_chainage
from planviewer.model.text import Text
from planviewer.model.zone import RoadStrip, ZoneRule

_SIDES = {
    "left": Text(vi="bên trái", en="the left side of"),
    "right": Text(vi="bên phải", en="the right side of"),
    "both": Text(vi="mỗi bên", en="each side of"),
}
_CAPS = {
    "flat": Text(vi="hai đầu cắt vuông góc", en="ends cut square"),
    "round": Text(vi="hai đầu lượn tròn", en="round ends"),
}


def rule_in_words(rule: ZoneRule, line_title: Text) -> Text:
    """Say what land a rule takes.

    ``rule_in_words(rule, title).en`` → “0 to 50 m on each side of Nước Hai bypass (phase = 1),
    ends cut square.”
    """
    return Text(
        vi=_sentence(
            f"Từ {_metres(rule.from_m, 'vi')} đến {_metres(rule.to_m, 'vi')} m về "
            f"{_SIDES[rule.side].vi} {line_title.vi}{_matching(rule.where)}",
            *(clause.vi for clause in _clauses(rule)),
        ),
        en=_sentence(
            f"{_metres(rule.from_m, 'en')} to {_metres(rule.to_m, 'en')} m on "
            f"{_SIDES[rule.side].en} {line_title.en}{_matching(rule.where)}",
            *(clause.en for clause in _clauses(rule)),
        ),
    )


def _sentence(*clauses: str) -> str:
    return ", ".join(clauses) + "."


def _metres(value: float, language: str) -> str:
    text = f"{value:.3f}".rstrip("0").rstrip(".")
    return text.replace(".", ",") if language == "vi" else text


def _matching(where: tuple[tuple[str, str], ...]) -> str:
    return f" ({', '.join(f'{field} = {value}' for field, value in where)})" * bool(where)


def _clauses(rule: ZoneRule) -> list[Text]:
    clauses = [_CAPS[rule.cap]]
    if rule.reference == "edge" and rule.road_width_m is not None:
        width = rule.road_width_m
        clauses.append(
            Text(
                vi=f"tính từ mép đường rộng {_metres(width, 'vi')} m",
                en=f"counted from the edge of the road, {_metres(width, 'en')} m wide",
            )
        )
    clauses += _corners(rule)
    if rule.from_chainage_m is not None or rule.to_chainage_m is not None:
        clauses.append(_stretch(rule.from_chainage_m or 0.0, rule.to_chainage_m))
    if rule.exclude:
        names = ", ".join(rule.exclude)
        clauses.append(Text(vi=f"trừ diện tích của: {names}", en=f"less the areas of: {names}"))
    clauses += [_road(road) for road in rule.exclude_roads]
    if rule.priority:
        first = Text(vi=f"mức ưu tiên {rule.priority}", en=f"priority {rule.priority}")
        clauses.append(first)
    return clauses


def _corners(rule: ZoneRule) -> list[Text]:
    """Say how outer corners are shaped, where that is not by the same distance everywhere."""
    if rule.join == "bevel":
        return [Text(vi="góc ngoài vát thẳng", en="outer corners cut straight")]
    if rule.join == "mitre":
        limit = f"{rule.mitre_limit:g}"
        vi = f"góc ngoài kéo nhọn (không quá {limit.replace('.', ',')} lần khoảng cách)"
        en = f"outer corners pointed (at most {limit} times the distance)"
        return [Text(vi=vi, en=en)]
    return []


def _road(road: RoadStrip) -> Text:
    which = f"{road.layer}{_matching(road.where)}"
    return Text(
        vi=f"trừ đường rộng {_metres(road.width_m, 'vi')} m theo tim {which}",
        en=f"less a road {_metres(road.width_m, 'en')} m wide along {which}",
    )


def _stretch(start: float, stop: float | None) -> Text:
    first, last = format_chainage(start), format_chainage(stop or 0.0)
    if stop is None:
        return Text(vi=f"từ {first} đến cuối tuyến", en=f"from {first} to the end of the line")
    return Text(vi=f"từ {first} đến {last}", en=f"from {first} to {last}")
