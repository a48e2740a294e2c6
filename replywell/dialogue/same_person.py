"""A newcomer's chart and the record system's chart of the same person are made one; not sure, a person is asked.

A chart that began here (its id begins with "new-") knows who somebody is once the intake is signed. The record
system's chart comes with a later load. They are one only if first name, last name, birth date and a phone are the
same, and no other chart fits as well: twins share everything but the first name. The record system's chart stays,
with its own values; what belonged to the other is moved to it, and consent is written down again with its evidence.
"""

from __future__ import annotations

import logging
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.apps import apps
from django.db import IntegrityError, models, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from replywell.audit.record import record
from replywell.common.tenancy import practice_scope
from replywell.dialogue import calling_off, open_pages, runs, tasks
from replywell.dialogue.models import Task
from replywell.messaging.models import Conversation, Message
from replywell.patients.intake import BEGINS_WITH
from replywell.patients.models import ConsentEvent, ContactLink, Intake, Patient
from replywell.practices import queries

log = logging.getLogger(__name__)

REASON = "same_person"
GONE = "joined-"
"""How the id of a chart begins whose person has another one now. Nothing belongs to it any more."""


_NOBODYS = frozenset(
    (
        "baby",
        "babyboy",
        "babygirl",
        "boy",
        "girl",
        "newborn",
        "infant",
        "twin",
        "bebe",
        "nino",
        "nina",
        "gemelo",
        "gemela",
    )
)
"""In the first names of newborns that have none yet: twins share these too."""


class NotJoined(ValueError):  # noqa: N818
    """The two charts cannot be made one by software. Nothing was changed."""


@dataclass(frozen=True)
class Known:
    """What is known of who somebody is. `named`: the name is theirs, not what a chart is called until they tell."""

    id: int
    first_name: str
    last_name: str
    born: date | None
    phones: frozenset[str]
    named: bool = True

    @property
    def name(self) -> tuple[str, str]:
        """First and last name without accents, capitals and needless blanks."""
        return _plain(self.first_name), _plain(self.last_name)


@dataclass(frozen=True)
class Judged:
    """The one chart that is certainly theirs; else those a person should compare (none: nothing to ask)."""

    same: int | None = None
    ask: tuple[int, ...] = ()


def judge(newcomer: Known, charts: Sequence[Known], others: Sequence[Known] = ()) -> Judged:
    """Which of the record system's charts is the newcomer's. `others`: further newcomers, who may fit as well. Pure."""
    certain = [one for one in charts if _is_certain(newcomer, one)]
    if len(certain) == 1 and not any(_is_certain(other, certain[0]) for other in others):
        return Judged(same=certain[0].id)
    return Judged(ask=tuple(sorted(one.id for one in charts if _may_be(newcomer, one))))


def _is_certain(newcomer: Known, chart: Known) -> bool:
    return (
        newcomer.named
        and newcomer.born is not None
        and newcomer.born == chart.born
        and newcomer.name == chart.name
        and all(chart.name)
        and not _NOBODYS.intersection(chart.name[0].split())
        and bool(newcomer.phones & chart.phones)
    )


def _may_be(newcomer: Known, chart: Known) -> bool:
    """Two of three speak for it, or nothing is known but that the chart came later for the same phone."""
    phone = bool(newcomer.phones & chart.phones)
    if not newcomer.named:
        return phone and chart.id > newcomer.id
    name = newcomer.name == chart.name
    born = newcomer.born is not None and newcomer.born == chart.born
    return (name, born, phone).count(True) >= 2


def join_all(now: datetime) -> int:
    """Look at every newcomer's chart of every practice. Returns how many became one with another."""
    return sum(_of_practice(practice_id, now) for practice_id in queries.practice_ids())


def _of_practice(practice_id: int, now: datetime) -> int:
    joined = 0
    with practice_scope(practice_id):
        newcomers = known(Patient.objects.filter(chart_id__startswith=BEGINS_WITH, active=True))
        judged = [(one, judge(one, charts_like(one), [other for other in newcomers if other.id != one.id]))
                  for one in newcomers]  # fmt: skip
    for one, verdict in judged:
        try:
            with practice_scope(practice_id):
                if verdict.same is not None:
                    join(one.id, verdict.same, actor="system", now=now)
                    joined += 1
                elif verdict.ask:
                    _ask(one.id, verdict.ask, now)
        except NotJoined:
            with practice_scope(practice_id):
                _ask(one.id, (verdict.same or 0,), now)
        except Exception:
            log.exception("A newcomer's chart could not be compared (%s)", one.id)
    return joined


def known(patients: Iterable[Patient]) -> list[Known]:
    """What is known of these patients. Two queries."""
    found = list(patients)
    phones: defaultdict[int, set[str]] = defaultdict(set)
    links = ContactLink.objects.filter(patient__in=[one.pk for one in found], ended_at__isnull=True)
    for patient_id, phone in links.values_list("patient_id", "contact__phone"):
        phones[patient_id].add(phone)
    return [
        Known(
            one.pk, one.first_name, one.last_name, one.birth_date, frozenset(phones[one.pk]),
            named=not one.chart_id.startswith(BEGINS_WITH) or one.birth_date is not None,
        )
        for one in found
    ]  # fmt: skip


def charts_like(newcomer: Known) -> list[Known]:
    """The record system's charts with the newcomer's phone or birth date. Three queries."""
    on_phones = ContactLink.objects.filter(contact__phone__in=newcomer.phones, ended_at__isnull=True)
    alike = Q(pk__in=on_phones.values("patient_id"))
    if newcomer.born is not None:
        alike |= Q(birth_date=newcomer.born)
    return known(Patient.objects.filter(alike, active=True).exclude(chart_id__startswith=BEGINS_WITH))


def candidates(patient: Patient) -> list[Patient]:
    """The charts that a person should compare with a newcomer's, the record system's id first."""
    [newcomer] = known([patient])
    verdict = judge(newcomer, charts_like(newcomer))
    ids = [verdict.same] if verdict.same is not None else list(verdict.ask)
    return list(Patient.objects.filter(pk__in=ids).order_by("chart_id"))


def join(newcomer_id: int, chart_id: int, *, actor: str, now: datetime) -> None:
    """Everything of the newcomer's chart is the other chart's from now on. Raises NotJoined.

    Whether they are the same person is the caller's to know.
    """
    try:
        with transaction.atomic():
            _join(newcomer_id, chart_id, actor, now)
    except IntegrityError:
        raise NotJoined(_("Both charts have something open that only one may have: end one of them.")) from None


def _join(newcomer_id: int, chart_id: int, actor: str, now: datetime) -> None:
    contacts = ContactLink.objects.filter(patient_id=newcomer_id).values("contact_id")
    threads = list(Conversation.objects.filter(contact_id__in=contacts).order_by("pk").values_list("pk", flat=True))
    # Who is being answered, or signs, meanwhile waits: nothing comes to the chart that is left behind.
    calling_off.lock(threads)
    rows = Patient.objects.select_for_update().filter(pk__in=[newcomer_id, chart_id]).order_by("pk")
    both = {one.pk: one for one in rows}
    newcomer, chart = both.get(newcomer_id), both.get(chart_id)
    if newcomer is None or chart is None or not newcomer.chart_id.startswith(BEGINS_WITH) or not newcomer.active:
        raise NotJoined(_("That chart is there no more: a colleague was faster."))
    if chart.chart_id.startswith((BEGINS_WITH, GONE)) or not chart.active:
        raise NotJoined(_("Choose a chart of the record system that is in use."))
    if Intake.objects.filter(patient__in=[newcomer, chart], finished_at__isnull=True).count() > 1:
        raise NotJoined(_("Both charts have an intake that is not finished: end one of the two first."))
    _links(newcomer, chart, now)
    _consent(newcomer, chart)
    for model, field in _of_patients():
        theirs = model._base_manager.filter(**{field: newcomer})
        if model is Message:
            theirs = theirs.filter(conversation_id__in=threads)  # by its index; a person's words about them
        theirs.update(**{field: chart})
    if newcomer.language and not chart.language:
        Patient.objects.filter(pk=chart.pk).update(language=newcomer.language)
    Patient.objects.filter(pk=newcomer.pk).update(
        chart_id=GONE + newcomer.chart_id.removeprefix(BEGINS_WITH), active=False, first_name="", last_name="",
        birth_date=None,
    )  # fmt: skip
    told = {"chart": chart.chart_id, "newcomer": newcomer.chart_id}
    for one in (newcomer, chart):
        record(chart.practice_id, "patient.joined", f"patient:{one.pk}", actor=actor, at=now, **told)
    Task.objects.filter(key__startswith=f"{REASON}:{newcomer.pk}:", closed_at__isnull=True).update(
        closed_at=now, outcome="made one"
    )
    for thread in threads:
        runs.plan_anew(thread, now)
        open_pages.tell(chart.practice_id, thread)


def _links(newcomer: Patient, chart: Patient, now: datetime) -> None:
    """A phone that both have is the chart's, and gets what the newcomer's got; the others move over."""
    have = {one.contact_id: one for one in ContactLink.objects.filter(patient=chart, ended_at__isnull=True)}
    for link in ContactLink.objects.filter(patient=newcomer, ended_at__isnull=True):
        other = have.get(link.contact_id)
        if other is None:
            continue
        ContactLink.objects.filter(pk=link.pk).update(ended_at=now)
        ContactLink.objects.filter(pk=other.pk).update(
            preferred=link.preferred or other.preferred, first_name_ok=link.first_name_ok or other.first_name_ok
        )


def _consent(newcomer: Patient, chart: Patient) -> None:
    """The ledger is never changed: what was agreed to and taken back is written again for the chart, as it was."""
    events = ConsentEvent.objects.filter(patient_id_then=newcomer.pk).order_by("at", "id")
    ConsentEvent.objects.bulk_create(
        ConsentEvent(
            practice_id=one.practice_id, phone=one.phone, patient_id_then=chart.pk, purpose=one.purpose,
            granted=one.granted, words=one.words, channel=one.channel, wording_version=one.wording_version,
            actor=one.actor, at=one.at,
        )
        for one in events
    )  # fmt: skip


def _of_patients() -> list[tuple[type[models.Model], str]]:
    """(model, field) of everything that belongs to a patient, whichever room has it."""
    return [
        (model, field.name)
        for model in apps.get_models()
        for field in model._meta.local_concrete_fields
        if field.related_model is Patient
    ]


def _ask(newcomer_id: int, others: Sequence[int], now: datetime) -> None:
    """One task for each set of charts to compare; done with it, nobody is asked again about the same."""
    newcomer = Patient.objects.filter(pk=newcomer_id).first()
    key = f"{REASON}:{newcomer_id}:{'-'.join(map(str, others))}"
    if newcomer is None or Task.objects.filter(key=key).exists():
        return
    thread = Conversation.objects.filter(
        contact_id__in=ContactLink.objects.filter(patient=newcomer, ended_at__isnull=True).values("contact_id")
    ).first()
    tasks.create(
        newcomer.practice_id, "front_desk", REASON, "A newcomer may have a chart already: compare, and make them one",
        now=now, conversation_id=thread.pk if thread else None, patient_id=newcomer_id, key=key,
    )  # fmt: skip


def _plain(name: str) -> str:
    letters = (one for one in unicodedata.normalize("NFKD", name) if not unicodedata.combining(one))
    return " ".join("".join(letters).casefold().split())
