"""Everything that runs by the clock on the wall: one list.

Procrastinate runs these; each fetches and calls a verb. What is due for one conversation is a wake-up row
instead, and a text is never a job.
"""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.db import close_old_connections
from procrastinate import JobContext
from procrastinate.contrib.django import app

from replywell.audit import partitions, seal
from replywell.common import clock
from replywell.console import jobs as jobs  # the worker knows them from here
from replywell.console import limits, sessions
from replywell.dialogue import paging, same_person
from replywell.messaging import reread, search
from replywell.scheduling import booking, waitlist

STALLED_AFTER = 60.0
"""Seconds without a heartbeat after which a killed worker's job runs again."""


def every(cron: str) -> Callable[[Callable[[], Any]], Callable[[], Any]]:
    """Run a function by this cron line (a sixth field is seconds), once at a time over all machines."""

    def register(job: Callable[[], Any]) -> Callable[[], Any]:
        def run(timestamp: int) -> None:
            # A PostgreSQL restart leaves a dead connection behind in this thread.
            close_old_connections()
            try:
                job()
            finally:
                close_old_connections()

        name = f"replywell.{job.__name__}"
        app.periodic(cron=cron, periodic_id=name)(app.task(name=name, lock=name, queueing_lock=name)(run))
        return job

    return register


@every("* * * * *")
def seal_audit() -> None:
    """Chain the digest of the rows that were committed since."""
    seal.seal(clock.wall())


@every("* * * * * */20")
def look_for_trouble() -> None:
    """Unhandled texts, stuck sending, a worker gone, nobody on call: somebody learns of it."""
    paging.look_for_trouble(clock.now())


@every("* * * * * */30")
def expire_holds() -> None:
    """Free the slots of holds that ran out."""
    booking.expire_holds(clock.now(), limit=500)


@every("*/10 * * * *")
def expire_waiting() -> None:
    """Who waited until a day, or for a visit, that has come waits no more."""
    waitlist.expire(clock.now(), limit=500)


@every("*/10 * * * *")
def join_charts() -> None:
    """A newcomer's chart and the record system's of the same person become one; not sure, a person is asked."""
    same_person.join_all(clock.now())


@every("*/5 * * * *")
def reread_missed_texts() -> None:
    """List each carrier's inbound texts of the last hours and store what is missing."""
    until = clock.wall()
    reread.reread_all(until - timedelta(hours=6), until)


@every("* * * * * */30")
def index_texts() -> None:
    """Texts that are some minutes old can be found faster."""
    search.index_texts()


@every("41 * * * *")
def forget_ended_sessions() -> None:
    """Sessions that are over, tries too old to count."""
    sessions.forget_ended()
    limits.forget_old()


@every("17 * * * *")
def make_audit_partitions() -> None:
    """Next months' partitions of the audit trail."""
    partitions.make(clock.wall())


@app.periodic(cron="* * * * * */30", periodic_id="replywell.stalled")
@app.task(name="replywell.stalled", pass_context=True)
async def run_stalled_jobs_again(context: JobContext, timestamp: int) -> None:
    """A killed worker's job runs again from its start; every job here may."""
    manager = context.app.job_manager
    for job in await manager.get_stalled_jobs(seconds_since_heartbeat=STALLED_AFTER):
        await manager.retry_job(job)
