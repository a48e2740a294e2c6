"""Every scenario file, on the real path."""

from pathlib import Path

import pytest

from tests.scenarios.runner import Scenario
from tests.scenarios.script import files


@pytest.mark.parametrize("path", files(), ids=lambda path: path.stem)
def test_scenario(path: Path, db: None) -> None:
    Scenario(path).play()
