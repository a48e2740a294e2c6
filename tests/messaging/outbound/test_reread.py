"""Reading the carrier's list again: what one text or one account does wrong costs no other."""

from datetime import UTC, datetime, timedelta

import pytest

from replywell.common.tenancy import practice_scope
from replywell.messaging import health
from replywell.messaging.reread import reread_all
from replywell.practices.models import CarrierAccount, Number
from tests.fakes.fake_twilio import ACCOUNT_SID, FakeTwilio
from tests.messaging.inbound.rows import texts
from tests.practice import make_practice


def test_a_text_or_an_account_that_fails_keeps_no_other_from_being_read(
    db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    oak = make_practice(carrier="twilio")
    with FakeTwilio(status_delay=3600) as twilio:
        monkeypatch.setenv("REPLYWELL_SECRET_TWILIO_MAIN", twilio.auth_token)
        monkeypatch.setenv("REPLYWELL_SECRET_BROKEN", "secret")
        monkeypatch.setenv("TWILIO_API_BASE", twilio.base_url)
        config = {"account_sid": ACCOUNT_SID}
        # The broken account is read first.
        CarrierAccount.objects.filter(pk=oak.account.pk).update(key="broken", config={})
        good = CarrierAccount.objects.create(key="twilio-main", carrier="twilio", config=config)
        for body in ("before", "a\x00nul", "after"):
            twilio.receive_from_patient("+12125550123", oak.number.phone, body, lost=True)
        with practice_scope(oak.id):
            Number.objects.update(account=good)
        until = datetime.now(UTC) + timedelta(seconds=1)
        assert reread_all(until - timedelta(hours=6), until) == 1
    assert {"before", "after"} <= {text.body for text in texts(oak)}
    assert "no list broken" in health.check().facts["processes"]
