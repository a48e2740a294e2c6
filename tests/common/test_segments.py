"""Segments: counted as the networks count them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from replywell.common import segments
from replywell.common.segments import GSM_BASIC, GSM_EXTENSION, count, split, to_gsm7


def model(text: str) -> tuple[str, int, int]:
    """The slow and obvious way: (encoding, units, segments), one unit or unbreakable pair after the other."""
    gsm = all(char in GSM_BASIC or char in GSM_EXTENSION for char in text)
    pieces = [2 if (char in GSM_EXTENSION if gsm else len(char.encode("utf-16-le")) == 4) else 1 for char in text]
    alone, part = (160, 153) if gsm else (70, 67)
    units = sum(pieces)
    if units <= alone:
        return "GSM-7" if gsm else "UCS-2", units, 1 if text else 0
    filled = [0]
    for piece in pieces:
        if filled[-1] + piece > part:
            filled.append(0)
        filled[-1] += piece
    return "GSM-7" if gsm else "UCS-2", units, len(filled)


gsm_text = st.text(alphabet=GSM_BASIC + GSM_EXTENSION, max_size=500)
mixed_text = st.one_of(
    gsm_text,
    st.text(alphabet="aé€[]ñá😀👩‍👩‍👧中\u200d", max_size=400),
    st.text(max_size=300),
    st.tuples(st.text(alphabet="ab€", min_size=140, max_size=320), st.sampled_from(["", "á", "😀"])).map("".join),
)


@pytest.mark.parametrize(
    ("text", "encoding", "units", "parts"),
    [
        ("", "GSM-7", 0, 0),
        ("a" * 160, "GSM-7", 160, 1),
        ("a" * 161, "GSM-7", 161, 2),
        ("a" * 306, "GSM-7", 306, 2),
        ("a" * 307, "GSM-7", 307, 3),
        ("€" * 80, "GSM-7", 160, 1),
        ("€" * 81, "GSM-7", 162, 2),
        # 76 pairs fill 152 of 153: the next pair may not be cut, so the last place stays empty.
        ("€" * 153, "GSM-7", 306, 3),
        ("a" + "€" * 152, "GSM-7", 305, 2),
        ("á" * 70, "UCS-2", 70, 1),
        ("á" * 71, "UCS-2", 71, 2),
        ("á" * 134, "UCS-2", 134, 2),
        ("á" * 135, "UCS-2", 135, 3),
        ("😀" * 35, "UCS-2", 70, 1),
        ("😀" * 36, "UCS-2", 72, 2),
        # 33 pairs fill 66 of 67.
        ("😀" * 67, "UCS-2", 134, 3),
        ("a" * 159 + "’", "UCS-2", 160, 3),
    ],
)
def test_sizes_at_the_edges(text: str, encoding: str, units: int, parts: int) -> None:
    found = count(text)
    assert (found.encoding, found.units, found.segments, found.chars) == (encoding, units, parts, len(text))


@pytest.mark.parametrize("char", "éèàùìòñÑüÜöäÄÖ¿¡ÉÇ£§@$¥ØøÅåΔΩ\n\r ")
def test_letters_that_gsm_has_cost_one(char: str) -> None:
    assert count(char) == segments.Segments("GSM-7", 1, 1, 1)


@pytest.mark.parametrize("char", "^{}\\[]~|€\f")
def test_letters_of_the_extension_cost_two(char: str) -> None:
    assert count(char) == segments.Segments("GSM-7", 2, 1, 1)


@pytest.mark.parametrize("char", "áíóúÁÍÓÚ’‘“”–—…çêôãõ`\t\u00a0\u1ea1中عР")
def test_one_letter_outside_gsm_turns_the_text_into_ucs2(char: str) -> None:
    assert count("hello " + char).encoding == "UCS-2"


@given(mixed_text)
@settings(max_examples=400)
def test_counting_agrees_with_the_obvious_model(text: str) -> None:
    found = count(text)
    assert (found.encoding, found.units, found.segments) == model(text)


@given(mixed_text)
@settings(max_examples=300)
def test_parts_join_to_the_text_and_none_is_too_long(text: str) -> None:
    parts = split(text)
    found = count(text)
    assert "".join(parts) == text
    assert len(parts) == found.segments
    room = {("GSM-7", True): 160, ("GSM-7", False): 153, ("UCS-2", True): 70, ("UCS-2", False): 67}
    for part in parts:
        # A part without the letter that made the whole UCS-2 is UCS-2 all the same.
        size = count(part).units if found.encoding == "GSM-7" else len(part.encode("utf-16-le")) // 2
        assert 0 < size <= room[found.encoding, len(parts) == 1]


def test_typographic_marks_become_plain() -> None:
    assert to_gsm7("“It’s 3–4 pm…”\u00a0ok—yes") == '"It\'s 3-4 pm..." ok-yes'


def test_accents_stay_unless_asked() -> None:
    assert to_gsm7("Está confirmado el miércoles") == "Está confirmado el miércoles"
    assert to_gsm7("Está aquí el miércoles", accents=True) == "Esta aqui el miércoles"
    assert count(to_gsm7("¿Está aquí mañana? ÁÍÓÚ", accents=True)).encoding == "GSM-7"


@pytest.mark.parametrize("enye", ["ñ", "Ñ", "n\u0303"])
def test_enye_is_never_taken_away(enye: str) -> None:
    assert to_gsm7(f"a{enye}o", accents=True) in ("año", "aÑo")


@given(st.text(max_size=200))
def test_plain_text_is_left_alone_and_a_second_pass_changes_nothing(text: str) -> None:
    once = to_gsm7(text, accents=True)
    assert to_gsm7(once, accents=True) == once
    if text.isascii() and "`" not in text and "\t" not in text:
        assert once == text
