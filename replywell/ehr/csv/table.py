"""A CSV file as rows whose every value knows its line and column."""

import csv
import io
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from replywell.ehr.problems import Problem, Wrong, nearest

Value = TypeVar("Value")
_BREAK = re.compile(r"\r\n|\r|\n")


class Table:
    """One CSV file, UTF-8 with or without BOM, comma, semicolon or tab between values."""

    def __init__(self, path: Path, problems: list[Problem]) -> None:
        self.file = path.name
        self.problems = problems
        self.columns: list[str] = []
        self.text = ""
        self._read(path)

    def add(self, line: int, column: str, found: str, wrong: str, right: str) -> None:
        """Report a problem."""
        self.problems.append(Problem(self.file, line, column, found, wrong, right))

    def _read(self, path: Path) -> None:
        raw = path.read_bytes()
        if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
            self.add(1, "", "", "the file is UTF-16", "the same file saved as CSV UTF-8")
            return
        try:
            self.text = raw.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            before = raw[: error.start]
            line = before.count(b"\n") + 1
            self.add(
                line, "", f"byte 0x{raw[error.start]:02x}", "that is not UTF-8", "the same file saved as CSV UTF-8"
            )
            return
        first = self.text.split("\n", 1)[0]
        counts = {mark: first.count(mark) for mark in ",;\t"}
        self.delimiter = max(counts, key=lambda mark: counts[mark])
        self.columns = [re.sub(r"[\s-]+", "_", name.strip().strip('"').lower()) for name in self._first_row()]
        if not any(self.columns):
            self.add(1, "", "", "the file is empty", "a first line with the names of the columns")

    def _first_row(self) -> list[str]:
        try:
            return next(csv.reader(io.StringIO(self.text, newline=""), delimiter=self.delimiter), [])
        except csv.Error:
            return []

    def check_columns(self, required: Sequence[str], optional: Sequence[str], numbered: Sequence[str] = ()) -> bool:
        """Whether the header has what is needed and nothing unknown; `numbered` names may end in 2, 3, ..."""
        before = len(self.problems)
        known = [*required, *optional]
        seen: set[str] = set()
        for column in self.columns:
            if column in seen:
                self.add(1, column, column, "the column stands there twice", "each column once")
            elif column not in known and not (
                (found := re.fullmatch(r"(\D+)([2-9])", column)) and found[1] in numbered
            ):
                self.add(1, column or "(empty)", column, "no such column", nearest(column, known))
            seen.add(column)
        for column in required:
            if column not in seen:
                self.add(1, column, "", "the column is missing", f"a column {column}")
        return len(self.problems) == before

    def rows(self) -> "Iterator[Row]":
        """The rows below the header. A row of the wrong length is reported and left out."""
        reader = csv.reader(io.StringIO(self.text, newline=""), delimiter=self.delimiter, strict=True)
        line, ended = 1, 0
        try:
            for number, values in enumerate(reader):
                line, ended = ended + 1, reader.line_num
                if number == 0 or not any(value.strip() for value in values):
                    continue
                if len(values) != len(self.columns):
                    more = len(values) > len(self.columns)
                    self.add(
                        line,
                        "",
                        self.delimiter.join(values),
                        f"the row has {len(values)} values, the header {len(self.columns)}",
                        f'a "{self.delimiter}" inside a value needs quotes around the value'
                        if more
                        else f"{len(self.columns)} values, empty ones too",
                    )
                    continue
                yield Row(self, line, dict(zip(self.columns, values, strict=True)))
        except csv.Error as error:
            self.add(ended + 1, "", "", f"the row cannot be read ({error})", 'quotes in pairs, and "" for one inside')


@dataclass
class Row:
    """One row; `line` is where it starts."""

    table: Table
    line: int
    raw: dict[str, str]

    def line_of(self, column: str) -> int:
        """The line on which a value starts: quoted values before it may hold line breaks."""
        line = self.line
        for name, value in self.raw.items():
            if name == column:
                return line
            line += len(_BREAK.findall(value))
        return self.line

    def wrong(self, column: str, wrong: str, right: str) -> None:
        """Report a problem with one value of this row."""
        self.table.add(self.line_of(column), column, self.raw.get(column, "").strip(), wrong, right)

    def has(self, column: str) -> bool:
        """Whether there is anything in that column."""
        return bool(self.raw.get(column, "").strip())

    def get(self, column: str, read: Callable[[str], Value]) -> Value | None:
        """The value as `read` sees it; None, and a problem, when it cannot be."""
        try:
            return read(self.raw.get(column, ""))
        except Wrong as error:
            self.wrong(column, error.wrong, error.right)
            return None

    def optional(self, column: str, read: Callable[[str], Value], default: Value) -> Value:
        """As `get`, with a default for an empty value or a missing column."""
        if not self.has(column):
            return default
        found = self.get(column, read)
        return default if found is None else found
