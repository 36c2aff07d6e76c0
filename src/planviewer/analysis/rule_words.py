"""A zone rule as a sentence, in both languages, for details panels and certificates.

A certificate carries both languages whatever the interface speaks, so the sentences stand here as
:class:`Text`, beside each other, and not in the translation files.
"""

from __future__ import annotations

from collections.abc import Mapping

from planviewer.analysis.chainage import format_chainage
from planviewer.model.layer import Layer
from planviewer.model.style import CategoryStyle
from planviewer.model.text import Text
from planviewer.model.zone import RoadStrip, ZoneRule

_SIDES = {
    "left": Text(vi="bên trái của", en="the left side of"),
    "right": Text(vi="bên phải của", en="the right side of"),
    "both": Text(vi="mỗi bên của", en="each side of"),
}
_CAPS = {
    "flat": Text(vi="hai đầu cắt vuông góc", en="ends cut square"),
    "round": Text(vi="hai đầu lượn tròn", en="round ends"),
}


def rule_in_words(rule: ZoneRule, line: Layer, titles: Mapping[str, Text] | None = None) -> Text:
    """Say what land a rule takes.

    ``rule_in_words(rule, bypass).en`` → ``0 to 50 m on each side of “Nước Hai bypass” (only
    “Phase 1”), ends cut square.`` Features are called as the legend of the line's layer does,
    other layers by ``titles`` (by layer id; else by their id).
    """
    part = _matching(rule.where, line)
    clauses = _clauses(rule, titles or {})
    return Text(
        vi=_sentence(
            f"Từ {_metres(rule.from_m, 'vi')} đến {_metres(rule.to_m, 'vi')} m về "
            f"{_SIDES[rule.side].vi} “{line.title.vi}”{part.vi}",
            *(clause.vi for clause in clauses),
        ),
        en=_sentence(
            f"{_metres(rule.from_m, 'en')} to {_metres(rule.to_m, 'en')} m on "
            f"{_SIDES[rule.side].en} “{line.title.en}”{part.en}",
            *(clause.en for clause in clauses),
        ),
    )


def _sentence(*clauses: str) -> str:
    return ", ".join(clauses) + "."


def _metres(value: float, language: str) -> str:
    text = f"{value:.3f}".rstrip("0").rstrip(".")
    return text.replace(".", ",") if language == "vi" else text


def _matching(where: tuple[tuple[str, str], ...], layer: Layer | None = None) -> Text:
    """Say which features are meant; empty for all."""
    if not where:
        return Text(vi="", en="")
    called = [_called(field, value, layer) for field, value in where]
    vi, en = ", ".join(item.vi for item in called), ", ".join(item.en for item in called)
    return Text(vi=f" (chỉ {vi})", en=f" (only {en})")


def _called(field: str, value: str, layer: Layer | None) -> Text:
    style = None if layer is None else layer.style
    if isinstance(style, CategoryStyle) and style.field == field:
        for item in style.categories:
            if item.value == value:
                return Text(vi=f"“{item.label.vi}”", en=f"“{item.label.en}”")
    return Text(vi=f"nơi “{field}” là “{value}”", en=f"where “{field}” is “{value}”")


def _clauses(rule: ZoneRule, titles: Mapping[str, Text]) -> list[Text]:
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
        names = [_title(name, titles) for name in rule.exclude]
        vi, en = ", ".join(name.vi for name in names), ", ".join(name.en for name in names)
        clauses.append(Text(vi=f"trừ diện tích của {vi}", en=f"less the areas of {en}"))
    clauses += [_road(road, titles) for road in rule.exclude_roads]
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


def _road(road: RoadStrip, titles: Mapping[str, Text]) -> Text:
    which, part = _title(road.layer, titles), _matching(road.where)
    return Text(
        vi=f"trừ đường rộng {_metres(road.width_m, 'vi')} m theo tim {which.vi}{part.vi}",
        en=f"less a road {_metres(road.width_m, 'en')} m wide along {which.en}{part.en}",
    )


def _title(layer_id: str, titles: Mapping[str, Text]) -> Text:
    title = titles.get(layer_id, Text(vi=layer_id, en=layer_id))
    return Text(vi=f"“{title.vi}”", en=f"“{title.en}”")


def _stretch(start: float, stop: float | None) -> Text:
    first, last = format_chainage(start), format_chainage(stop or 0.0)
    if stop is None:
        return Text(vi=f"từ {first} đến cuối tuyến", en=f"from {first} to the end of the line")
    return Text(vi=f"từ {first} đến {last}", en=f"from {first} to {last}")
