"""How a lower room tells an upper one that something happened, inside the same transaction.

The lower room owns an `Event` and calls it; upper rooms `listen` when Django starts. A listener runs in the
caller's transaction: if it raises, everything is undone together.
"""

from collections.abc import Callable
from typing import Generic, TypeVar

Payload = TypeVar("Payload")


class Event(Generic[Payload]):
    """One kind of happening. `event(payload)` runs every listener, in the order in which they were added."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._listeners: list[Callable[[Payload], None]] = []

    def listen(self, listener: Callable[[Payload], None]) -> Callable[[Payload], None]:
        """Add a listener; usable as a decorator. Adding the same one twice adds it once."""
        if listener not in self._listeners:
            self._listeners.append(listener)
        return listener

    def __call__(self, payload: Payload) -> None:
        for listener in self._listeners:
            listener(payload)
