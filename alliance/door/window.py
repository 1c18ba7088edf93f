"""The window through which governed records may be written: only the door opens it."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass


@dataclass
class Window:
    """One open window; it counts what went through, so that a refusal after a write is noticed."""

    writes: int = 0


_open: ContextVar[Window | None] = ContextVar("open_window", default=None)


class OutsideAction(RuntimeError):
    """A governed record was written outside an action."""


@contextmanager
def opened() -> Iterator[Window]:
    """Let governed records be written until the block ends."""
    window = Window()
    token = _open.set(window)
    try:
        yield window
    finally:
        _open.reset(token)


def pass_through(model: str) -> None:
    """Note one write to `model`, or raise OutsideAction where no action is under way."""
    window = _open.get()
    if window is None:
        raise OutsideAction(
            f"{model} can only be written by an action. Call the action that does what you want."
        )
    window.writes += 1
