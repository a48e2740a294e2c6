"""Rows of several tables in one hand-written query, as model instances.

On the path of every text the ORM takes longer to write its SQL than PostgreSQL to run it; here it is written once.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from typing import Any

from django.db import connection, models


@cache
def columns(model: type[models.Model], alias: str) -> str:
    """Every column of the model's table, under that alias, in the order in which `instance` takes them."""
    return ", ".join(f'{alias}."{field.column}"' for field in model._meta.concrete_fields)


@cache
def _shape(model: type[models.Model]) -> tuple[tuple[str, ...], tuple[int, ...]]:
    fields = model._meta.concrete_fields
    names = tuple(field.attname for field in fields)
    return names, tuple(place for place, field in enumerate(fields) if isinstance(field, models.JSONField))


def instance(model: type[models.Model], values: Sequence[Any]) -> Any:
    """An instance of the model, as the ORM would load it; None when an outer join found no row."""
    names, documents = _shape(model)
    row = list(values)
    if row[0] is None:
        return None
    for place in documents:
        if isinstance(row[place], str):
            row[place] = json.loads(row[place])
    return model.from_db("default", names, row)


def fetch(sql: str, values: Sequence[Any], *kinds: type[models.Model]) -> list[tuple[Any, ...]]:
    """Run `sql`, whose select list begins with the `columns` of `kinds`; per row their instances, then the rest."""
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        found = cursor.fetchall()
    widths = [len(_shape(kind)[0]) for kind in kinds]
    rows = []
    for row in found:
        made: list[Any] = []
        at = 0
        for kind, width in zip(kinds, widths, strict=True):
            made.append(instance(kind, row[at : at + width]))
            at += width
        rows.append((*made, *row[at:]))
    return rows
