"""The words of the staff pages: gathers them into the Spanish catalogue and compiles it (`make messages`).

`--check` changes nothing and says what is missing, stale or broken. What is marked: `{% translate %}` and
`{% blocktranslate %}` in templates, `gettext` and its kin in Python.
"""

import io
import re
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import django
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parents[1]
ROOM = ROOT / "replywell"
PO = ROOM / "locale" / "es" / "LC_MESSAGES" / "django.po"
MO = PO.with_suffix(".mo")
KEYWORDS = {
    **dict.fromkeys(("_", "gettext", "gettext_lazy", "gettext_noop", "_noop"), None),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), (1, 2)),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), ((1, "c"), 2)),
    **dict.fromkeys(("npgettext", "npgettext_lazy"), ((1, "c"), 2, 3)),
}
NOT_SHOWN = {"understanding", "locale"}
"""Rooms whose words no member of staff reads."""
PLACE = re.compile(r"%\(\w+\)s|\{\w*\}")
ALWAYS = datetime(2026, 1, 1, tzinfo=UTC)
"""The date in the compiled file, so that it changes only with the words."""

Found = tuple[str, str | tuple[str, str], str | None]


def marked() -> Iterator[Found]:
    """Every marked text: the file, the words (one, or one and many), the context."""
    for path in sorted(ROOM.rglob("*")):
        name = path.relative_to(ROOT).as_posix()
        if path.relative_to(ROOM).parts[0] in NOT_SHOWN or "migrations" in path.parts:
            continue
        if path.suffix == ".py":
            method, source = "python", path.read_text("utf-8")
        elif path.suffix == ".html":
            # What Django makes of a template looks like program text to a reader that minds no indentation.
            method, source = "javascript", templatize(path.read_text("utf-8"))
        else:
            continue
        for _, words, _, context in extract(
            method, io.BytesIO(source.encode()), KEYWORDS, (), {"template_string": False}
        ):
            yield name, words, context


def gathered(old: Catalog) -> Catalog:
    """The catalogue as it should be: every marked text, with the Spanish that the old one has."""
    new = Catalog(
        locale="es", project="Replywell", charset="utf-8", fuzzy=False, creation_date=ALWAYS, revision_date=ALWAYS
    )  # fmt: skip
    found: dict[tuple[str, str | None], tuple[str | tuple[str, str], set[str]]] = {}
    for name, words, context in marked():
        one = words[0] if isinstance(words, tuple) else words
        kept = found.setdefault((one, context), (words, set()))
        if isinstance(words, tuple) and not isinstance(kept[0], tuple):
            found[one, context] = kept = (words, kept[1])
        kept[1].add(name)
    for (one, context), (words, names) in sorted(found.items(), key=lambda each: (min(each[1][1]), each[0][0])):
        was = old.get(one, context)
        string = was.string if was is not None and isinstance(was.string, tuple) == isinstance(words, tuple) else None
        new.add(words, string, locations=[(name, None) for name in sorted(names)], context=context, flags=_flags(words))
    return new


def _flags(words: str | tuple[str, str]) -> tuple[str, ...]:
    text = words if isinstance(words, str) else words[0]
    return ("python-format",) if re.search(r"%\(\w+\)s", text) else ()


def text_of(catalogue: Catalog) -> bytes:
    """As a file: no dates, no line numbers, so that it changes only with the words."""
    out = io.BytesIO()
    write_po(out, catalogue, width=120, omit_header=True, no_location=False, include_lineno=False)
    head = (
        b'msgid ""\nmsgstr ""\n"Language: es\\n"\n"MIME-Version: 1.0\\n"\n'
        b'"Content-Type: text/plain; charset=utf-8\\n"\n"Content-Transfer-Encoding: 8bit\\n"\n'
        b'"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n'
    )
    return head + out.getvalue()


def compiled(catalogue: Catalog) -> bytes:
    """As Django reads it."""
    out = io.BytesIO()
    write_mo(out, catalogue)
    return out.getvalue()


def read() -> Catalog:
    """The catalogue as it stands; empty when there is none."""
    if not PO.exists():
        return Catalog(locale="es", charset="utf-8")
    with PO.open("rb") as file:
        return read_po(file, locale="es", charset="utf-8")


def problems(catalogue: Catalog) -> list[str]:
    """What is not said in Spanish, or with other places in it than the English has."""
    found = []
    for message in catalogue:
        if not message.id:
            continue
        one = message.id[0] if isinstance(message.id, tuple) else message.id
        strings = message.string if isinstance(message.string, tuple) else (message.string,)
        if not all(strings):
            found.append(f"Not in Spanish yet: {one!r} ({message.locations[0][0]})")
        elif wrong := _other_places(message):
            found.append(f"Other places than the English: {one!r}: {wrong}")
    return found


def _other_places(message: Message) -> str:
    ids = message.id if isinstance(message.id, tuple) else (message.id,)
    strings = message.string if isinstance(message.string, tuple) else (message.string,)
    places = [set(PLACE.findall(each)) for each in ids]
    for string in strings:
        theirs = set(PLACE.findall(string))
        if theirs not in places:
            return ", ".join(sorted(theirs ^ places[-1]))
    return ""


def check() -> list[str]:
    """Everything that keeps the pages from being whole in Spanish."""
    new = gathered(read())
    found = problems(new)
    if not PO.exists() or PO.read_bytes() != text_of(new):
        found.append("The catalogue is stale: run make messages.")
    elif MO.read_bytes() != compiled(new):
        found.append("The compiled catalogue is stale: run make messages.")
    return found


def main() -> int:
    """Gather and compile, or check."""
    if not settings.configured:
        settings.configure(USE_I18N=True)
        django.setup()
    if "--check" in sys.argv:
        found = check()
        print("\n".join(found) or "Everything is said in Spanish.")
        return bool(found)
    new = gathered(read())
    PO.parent.mkdir(parents=True, exist_ok=True)
    PO.write_bytes(text_of(new))
    MO.write_bytes(compiled(new))
    found = problems(new)
    print("\n".join(found) or f"{len(new)} texts, all in Spanish.")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
