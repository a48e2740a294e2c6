"""Find the inbound texts whose webhook never arrived: the carrier's own list, compared with ours.

Carriers do not retry as one hopes, so a periodic job reads the last hours again, and after an outage or a restore a
person may ask for any span.
"""

import asyncio
import logging
from dataclasses import dataclass
from datetime import datetime

import aiohttp
from django.db import OperationalError

from replywell.carriers import base
from replywell.messaging import health
from replywell.messaging.accounts import as_account
from replywell.messaging.receive import record_inbound
from replywell.practices.models import CarrierAccount

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Reread:
    """How many texts the carrier lists, how many of them were missing here, how many nobody's number got."""

    listed: int
    missing: int
    unrouted: int


def reread_missed(account: CarrierAccount, since: datetime, until: datetime) -> Reread:
    """Store what the carrier received from `since` to `until` (aware, wall time) and we did not, oldest first.

    A text stands at the time the carrier got it, so it cannot answer what was asked later.
    A text that cannot be stored is logged and keeps no other from it.
    Raises CarrierUnavailable when the list cannot be had: nothing is stored then, ask again later. Raises
    django.db.OperationalError when the database is gone.
    """
    adapter = base.get(account.carrier)
    texts = asyncio.run(_list(adapter, as_account(account.key, account.carrier, account.config), since, until))
    missing = unrouted = 0
    for text in texts:
        try:
            stored = record_inbound(text, account.key, received_at=text.received_at)
        except OperationalError:
            raise
        except Exception as trouble:
            # Not the error's words: they may hold the text's.
            log.error(
                "Text %r of account %s cannot be stored: %s", text.carrier_id, account.key, type(trouble).__name__
            )
            continue
        missing += stored.fresh and stored.routed
        unrouted += stored.fresh and not stored.routed
    return Reread(len(texts), missing, unrouted)


def reread_all(since: datetime, until: datetime) -> int:
    """Read every account's list again. One that cannot be had keeps no other waiting; if that lasts, `health` and
    a task tell of it. Returns how many lists were read.
    """
    read = 0
    for account in CarrierAccount.objects.filter(active=True).exclude(carrier="simulator").order_by("pk"):
        try:
            found = reread_missed(account, since, until)
        except base.CarrierUnavailable as trouble:
            log.warning("The list of account %s cannot be read: %s", account.key, trouble)
            health.list_failed(account.key)
            continue
        except OperationalError:
            raise
        except Exception as trouble:
            log.error("The list of account %s cannot be read: %s", account.key, type(trouble).__name__)
            health.list_failed(account.key)
            continue
        read += 1
        health.list_read(account.key)
        if found.missing:
            log.warning("Account %s: %s text(s) whose webhook was lost are stored now", account.key, found.missing)
    return read


async def _list(
    adapter: base.Carrier, account: base.Account, since: datetime, until: datetime
) -> list[base.InboundText]:
    async with aiohttp.ClientSession() as session:
        return await adapter.list_inbound(session, account, since, until)
