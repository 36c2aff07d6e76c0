"""The root of the tree of errors."""

from __future__ import annotations

from typing import Any, ClassVar

from planviewer.i18n import Message


class PlanviewerError(Exception):
    """Root of the tree; ``except PlanviewerError`` is what a user may be told.

    Subclasses give ``template``, a :class:`Message` without values; the keyword arguments fill it.
    ``code`` is the stable name used in ``--json`` output.
    """

    code: ClassVar[str] = "error"
    template: ClassVar[Message] = Message("errors", "The work failed: {reason}")

    def __init__(self, **values: Any) -> None:
        super().__init__(values)
        self.values = values

    @property
    def message(self) -> Message:
        """The sentence for the user, translated when it is shown."""
        return Message(self.template.context, self.template.source, self.values)

    def __str__(self) -> str:
        return str(self.message)
