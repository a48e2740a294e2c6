"""Reach a person: the staff on call, by text and by mail, again and to the next one until somebody takes the task.

What is to be paged is an open task with `next_page_at`. Each round pages one more of the list; after the last, all
are paged again. Taking or closing the task ends it, and keeps how long it took.
"""

from __future__ import annotations

import logging
import smtplib
from datetime import datetime, timedelta
from email.message import EmailMessage

from django.db import connection
from django.db.models import F, Q
from django.db.models.functions import Now

from replywell import settings
from replywell.audit.record import record
from replywell.common import clock
from replywell.common.tenancy import practice_scope
from replywell.dialogue import tasks, troubles
from replywell.dialogue.hours import practice_hours
from replywell.dialogue.models import PageSent, Task
from replywell.messaging import gate, send
from replywell.messaging.models import MessageStatus
from replywell.practices.models import OnCall, Staff

log = logging.getLogger(__name__)

AGAIN = timedelta(minutes=5)
"""Between two rounds (domain time)."""
MAIL_TRIES = 5
MAIL_SECONDS = 10


def run_due(limit: int) -> int:
    """Page for up to `limit` tasks that nobody has taken, over all practices; post the mails. Returns how many."""
    done = 0
    passed: list[int] = []
    while done < limit:
        with connection.cursor() as cursor:
            most = min(50, limit - done)
            cursor.execute("SELECT practice_id, task_id FROM pages_due(domain_now(), %s, %s)", [most, passed])
            found = cursor.fetchall()
        if not found:
            break
        for practice_id, task_id in found:
            passed.append(task_id)
            try:
                with practice_scope(practice_id):
                    done += _round(task_id, clock.now())
            except Exception:
                log.exception("A page failed (task %s)", task_id)
    return done + post_mails(limit)


def look_for_trouble(now: datetime) -> int:
    """Make a task and a page of every trouble that has none yet; settle what is over. Returns how many are new."""
    return troubles.look(now)


def on_call(now: datetime) -> list[Staff]:
    """Who is on call at that moment and can be reached, lowest rank first. Runs in the practice's scope."""
    rows = (
        OnCall.objects.filter(
            Q(starts_at__isnull=True) | Q(starts_at__lte=now),
            Q(ends_at__isnull=True) | Q(ends_at__gt=now),
            staff__active=True,
        )
        .exclude(staff__phone="", staff__email="")
        .select_related("staff")
        .order_by("rank", "id")
    )
    return list({row.staff_id: row.staff for row in rows}.values())


def _round(task_id: int, now: datetime) -> int:
    """One round for one task: whom it is the turn of. Returns 1, or 0 when it was taken meanwhile."""
    task = Task.objects.select_for_update(skip_locked=True).filter(
        pk=task_id, closed_at__isnull=True, taken_by__isnull=True, next_page_at__lte=now
    ).first()  # fmt: skip
    if task is None:
        # A red flag that somebody has, and the patient wrote again: they are told anew.
        task = Task.objects.select_for_update(skip_locked=True).filter(
            pk=task_id, closed_at__isnull=True, taken_by__isnull=False, next_page_at__lte=now
        ).first()  # fmt: skip
        return _tell_taker(task, now) if task is not None else 0
    called = on_call(now)
    Task.objects.filter(pk=task.pk).update(next_page_at=now + AGAIN, page_round=F("page_round") + 1)
    if not called:
        _nobody(task, now)
        return 0
    # Round 0: the first; then one more each time; past the end of the list: everybody.
    for rank, staff in enumerate(called[: task.page_round + 1]):
        key = _wording(task, escalated=rank == task.page_round and rank > 0)
        _page(task, staff, key, task.page_round, now)
    # Pages that show the emergency say who was paged.
    tasks.tell(task.practice_id, task.pk)
    return 1


def _tell_taker(task: Task, now: datetime) -> int:
    Task.objects.filter(pk=task.pk).update(next_page_at=None)
    staff = task.taken_by
    assert staff is not None
    _page(task, staff, _wording(task, escalated=False), task.page_round, now)
    return 1


def _wording(task: Task, *, escalated: bool) -> str:
    if task.reason != "red_flag" and not task.emergency:
        return "page.trouble"
    return "page.escalated" if escalated else "page.red_flag"


def _page(task: Task, staff: Staff, key: str, number: int, now: datetime) -> None:
    common = {"practice_id": task.practice_id, "task": task, "staff": staff, "round": number, "at": now}
    if staff.phone:
        values = {"reason": task.summary} if key == "page.trouble" else {}
        message = send.page(task.practice_id, staff, key, values, now=now)
        refused = gate.REASONS[message.gate_reason] if message.status == MessageStatus.SUPPRESSED else ""
        PageSent.objects.create(channel="text", message=message, failed_why=refused, **common)
    if staff.email:
        without = "" if settings.read("SMTP_HOST") else "No mail server is set (SMTP_HOST)."
        PageSent.objects.create(channel="email", failed_why=without, **common)
    record(task.practice_id, "page.sent", f"task:{task.pk}", actor="system", at=now, staff=staff.code, round=number)


def _nobody(task: Task, now: datetime) -> None:
    """Nobody to call: the front desk's queue shouts, and the next round looks again."""
    tasks.create(
        task.practice_id, "front_desk", "nobody_on_call", troubles.WORDS["nobody_on_call"], now=now, due=now,
        key=f"nobody_on_call:{task.practice_id}",
    )  # fmt: skip
    log.error("Nobody is on call at practice %s while task %s waits for a person", task.practice_id, task.pk)


def post_mails(limit: int = 50) -> int:
    """Post the mails of pages that wait, outside any transaction. Returns how many the mail server took."""
    if not settings.read("SMTP_HOST"):
        return 0
    with connection.cursor() as cursor:
        cursor.execute("SELECT practice_id, page_id FROM page_mails_to_post(%s)", [limit])
        found = cursor.fetchall()
    posted = 0
    for practice_id, page_id in found:
        with practice_scope(practice_id):
            # Claimed by counting the try first: two workers do not post the same one.
            page = PageSent.objects.select_related("staff", "task").filter(pk=page_id, posted_at__isnull=True).first()
            if page is None or page.failed_why:
                continue
            claimed = PageSent.objects.filter(pk=page_id, mail_tries=page.mail_tries, posted_at__isnull=True)
            if not claimed.update(mail_tries=F("mail_tries") + 1):
                continue
            mail = _mail(page)
        failed = _post(mail)
        with practice_scope(practice_id):
            waiting = PageSent.objects.filter(pk=page_id)
            if not failed:
                posted += waiting.update(posted_at=Now())
            elif page.mail_tries + 1 >= MAIL_TRIES:
                waiting.update(failed_why=failed)
    return posted


def _mail(page: PageSent) -> EmailMessage:
    """The same words as the text: nothing about a patient."""
    practice = practice_hours(page.practice_id).practice
    mail = EmailMessage()
    urgent = page.task.emergency or page.task.reason == "red_flag"
    what = "an urgent patient text needs a person" if urgent else "texting needs attention"
    mail["Subject"] = f"Replywell, {practice.text_name}: {what}"
    mail["From"] = settings.read("SMTP_FROM")
    mail["To"] = page.staff.email
    mail.set_content(
        f"At {practice.text_name} {what}.\nWaiting since {page.task.created_at:%Y-%m-%d %H:%M} UTC.\n\n"
        f"Open the inbox: {settings.PUBLIC_URL}/inbox/\n"
    )
    return mail


def _post(mail: EmailMessage) -> str:
    """Empty when the server took it, else why not."""
    host, port = settings.read("SMTP_HOST"), int(settings.read("SMTP_PORT"))
    try:
        with smtplib.SMTP(host, port, timeout=MAIL_SECONDS) as server:
            if settings.read("SMTP_TLS") != "0":
                server.starttls()
            if settings.read("SMTP_USER"):
                server.login(settings.read("SMTP_USER"), settings.read("SMTP_PASSWORD"))
            server.send_message(mail)
    except (OSError, smtplib.SMTPException) as error:
        log.warning("A page could not be mailed: %s", type(error).__name__)
        return f"{type(error).__name__} from the mail server"
    return ""
