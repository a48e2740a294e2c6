"""What was read of the practice file: rows by kind and key."""

from dataclasses import dataclass, field
from typing import Any


@dataclass
class Row:
    """One row of the definition, as the file has it."""

    key: str
    line: int
    values: dict[str, Any]


@dataclass
class Rows:
    """Rows by kind and key."""

    rows: dict[str, dict[str, Row]] = field(default_factory=dict)

    def of(self, kind: str) -> dict[str, Row]:
        """The rows of one kind by key."""
        return self.rows.setdefault(kind, {})
