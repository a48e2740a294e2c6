"""The learned layer: its file, its training data, and what it must see whatever stands around it."""

import json
import random
import zlib
from pathlib import Path

import pytest

from replywell.understanding import learned, screen
from replywell.understanding.normalise import prepare
from tests.pace import quiet_seconds
from training import augment, texts

from .labelled import DATA, GATES


def test_the_weights_belong_to_the_examples() -> None:
    assert learned.load().digest == texts.digest(texts.EXAMPLES), "the examples changed: run `make model`"


def test_every_example_parses() -> None:
    assert len(texts.load(texts.EXAMPLES)) > 12_000


def test_no_gate_text_is_learned_from() -> None:
    seen = {" ".join(prepare(e.text).words) for e in texts.load(texts.EXAMPLES)}
    for name in GATES:
        gate = [(e.line, words) for e in texts.load(DATA / f"{name}.txt") if len(words := prepare(e.text).words) >= 4]
        assert len(gate) > 600
        assert [line for line, words in gate if " ".join(words) in seen] == []


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        (lambda data: data[:-9], "damaged"),
        (lambda data: data[:5000] + bytes([data[5000] ^ 1]) + data[5001:], "damaged"),
        (lambda _: b"", "damaged"),
        (lambda _: b"\x00\xff nonsense", "damaged"),
        (lambda data: data.replace(b'"format": 3', b'"format": 9', 1), "another version"),
        (lambda data: data.replace(b'"danger"', b'"dangers"', 1), "another version"),
    ],
)
def test_a_file_that_cannot_be_used_says_what_to_do(spoil, says, tmp_path: Path) -> None:
    path = tmp_path / "learned.bin"
    path.write_bytes(spoil(learned.FILE.read_bytes()))
    with pytest.raises(learned.BadModelError, match=f"{says}.*`make model`"):
        learned.load(path)


def test_a_missing_file_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(learned.BadModelError, match="make model"):
        learned.load(tmp_path / "none.bin")


def test_what_is_written_is_read_back(tmp_path: Path) -> None:
    path = tmp_path / "small.bin"
    ones = [1.0] * len(learned.LABELS)
    head = {
        "digest": "d",
        "bias": [0.0] * 3,
        "out": [[1.0] * 3] * len(ones),
        "start": ones,
        "slope": ones,
        "offset": ones,
    }
    learned.write(path, head, [{"chest": [64 * 5, -64 * 3, 17], "éa": [-1] * 3}, {"<ch": [64 * 5, -64 * 3, 17]}, {}])
    first = path.read_bytes()
    learned.write(path, head, [{"éa": [-1] * 3, "chest": [64 * 5, -64 * 3, 17]}, {"<ch": [64 * 5, -64 * 3, 17]}, {}])
    assert path.read_bytes() == first
    model = learned.load(path)
    assert learned.unpack(model.words["chest"], 3) == [5.0, -3.0, 17 / 64]
    assert learned.unpack(model.words["éa"] + model.pieces["<ch"], 3)[1] == -3 - 1 / 64
    assert model.contexts == {}


def test_it_is_small_and_ready_at_once() -> None:
    assert learned.FILE.stat().st_size < 5_000_000
    assert quiet_seconds(learned.load, rounds=3) < 0.4


def test_chances_are_chances_and_the_same_each_time() -> None:
    for text in ("", " ", "\x00\ud800", "👍", "hola " * 400, "9" * 2000, "胸口很痛喘不上气", "لا أستطيع التنفس"):
        first, again = learned.judge(text), learned.judge(text)
        assert (first.danger, first.opt_out, first.intents) == (again.danger, again.opt_out, again.intents)
        for chance in (first.danger, first.opt_out, first.wrong_number, first.person, *(c for _, c in first.intents)):
            assert 0 <= chance <= 1


def test_danger_beside_an_ordinary_sentence_is_still_seen() -> None:
    examples = [e for e in texts.load(texts.EXAMPLES) if e.header.lang in ("en", "es") and len(e.text.split()) > 3]
    alone = [e for e in examples if e.danger and screen(e.text).red_flags]
    ordinary = [e for e in examples if e.alone == "+" and not e.like_danger and len(e.text) < 80]
    dice = random.Random(7)
    lost = 0
    chosen = dice.sample(alone, 300)
    for one in chosen:
        other = dice.choice([e for e in ordinary[:400] if e.header.lang == one.header.lang] or ordinary)
        pair = (one.text, other.text) if dice.random() < 0.5 else (other.text, one.text)
        lost += not screen(augment.join(*pair, one.header.lang, dice)).red_flags
    assert lost <= 9


def test_errors_name_file_and_line() -> None:
    for line, says in (
        ("confirm + yes", "LABEL"),
        ("confirmed + | yes", "unknown intent"),
        ("confirm | yes", "label not understood"),
        ("emergency + | help", "person must see"),
        ("emergency ~! | help", "needs '-'"),
        ("confirm -! | help", "main intent emergency"),
        ("confirm + {option:1} | yes", "not JSON"),
        ('confirm + {"choice":1} | yes', "unknown slot"),
        ('confirm + {"option":"1"} | yes', "cannot be"),
        ('reschedule + {"when":{"kind":"day","start":"2026-11-26"}} | thu', "needs kind"),
        ('reschedule + {"when":{"kind":"date","start":"2026-13-26"}} | thu', "month"),
        ("opt_out + ?o | stop", "exclude"),
        ("@ lang=de", "unknown language"),
        ("@ lang=en ; mood=bad", "unknown header key"),
        ("@ reference=2026-11-22T09:00:00", "offset"),
        ("@ zone=Mars/Olympus", "time zone"),
        ("@ hours=8-17", "hours"),
        ("@ options=two", "whole number"),
    ):
        with pytest.raises(texts.BadTextsError, match=rf"^my\.txt:2: .*{says}"):
            list(texts.parse(["# first", line], "my.txt"))


def test_a_header_replaces_the_one_before() -> None:
    found = list(
        texts.parse(
            [
                "@ lang=es ; context=confirm_prompt ; prompt=C; or R? ; by=a b",
                "confirm + | si",
                "@ by=c",
                "thanks ~ | ty",
            ],
        )
    )
    assert (found[0].header.lang, found[0].header.prompt, found[0].asked.context) == (
        "es",
        "C; or R?",
        "confirm_prompt",
    )
    assert (found[1].header.lang, found[1].header.context, found[1].header.by) == ("en", "none", "c")


def test_the_file_names_no_machine_and_no_day() -> None:
    line, _, packed = learned.FILE.read_bytes().partition(b"\n")
    head = json.loads(line)
    assert set(head) == {"format", "labels", "tables", "crc", "digest", "bias", "out", "start", "slope", "offset"}
    first = json.dumps({key: value for key, value in head.items() if key != "crc"}, sort_keys=True).encode()
    assert zlib.crc32(first + packed) == head["crc"]
