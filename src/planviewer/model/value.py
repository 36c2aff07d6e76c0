"""The base of everything in the plan: frozen, strict about unknown keys."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, StringConstraints

Identifier = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9._-]{0,63}$")]
"""Ids of layers, sites, zones: safe in URLs, file names and HTML."""


class Value(BaseModel):
    """A frozen pydantic model; a change makes a new value."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)

    def changed(self, **changes: object) -> Self:
        """Return a copy with ``changes``, validated like any other value."""
        return self.model_validate({**dict(self), **changes})
