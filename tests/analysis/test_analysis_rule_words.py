from planviewer.analysis.rule_words import rule_in_words
from planviewer.model.layer import FileSource, Layer
from planviewer.model.provenance import Provenance
from planviewer.model.style import Category, CategoryStyle, SingleStyle, Symbol
from planviewer.model.text import Text
from planviewer.model.zone import ZoneRule

BYPASS = Layer(
    id="bypass",
    title=Text(vi="Đường tránh", en="Bypass"),
    source=FileSource(path="bypass.geojson"),
    style=SingleStyle(),
    provenance=Provenance(source=Text(vi="thử", en="test")),
)


def test_a_rule_is_said_in_both_languages():
    rule = ZoneRule(line_layer="bypass", where=(("phase", "1"),), side="both", to_m=50)
    words = rule_in_words(rule, BYPASS)
    assert words.en == (
        "0 to 50 m on each side of “Bypass” (only where “phase” is “1”), ends cut square."
    )
    assert words.vi == (
        "Từ 0 đến 50 m về mỗi bên của “Đường tránh” (chỉ nơi “phase” là “1”), "
        "hai đầu cắt vuông góc."
    )


def test_every_part_of_a_rule_is_said():
    rule = ZoneRule(
        line_layer="bypass",
        side="right",
        from_m=12.5,
        to_m=200,
        cap="round",
        reference="edge",
        road_width_m=9,
        from_chainage_m=100,
        to_chainage_m=1200,
        exclude=("bang-river",),
    )
    words = rule_in_words(rule, BYPASS)
    assert words.en == (
        "12.5 to 200 m on the right side of “Bypass”, round ends, counted from the edge of the "
        "road, 9 m wide, from Km0+100 to Km1+200, less the areas of “bang-river”."
    )
    assert "Từ 12,5 đến 200 m về bên phải của “Đường tránh”" in words.vi


def test_features_are_called_as_in_the_legend():
    phase = Category(value="1", label=Text(vi="Giai đoạn 1", en="Phase 1"), symbol=Symbol())
    line = BYPASS.changed(style=CategoryStyle(field="phase", categories=(phase,)))
    rule = ZoneRule(line_layer="bypass", where=(("phase", "1"),), side="both", to_m=50)
    words = rule_in_words(rule, line)
    assert words.en == "0 to 50 m on each side of “Bypass” (only “Phase 1”), ends cut square."
    assert "mỗi bên của “Đường tránh” (chỉ “Giai đoạn 1”)" in words.vi
