"""Tables for spreadsheets that run nothing: a cell never begins what a spreadsheet would take for a formula.

Excel, LibreOffice and Google Sheets compute a cell that begins with = + - @, also after a tab, a line end or spaces
(OWASP, "CSV injection"). Such a cell gets a quote before it, which they show as words.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator

_FORMULA = re.compile(r"[\t\r\n]|[\s\x00-\x1f\ufeff\u200b-\u200f\u2060]*[=+\-@|%＝＋－＠]")


def cell(value: object) -> str:
    """The value as words that no spreadsheet computes."""
    words = "" if value is None else str(value).replace("\x00", "")
    return f"'{words}" if _FORMULA.match(words) else words


def lines(rows: Iterable[Iterable[object]]) -> Iterator[str]:
    """The rows as CSV, a line at a time, every cell quoted; begun by the mark by which Excel knows UTF-8."""
    yield "\ufeff"
    for row in rows:
        line = io.StringIO()
        csv.writer(line, quoting=csv.QUOTE_ALL, lineterminator="\r\n").writerow([cell(value) for value in row])
        yield line.getvalue()
