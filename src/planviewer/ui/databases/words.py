"""Sentences that several dialogs of databases say."""

from __future__ import annotations

from planviewer.i18n import Message, translate
from planviewer.reading.postgis.connection import Kept

NO_KEYRING = Message(
    "database",
    "This system has no keyring, so the password is kept only until planviewer closes, and is "
    "asked for again next time.",
)
CONNECTING = Message("database", "Connecting to the database")


def where_kept(kept: Kept) -> str:
    """Say where a password is kept now."""
    if kept == "keyring":
        return translate("database", "The password is kept in the keyring of this system.")
    return str(NO_KEYRING)
