"""The real processes on the test run's database, and a browser that knows them."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Browser, BrowserContext

from tests.console.browser import DESKTOP, PATIENCE, browser
from tests.console.site import PASSWORD, Site, serve

if TYPE_CHECKING:
    from tests.practice import Oak


@pytest.fixture(scope="package")
def site(migrated: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Web, live and worker as in production, with the demo's pages open.

    For this folder only: its worker would handle the texts of every test that comes after.
    """
    yield from serve(tmp_path_factory.mktemp("logs"), demo=True)


@pytest.fixture(scope="module")
def strict_site(migrated: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The web process as it runs with real patients."""
    yield from serve(tmp_path_factory.mktemp("logs"), demo=False, parts=("web",))


@pytest.fixture
def oak(db: None, chromium: Browser) -> "Oak":
    """Oak Street with its wordings; Anna and Nia can log in."""
    from replywell.common import clock
    from replywell.common.tenancy import practice_scope
    from replywell.messaging import templates
    from replywell.processes.login import set_login
    from tests.practice import make_practice

    made = make_practice()
    with practice_scope(made.id):
        templates.install(made.id, clock.now())
    set_login(made.id, "anna", "anna", PASSWORD)
    set_login(made.id, "nia", "nia", PASSWORD)
    return made


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """One Chromium for a module: its event loop in this thread must end before other tests use loops of their own."""
    with pytest.MonkeyPatch.context() as patch:
        # Django sees that loop and refuses to work beside it, though nothing here runs in it.
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        with browser() as opened:
            yield opened


@pytest.fixture
def context(chromium: Browser) -> Iterator[BrowserContext]:
    """A browser without any memory."""
    made = chromium.new_context(viewport=DESKTOP)
    made.set_default_timeout(PATIENCE)
    yield made
    made.close()
