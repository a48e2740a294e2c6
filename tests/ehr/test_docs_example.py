"""The examples in docs/load.md load as they stand."""

import re
from pathlib import Path

from replywell.ehr.load import load_files
from tests.ehr.files import NOW

DOCS = Path(__file__).parents[2] / "docs" / "load.md"


def test_the_examples_of_the_docs_load(db: None, tmp_path: Path) -> None:
    blocks = re.findall(r"```(\w*)\n(.*?)```", DOCS.read_text("utf-8"), re.DOTALL)
    named = {
        "practice.yaml": next(body for kind, body in blocks if kind == "yaml"),
        "patients.csv": next(body for _, body in blocks if body.startswith("chart_id")),
        "appointments.csv": next(body for _, body in blocks if body.startswith("external_id")),
    }
    for name, body in named.items():
        (tmp_path / name).write_text(body, "utf-8")
    report = load_files([tmp_path / name for name in named], now=NOW)
    assert (report.counts["patient"].new, report.counts["appointment"].new, report.warnings) == (2, 1, [])
