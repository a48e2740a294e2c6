"""No text is knowingly sent twice, wherever the sender dies."""

from datetime import datetime, timedelta
from itertools import count
from typing import Any

import pytest

from replywell.carriers.simulator import Simulator
from replywell.common import clock
from replywell.common.tenancy import practice_scope
from replywell.messaging import dispatch, doubt
from replywell.messaging.models import Attempt, Message
from tests.invariants.crash import killed_at
from tests.messaging.outbound.made import answer, conversation, reload
from tests.practice import make_patient, make_practice


def test_a_sender_killed_at_any_statement_posts_nothing_twice(
    frozen: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    posted: list[str] = []
    real = Simulator.send

    async def noting(self: Simulator, session: Any, account: Any, outgoing: Any) -> Any:
        posted.append(outgoing.our_id)
        return await real(self, session, account, outgoing)

    monkeypatch.setattr(Simulator, "send", noting)
    oak = make_practice()
    make_patient(oak)
    thread = conversation(oak)
    for number in count(1):
        message = answer(oak, thread, frozen)
        with killed_at(number) as life:
            dispatch.deliver_once()
        with practice_scope(oak.id):
            Attempt.objects.filter(ended_at=None).update(
                began_at=clock.wall() - timedelta(minutes=2), lease_until=clock.wall() - timedelta(seconds=1)
            )
        doubt.expire()
        with practice_scope(oak.id):
            Message.objects.filter(status="unknown").update(retry_at=None)
        doubt.look(frozen)
        dispatch.deliver_once()
        assert posted.count(str(message.public_id)) <= 1
        assert reload(oak, message).status in ("accepted", "sent", "delivered")
        if not life.killed:
            break
    assert number > 8
    assert len(posted) == len(set(posted))
    assert len(posted) > number / 3, "most of these deaths should lie after the post"
