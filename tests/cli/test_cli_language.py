"""What argparse itself says of wrong usage and in a help is in the language of the person."""

import argparse
import ast
import inspect
import re

import pytest

from planviewer import i18n
from planviewer.cli import argparse_words
from planviewer.cli.argparse_words import our_word
from planviewer.cli.parser import COMMANDS, parse

FOR_PROGRAMMERS = {
    "%(heading)s:",
    " (default: %(default)s)",
    "show program's version number and exit",  # ours has a help of its own
    ".__call__() not defined",
    "%r is not callable",
    "unknown parser %(parser_name)r (choices: %(choices)s)",  # a choice already refused it
    "unexpected option string: %s",  # only with intermixed arguments
    "can't open '%(filename)s': %(error)s",  # FileType only
    'argument "-" with mode %r',
    "%(prog)s: warning: %(message)s\n",
    "command '%(parser_name)s' is deprecated",
    "option '%(option)s' is deprecated",
    "argument '%(argument_name)s' is deprecated",
    "subcommands",
    "conflicting subparser: %s",
    "conflicting subparser alias: %s",
    "cannot have multiple subparser arguments",
    "cannot merge actions - two groups are named %r",
    "mutually exclusive arguments must be optional",
    "'required' is an invalid argument for positionals",
    "invalid option string %(option)r: must start with a character %(prefix_chars)r",
    "dest= is required for options like %r",
    "invalid conflict_resolution value: %r",
}
WRONG = {
    "unknown option": ["info", "x.gpkg", "--colour"],
    "nothing named": ["info"],
    "required": ["zone", "line.geojson", "-o", "out.gpkg"],
    "one of several": ["pack", "-o", "x.zip"],
    "both of two": ["pack", "--all", "--site", "market", "-o", "x.zip"],
    "choice": ["zone", "line.geojson", "--side", "up", "--to", "5", "-o", "x.gpkg"],
    "ambiguous": ["zone", "line.geojson", "--side", "left", "--f", "5", "--to", "9", "-o", "x"],
    "no value": ["info", "x.gpkg", "--crs"],
    "a value too many": ["info", "x.gpkg", "--json=yes"],
    "no number": ["zone", "line.geojson", "--side", "left", "--to", "wide", "-o", "x.gpkg"],
    "no whole number": ["sheet", "--all", "--dpi", "fine", "-o", "x.pdf"],
    "in the window": ["x.gpkg", "--theme", "pink"],
}
ENGLISH = re.compile(
    r"\b(usage|error|argument|arguments|required|expected|invalid|choose|allowed|options|exit)\b"
)


@pytest.fixture
def marked():
    """Vietnamese is played by texts in «», whose English letters are gone."""
    hidden = str.maketrans("aeiou", "·····")
    i18n.install("vi", lambda _context, source, _comment, _n: f"«{_hide(source, hidden)}»")


def _hide(source, hidden):
    kept = re.compile(r"(%(?:\(\w+\))?[sr]|\{\w*\})")
    parts = kept.split(source)
    return "".join(p if kept.fullmatch(p) else p.translate(hidden) for p in parts)


def texts_of_argparse():
    """Return the texts that argparse of this Python hands to gettext."""
    calls = [
        node
        for node in ast.walk(ast.parse(inspect.getsource(argparse)))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "_"
    ]
    return {c.args[0].value for c in calls if isinstance(c.args[0], ast.Constant)}


def test_every_text_of_argparse_is_translated_or_known_to_be_for_programmers():
    found = texts_of_argparse()
    assert len(found) > 20
    ours = {text for text in found if text in argparse_words._BY_SOURCE}
    assert found - ours - FOR_PROGRAMMERS == set()
    assert set(argparse_words._BY_SOURCE) - found == set()


@pytest.mark.usefixtures("marked")
@pytest.mark.parametrize("argv", WRONG.values(), ids=WRONG)
def test_wrong_usage_is_told_without_an_english_word(argv, capsys):
    with pytest.raises(SystemExit) as left:
        parse(argv)
    assert left.value.code == 2
    said = capsys.readouterr().err
    assert said.startswith("«")
    assert ENGLISH.search(said) is None, said


@pytest.mark.usefixtures("marked")
@pytest.mark.parametrize("command", [*sorted(set(COMMANDS) - {"window"}), None])
def test_a_help_has_no_english_word(command, capsys):
    with pytest.raises(SystemExit) as left:
        parse([command, "--help"] if command else ["--help"])
    assert left.value.code == 0
    assert ENGLISH.search(capsys.readouterr().out) is None


def test_other_programs_in_the_process_keep_their_words():
    before = vars(argparse)["_"]
    parse(["info", "x.gpkg"])
    assert vars(argparse)["_"] is before


def test_what_is_for_programmers_stays_as_it_is():
    assert our_word("%r is not callable") == "%r is not callable"
