"""Choosing the language: Qt's translator behind :mod:`planviewer.i18n`."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Literal

from PySide6.QtCore import QCoreApplication, QLocale, QTranslator

from planviewer import i18n
from planviewer.app.profile import settings_file
from planviewer.assets import resource

SheetLanguage = Literal["vi", "en", "both"]
"""What a sheet may speak."""


class _Installed:
    """The translator now installed in the application (Qt keeps no reference to it)."""

    translator: QTranslator | None = None


def chosen_language() -> i18n.Language:
    """Return the language the person chose, else that of the desktop.

    It is wanted before anything else, and long before the other settings can be read.
    """
    try:
        kept = json.loads(settings_file().read_bytes())
    except (OSError, ValueError, RecursionError):
        return system_language()
    chosen = kept.get("language") if isinstance(kept, dict) else None
    return chosen if chosen in ("vi", "en") else system_language()


def system_language() -> i18n.Language:
    """Return the language of the desktop if we speak it, else Vietnamese, the users' own."""
    name = QLocale.system().name()
    return "en" if name.startswith("en") else "vi"


def use_language(language: i18n.Language) -> None:
    """Speak ``language`` from now on; open widgets get a LanguageChange event.

    Raises
    ------
    FileMissing
        If the translations were not built.
    """
    ours = _loaded(language)
    i18n.install(language, _look_up(ours))
    QLocale.setDefault(
        QLocale(QLocale.Language.Vietnamese, QLocale.Country.Vietnam)
        if language == "vi"
        else QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom)
    )
    _install_in_application(ours)


def _install_in_application(ours: QTranslator) -> None:
    """Tell Qt: its own dialogs follow (``qt_vi.ts``), widgets are asked to translate themselves."""
    application = QCoreApplication.instance()
    if application is None:
        return
    if _Installed.translator is not None:
        application.removeTranslator(_Installed.translator)
    application.installTranslator(ours)
    _Installed.translator = ours


@contextmanager
def speaking(language: SheetLanguage | None) -> Iterator[None]:
    """Speak another language than the interface inside, or both, in this thread only.

    Raises
    ------
    FileMissing
        If the translations were not built.
    """
    if language is None:
        yield
    elif language == "both":
        vietnamese, english = (_look_up(_kept(name)) for name in ("vi", "en"))
        with i18n.speaking("vi", vietnamese, english):
            yield
    else:
        with i18n.speaking(language, _look_up(_kept(language))):
            yield


def _loaded(language: str) -> QTranslator:
    translator = QTranslator()
    translator.load(str(resource(f"i18n/planviewer_{language}.qm")))
    return translator


@cache
def _kept(language: str) -> QTranslator:
    """Return a translator that is never installed, so the interface does not notice it."""
    return _loaded(language)


def _look_up(translator: QTranslator) -> i18n.Translator:
    def look_up(context: str, source: str, comment: str, n: int) -> str:
        found = translator.translate(context, source, comment, n) or source
        return found.replace("%n", i18n.number(n)) if n >= 0 else found

    return look_up
