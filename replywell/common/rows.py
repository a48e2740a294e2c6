"""Rows read and written by hand-written SQL, as model instances.

On the path of every text the ORM takes longer to write its SQL than PostgreSQL to run it; here it is written once.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, time
from functools import cache
from typing import Any
from uuid import UUID

from django.db import connection, models
from django.db.models.expressions import DatabaseDefault

_FROM_JSON: Mapping[type[models.Field[Any, Any]], Callable[[str], Any]] = {
    models.DateTimeField: datetime.fromisoformat,
    models.DateField: date.fromisoformat,
    models.TimeField: time.fromisoformat,
    models.UUIDField: UUID,
}


@cache
def columns(model: type[models.Model], alias: str) -> str:
    """Every column of the model's table, under that alias, in the order in which `fetch` takes them."""
    return ", ".join(f'{alias}."{field.column}"' for field in model._meta.concrete_fields)


@cache
def _shape(model: type[models.Model]) -> tuple[tuple[str, ...], tuple[int, ...]]:
    fields = model._meta.concrete_fields
    names = tuple(field.attname for field in fields)
    return names, tuple(place for place, field in enumerate(fields) if isinstance(field, models.JSONField))


@cache
def _readers(model: type[models.Model]) -> tuple[tuple[str, Callable[[str], Any] | None], ...]:
    """Column by column, what turns JSON's text into the field's value; None: it is that already."""
    found: list[tuple[str, Callable[[str], Any] | None]] = []
    for field in model._meta.concrete_fields:
        kinds = (read for kind, read in _FROM_JSON.items() if isinstance(field, kind))
        found.append((str(field.column), next(kinds, None)))
    return tuple(found)


def instance(model: type[models.Model], row: Mapping[str, Any] | None) -> Any:
    """An instance of the model from its row as JSON (`row_to_json`); None for none."""
    if row is None:
        return None
    values = []
    for column, read in _readers(model):
        value = row[column]
        values.append(value if read is None or value is None else read(value))
    return model.from_db("default", _shape(model)[0], values)


def fetch(sql: str, values: Sequence[Any], *kinds: type[models.Model]) -> list[tuple[Any, ...]]:
    """Run `sql`, which selects the `columns` of `kinds`; per row their instances, None where a join found none."""
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        found = cursor.fetchall()
    rows = []
    for row in found:
        made: list[Any] = []
        at = 0
        for kind in kinds:
            names, documents = _shape(kind)
            part = list(row[at : at + len(names)])
            for place in documents:
                if isinstance(part[place], str):
                    part[place] = json.loads(part[place])
            made.append(None if part[0] is None else kind.from_db("default", names, part))
            at += len(names)
        rows.append(tuple(made))
    return rows


def document(sql: str, values: Sequence[Any]) -> Any:
    """Run `sql`, which gives one JSON value; None for NULL."""
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        found = cursor.fetchone()[0]
    return json.loads(found) if isinstance(found, str) else found


@cache
def _insert(model: type[models.Model], left: frozenset[str]) -> str:
    fields = [field for field in model._meta.concrete_fields if not field.primary_key]
    names = ", ".join(f'"{field.column}"' for field in fields)
    places = ", ".join("DEFAULT" if field.column in left else "%s" for field in fields)
    return f'INSERT INTO "{model._meta.db_table}" ({names}) VALUES ({places}) RETURNING id'


def insert(row: models.Model, before: str = "", values: Sequence[Any] = ()) -> None:
    """Insert a new instance, which gets its key. `before`: a WITH clause of the same statement, and its values."""
    model = type(row)
    left, given = set(), []
    for field in model._meta.concrete_fields:
        if field.primary_key:
            continue
        value = field.pre_save(row, add=True)
        if isinstance(value, DatabaseDefault):
            left.add(field.column)
        else:
            given.append(field.get_db_prep_save(value, connection))
    with connection.cursor() as cursor:
        cursor.execute(f"{before} {_insert(model, frozenset(left))}", [*values, *given])
        row.pk = cursor.fetchone()[0]
    row._state.adding, row._state.db = False, "default"
