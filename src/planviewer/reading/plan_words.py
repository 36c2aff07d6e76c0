"""Findings of the model's checks, as a place in the JSON and a sentence for people."""

from __future__ import annotations

from typing import Final

from pydantic import ValidationError

from planviewer.i18n import Message


def explain(error: ValidationError, data: object) -> tuple[str | Message, Message]:
    """Return where in ``data`` the first fault is, like ``layers[3].source.path``, and what it is.

    Parameters
    ----------
    data
        The JSON as it was parsed; it tells keys from the names pydantic gives to alternatives.
    """
    fault = error.errors(include_url=False)[0]
    place = _place(fault["loc"], data)
    where = place or Message("reading", "the whole file")
    values = {name: _short(value) for name, value in fault.get("ctx", {}).items()}
    if "expected" in values:  # pydantic lists them in English
        values["expected"] = values["expected"].replace("' or '", "', '")
    template = _SENTENCES.get(fault["type"])
    if template is None:
        return where, Message(
            "reading", "this value does not fit ({text}).", {"text": fault["msg"]}
        )
    values |= {"input": _short(fault["input"])}
    return where, Message(template.context, template.source, values)


def _place(loc: tuple[int | str, ...], data: object) -> str:
    text, here = "", data
    for number, part in enumerate(loc):
        last = number == len(loc) - 1
        if isinstance(part, int):
            text += f"[{part}]"
        elif (isinstance(here, dict) and part in here) or last:
            text += f".{part}"
        else:  # the name of an alternative, such as "file" among the sources
            continue
        here = _inside(here, part)
    return text.removeprefix(".")


def _inside(here: object, part: int | str) -> object:
    if isinstance(here, dict):
        return here.get(part)
    if isinstance(here, list) and isinstance(part, int) and part < len(here):
        return here[part]
    return None


def _short(value: object) -> str:
    text = str(value)
    return text if len(text) <= 60 else f"{text[:57]}…"


_SENTENCES: Final = {
    "missing": Message("reading", "this entry is missing."),
    "extra_forbidden": Message("reading", "no entry of this name is known. Check the spelling."),
    "model_type": Message("reading", "an object in braces is expected here."),
    "model_attributes_type": Message("reading", "an object in braces is expected here."),
    "tuple_type": Message("reading", "a list in brackets is expected here."),
    "string_type": Message("reading", "a text is expected here, not “{input}”."),
    "string_pattern_mismatch": Message("reading", "“{input}” is not written as expected here."),
    "string_too_short": Message("reading", "the text must not be empty."),
    "literal_error": Message("reading", "“{input}” is not one of {expected}."),
    "enum": Message("reading", "“{input}” is not one of {expected}."),
    "union_tag_invalid": Message("reading", "“{tag}” is not one of {expected_tags}."),
    "union_tag_not_found": Message("reading", "the entry {discriminator} is missing."),
    "float_type": Message("reading", "a number is expected here, not “{input}”."),
    "float_parsing": Message("reading", "a number is expected here, not “{input}”."),
    "finite_number": Message("reading", "a finite number is expected here."),
    "int_type": Message("reading", "a whole number is expected here, not “{input}”."),
    "int_parsing": Message("reading", "a whole number is expected here, not “{input}”."),
    "int_from_float": Message("reading", "a whole number is expected here, not “{input}”."),
    "bool_type": Message("reading", "true or false is expected here, not “{input}”."),
    "bool_parsing": Message("reading", "true or false is expected here, not “{input}”."),
    "greater_than": Message("reading", "the number must be greater than {gt}, not {input}."),
    "greater_than_equal": Message("reading", "the number must be at least {ge}, not {input}."),
    "less_than_equal": Message("reading", "the number must be at most {le}, not {input}."),
    "date_from_datetime_parsing": Message("reading", "“{input}” is not a date (write 2021-06-10)."),
    "date_parsing": Message("reading", "“{input}” is not a date (write 2021-06-10)."),
    "date_type": Message("reading", "“{input}” is not a date (write 2021-06-10)."),
    "less_than": Message("reading", "the number must be less than {lt}, not {input}."),
    "string_too_long": Message("reading", "the text is longer than {max_length} characters."),
    "view_not_on_earth": Message(
        "reading",
        "a view is west, south, east, north in degrees: west below east, south below north, "
        "within ±180 and ±90.",
    ),
    "too_long": Message("reading", "the list is longer than {max_length}."),
    "too_short": Message("reading", "the list is shorter than {min_length}."),
    "plan_group_unknown": Message(
        "reading", "the layer {layer} names the group {group}, which the plan does not have."
    ),
    "plan_line_unknown": Message(
        "reading", "the zone {layer} starts from the layer {line}, which the plan does not have."
    ),
    "plan_exclusion_unknown": Message(
        "reading", "the zone {layer} leaves out the layer {excluded}, which the plan does not have."
    ),
    "plan_sites_unknown": Message(
        "reading", "sites_layer names {layer}, a layer the plan does not have."
    ),
    "plan_basemap_unknown": Message(
        "reading", "basemap names {basemap}, which the plan does not have."
    ),
    "plan_cadastre_unknown": Message(
        "reading", "cadastre names {layer}, a layer the plan does not have."
    ),
    "plan_id_twice": Message("reading", "the {what} ids {ids} are used twice."),
    "zone_without_width": Message("reading", "to_m must be greater than from_m."),
    "zone_too_wide": Message(
        "reading",
        "a zone reaches at most {widest} m from its line, and a road is no wider, but {input} m "
        "are asked for. Check the number.",
    ),
    "zone_without_road_width": Message(
        "reading", "a zone that counts from the road's edge needs road_width_m."
    ),
    "zone_without_length": Message(
        "reading", "to_chainage_m must be greater than from_chainage_m."
    ),
}
