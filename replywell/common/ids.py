"""Opaque public ids: what addresses, carriers and log lines show instead of a row's key."""

import uuid

from django.contrib.postgres.functions import RandomUUID
from django.db import models


def new_id() -> uuid.UUID:
    """A fresh opaque id."""
    return uuid.uuid4()


class PublicIdField(models.UUIDField):  # type: ignore[type-arg]
    """The row's name to the outside. The database fills it in, so that SQL functions need not."""

    def __init__(self, **kwargs: object) -> None:
        kwargs.setdefault("db_default", RandomUUID())
        kwargs.setdefault("default", new_id)
        kwargs.setdefault("unique", True)
        kwargs.setdefault("editable", False)
        super().__init__(**kwargs)  # type: ignore[arg-type]
