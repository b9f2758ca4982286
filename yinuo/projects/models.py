"""Accounts, projects, contracts and the seats people hold on both sides."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from yinuo.base.codes import token
from yinuo.base.labels import labelled
from yinuo.people.models import Firm, Member, Person


class Account(models.Model):
    """A client firm as a long relationship: several projects over the years (S0-14)."""

    firm = models.OneToOneField(Firm, models.PROTECT, related_name="account")
    opened_at = models.DateTimeField(auto_now_add=True)

    LABELS = labelled(system="id firm opened_at")

    class Meta:
        db_table = "account"

    def __str__(self) -> str:
        return self.firm.name


class WorksBy(models.TextChoices):
    """Whose own days off and extra working days count on a project, beside its country's."""

    BOTH = "both", _("our firm’s and the client’s")
    FIRM = "firm", _("our firm’s")
    CLIENT = "client", _("the client’s")
    COUNTRY = "country", _("nobody’s, the country’s only")


class Project(models.Model):
    """One engagement. Only what both sides may know about it; judgements live in `counsel`."""

    code = models.CharField(_("code"), max_length=20, unique=True)
    name = models.CharField(_("name"), max_length=120)
    account = models.ForeignKey(Account, models.PROTECT, related_name="projects")
    token = models.CharField(max_length=22, unique=True, default=token)
    language = models.CharField(_("language of its papers"), max_length=10, default="zh-hans")
    time_zone = models.CharField(_("time zone"), max_length=40, default="Asia/Shanghai")
    started_on = models.DateField(_("started on"))
    closed_on = models.DateField(_("closed on"), null=True, blank=True)
    country = models.CharField(_("country or region"), max_length=2, default="CN")
    works_by = models.CharField(_("own days off"), max_length=10, choices=WorksBy, default=WorksBy.BOTH)
    days_stamp = models.CharField(max_length=22, default="", blank=True)
    """Another one each time a list of days that may count here comes or goes; empty while there never was one."""

    LABELS = labelled(
        client="code name started_on closed_on language time_zone country works_by",
        system="id account token days_stamp",
    )

    class Meta:
        db_table = "project"

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class Contract(models.Model):
    """The paper both firms signed before the work began."""

    project = models.ForeignKey(Project, models.PROTECT, related_name="contracts")
    number = models.CharField(_("contract number"), max_length=60)
    title = models.CharField(_("title"), max_length=120, blank=True)
    amount_cents = models.BigIntegerField(_("amount"))
    currency = models.CharField(_("currency"), max_length=3, default="CNY")
    signed_on = models.DateField(_("signed on"))

    LABELS = labelled(vendor="number title amount_cents currency signed_on", system="id project")

    class Meta:
        db_table = "contract"
        constraints = (models.UniqueConstraint(fields=["project", "number"], name="contract_number_once"),)

    def __str__(self) -> str:
        return self.number


class ContractClause(models.Model):
    """One numbered term of a contract, so that an expectation can point at the sentence it rests on."""

    contract = models.ForeignKey(Contract, models.PROTECT, related_name="clauses")
    number = models.CharField(_("clause"), max_length=20)
    text = models.TextField(_("text"), max_length=4000)

    LABELS = labelled(vendor="number text", system="id contract")

    class Meta:
        db_table = "contract_clause"
        constraints = (models.UniqueConstraint(fields=["contract", "number"], name="clause_number_once"),)

    def __str__(self) -> str:
        return self.number


class SeatRole(models.TextChoices):
    """What a person does on a project; the first five sit on the client's side."""

    SPONSOR = "sponsor", _("sponsor")
    WINDOW = "window", _("window person")
    SIGNATORY = "signatory", _("signatory")
    KEY_USER = "key_user", _("key user")
    STAKEHOLDER = "stakeholder", _("stakeholder")
    SUPERVISOR = "supervisor", _("supervisor")
    MANAGER = "manager", _("project manager")
    CONSULTANT = "consultant", _("consultant")
    SALES = "sales", _("sales")
    DIRECTOR = "director", _("delivery director")
    FINANCE = "finance", _("finance")

    @classmethod
    def of_client(cls) -> tuple[SeatRole, ...]:
        return (cls.SPONSOR, cls.WINDOW, cls.SIGNATORY, cls.KEY_USER, cls.STAKEHOLDER, cls.SUPERVISOR)


LEADING = (SeatRole.MANAGER, SeatRole.DIRECTOR)
"""Who runs a project on our side."""


class Seat(models.Model):
    """A person's role on a project. Ends, is never deleted: who sat there when stays known."""

    project = models.ForeignKey(Project, models.PROTECT, related_name="seats")
    person = models.ForeignKey(Person, models.PROTECT, related_name="seats")
    role = models.CharField(_("seat"), max_length=20, choices=SeatRole)
    may_sign = models.BooleanField(_("may sign for the client"), default=False)
    limit_cents = models.BigIntegerField(_("signs up to"), null=True, blank=True)
    since = models.DateField(_("since"))
    until = models.DateField(_("until"), null=True, blank=True)
    invited_at = models.DateTimeField(null=True)

    LABELS = labelled(client="role may_sign limit_cents since until", person="person", system="id project invited_at")
    ON_CLIENT_SIDE: ClassVar[tuple[SeatRole, ...]] = SeatRole.of_client()

    class Meta:
        db_table = "seat"
        constraints = (
            models.UniqueConstraint(
                fields=["project", "person"], condition=models.Q(until=None), name="one_open_seat_a_person"
            ),
        )

    def __str__(self) -> str:
        return f"{self.project_id} {self.person_id} {self.role}"


class LastVisit(models.Model):
    """When somebody last looked at a project, to say what is new since then (decision 26)."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    at = models.DateTimeField()

    LABELS = labelled(person="person at", system="id project")

    class Meta:
        db_table = "last_visit"
        constraints = (models.UniqueConstraint(fields=["project", "person"], name="one_last_visit"),)

    def __str__(self) -> str:
        return f"{self.project_id} {self.person_id}"


class DayList(models.Model):
    """Days off and make-up days taken in at once: a country's yearly notice, or a firm's own days (S1-33)."""

    country = models.CharField(_("country or region"), max_length=2, blank=True)
    account = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    """The client whose days these are; without it and without a country they are our firm's."""
    year = models.SmallIntegerField(_("year"), null=True)
    """The year that a country's notice says all of."""
    title = models.CharField(_("title"), max_length=120)
    text = models.TextField(_("text"), max_length=20_000)
    taken_by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    taken_at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True)

    LABELS = labelled(vendor="country year title text taken_at undone_at", system="id account taken_by")

    class Meta:
        db_table = "day_list"

    def __str__(self) -> str:
        return self.title


class ListedDay(models.Model):
    """One day of such a list: off, or worked though it would be off."""

    day_list = models.ForeignKey(DayList, models.PROTECT, related_name="days")
    day = models.DateField(_("day"))
    works = models.BooleanField(_("worked"))
    name = models.CharField(_("occasion"), max_length=60, blank=True)

    LABELS = labelled(vendor="day works name", system="id day_list")
    append_only = True

    class Meta:
        db_table = "listed_day"
        constraints = (models.UniqueConstraint(fields=["day_list", "day"], name="listed_day_once"),)

    def __str__(self) -> str:
        return f"{self.day} {self.works}"
