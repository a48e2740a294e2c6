"""A worker that dies: its connection is cut before one of its statements, so that PostgreSQL rolls back."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.db import connection


class Killed(BaseException):
    """Nothing catches it, as nothing catches SIGKILL."""


@dataclass
class Life:
    """How many statements were begun, and whether it ended early."""

    statements: int = 0
    killed: bool = False


@contextmanager
def killed_at(statement: int) -> Iterator[Life]:
    """Dies before the given statement (1 is the first); 0: never, only counts."""
    life = Life()

    def count(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        life.statements += 1
        if life.statements == statement:
            connection.close()
            raise Killed
        return execute(sql, params, many, context)

    try:
        with connection.execute_wrapper(count):
            yield life
    except Killed:
        life.killed = True
        connection.close()
