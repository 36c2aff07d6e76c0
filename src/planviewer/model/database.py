"""Databases a person knows: how to reach one, which rows of a table are wanted; no passwords."""

from __future__ import annotations

from typing import Final, Literal

from pydantic import Field

from planviewer.model.value import Value

SslMode = Literal["disable", "prefer", "require", "verify-ca", "verify-full"]
Comparison = Literal["=", "<>", "<", "<=", ">", ">=", "contains", "empty"]


_LINE: Final = r"^[^\x00-\x1f\x7f\u202a-\u202e\u2066-\u2069]*$"
"""One line that reads as it is written: a plan of anybody may bring these words."""


class SavedConnection(Value):
    """How a PostGIS database is reached, under a name a person gave it.

    ``host`` may be a folder with a socket. There is no place for a password: the system's keyring
    keeps it.
    """

    name: str = Field(min_length=1, max_length=80, pattern=_LINE)
    host: str = Field(default="localhost", min_length=1, max_length=255, pattern=_LINE)
    port: int = Field(default=5432, ge=1, le=65535)
    database: str = Field(min_length=1, max_length=128, pattern=_LINE)
    user: str = Field(default="", max_length=128, pattern=_LINE)
    sslmode: SslMode = "prefer"

    def leads_to(self, other: SavedConnection) -> bool:
        """Whether both are the same database, whoever asks it."""
        here, there = ((x.host.lower(), x.port, x.database) for x in (self, other))
        return here == there

    @property
    def place(self) -> str:
        """Server and database, for people."""
        who = f"{self.user}@" if self.user else ""
        return f"{who}{self.host}:{self.port}/{self.database}"


class Condition(Value):
    """Rows that are wanted: those whose ``field`` compares with ``value`` like this.

    ``contains`` looks for a part of the text, in any case; ``empty`` needs no value.
    """

    field: str = Field(min_length=1)
    comparison: Comparison = "="
    value: str = ""

    @property
    def sign(self) -> str:
        """The comparison as it is printed, where it is a sign."""
        return {"<>": "≠", "<=": "≤", ">=": "≥"}.get(self.comparison, self.comparison)


def known_connection(
    wanted: SavedConnection, saved: tuple[SavedConnection, ...]
) -> SavedConnection | None:
    """Return the person's own connection to the database of another one, the same user first."""
    same = [known for known in saved if known.leads_to(wanted)]
    return next((known for known in same if known.user == wanted.user), same[0] if same else None)
