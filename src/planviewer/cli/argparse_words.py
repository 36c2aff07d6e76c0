"""argparse's own words, in the language of the person."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from planviewer.i18n import Message

_WORDS: Final = (
    Message("argparse", "usage: "),
    Message("argparse", "positional arguments"),
    Message("argparse", "options"),
    Message("argparse", "show this help message and exit"),
    Message("argparse", "%(prog)s: error: %(message)s\n"),
    Message("argparse", "argument %(argument_name)s: %(message)s"),
    Message("argparse", "unrecognized arguments: %s"),
    Message("argparse", "the following arguments are required: %s"),
    Message("argparse", "one of the arguments %s is required"),
    Message("argparse", "not allowed with argument %s"),
    Message("argparse", "ambiguous option: %(option)s could match %(matches)s"),
    Message("argparse", "ignored explicit argument %r"),
    Message("argparse", "expected one argument"),
    Message("argparse", "expected at least one argument"),
    Message("argparse", "expected at most one argument"),
    Message("argparse", "invalid %(type)s value: %(value)r"),
    Message("argparse", "invalid choice: %(value)r (choose from %(choices)s)"),
)
_BY_SOURCE: Final = {word.source: word for word in _WORDS}


def our_word(source: str) -> str:
    """Return a text of argparse in the language of the moment; one it has for programmers as is."""
    return str(_BY_SOURCE.get(source, source))


@contextmanager
def translated() -> Iterator[None]:
    """Have argparse say its words in the language of the moment, inside.

    argparse asks gettext, under the name ``_`` of its module, and offers no other way in; the
    catalogues of gettext are files of their own, which would be a second place for translations.
    What a new Python says besides is found by ``tests/cli/test_cli_language.py``.
    """
    names = vars(argparse)
    kept = names["_"]
    names["_"] = our_word
    try:
        yield
    finally:
        names["_"] = kept
