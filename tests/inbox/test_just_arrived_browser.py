"""Between a text's arrival and its reading: the nurse sees the words at once, the desk that something came."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from replywell.common.tenancy import practice_scope
from replywell.console.models import AccessRules
from replywell.dialogue.inbound import drain
from tests.console import conftest
from tests.console.browser import PATIENCE, watched
from tests.console.site import Site, serve
from tests.console.test_pages import conversation, log_in, text, wait_for_live
from tests.practice import Oak, make_patient

oak, chromium = conftest.oak, conftest.chromium


@pytest.fixture(scope="module")
def nobody_reads(migrated: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The pages without a worker."""
    yield from serve(tmp_path_factory.mktemp("logs"), demo=False, parts=("web", "live"))


def test_the_desk_sees_a_texts_words_only_when_it_has_been_read(
    oak: Oak, nobody_reads: Site, chromium: Browser
) -> None:
    with practice_scope(oak.id):
        AccessRules.objects.create(practice=oak.practice, second_factor_roles=[])
    make_patient(oak)
    text(oak, "is there parking?")
    assert drain(10) == 1
    thread = f"/inbox/{conversation(oak).public_id}/"
    tabs = {}
    for name in ("anna", "nia"):
        context = chromium.new_context()
        context.set_default_timeout(PATIENCE)
        page, wrong = watched(context)
        log_in(page, nobody_reads, name)
        page.goto(nobody_reads.web + thread)
        wait_for_live(page)
        tabs[name] = (page, wrong, context)
    desk, nurse = tabs["anna"][0], tabs["nia"][0]
    expect(desk.locator(".bubble.in")).to_contain_text("is there parking?")

    refill = "I need a refill of my lisinopril"
    for words in (refill, "thank you"):
        text(oak, words)
        expect(nurse.locator(".bubble.in").last).to_contain_text(words)
        expect(desk.locator(".bubble.in").last).to_contain_text("Just arrived, being read")
        assert words not in desk.content()
        assert drain(10) == 1
        expect(desk.locator(".bubble.in").last).to_contain_text("With the nurse")
        assert words not in desk.content()
    for _, wrong, context in tabs.values():
        assert wrong == []
        context.close()
