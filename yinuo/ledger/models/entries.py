"""The lines of the ledger and where they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models import OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from yinuo.base.labels import labelled
from yinuo.ledger.models.sources import SourceKind, Statement
from yinuo.people.models import Member, Person
from yinuo.projects.models import ContractClause, Project

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models.manager import Manager


class EntryKind(models.TextChoices):
    """The three kinds of line. A wish is the client's, a promise is ours, a duty is the client's."""

    EXPECTATION = "expectation", _("client expects")
    COMMITMENT = "commitment", _("we promise")
    DUTY = "duty", _("client does")


class State(models.TextChoices):
    """Where an entry stands (decision 19)."""

    STATED = "stated", _("stated")
    CLARIFIED = "clarified", _("clarified")
    OFFERED = "offered", _("offered")
    ASKED = "asked", _("asked")
    NOT_ACCEPTED = "not_accepted", _("not accepted")
    AGREED = "agreed", _("agreed")
    IN_DELIVERY = "in_delivery", _("in delivery")
    MEASURED = "measured", _("measured")
    MET = "met", _("met")
    MISSED = "missed", _("missed")
    KEPT = "kept", _("kept")
    NOT_KEPT = "not_kept", _("not kept")
    MOVED = "moved", _("moved")
    CORRECTED = "corrected", _("promise corrected")
    REFUSED = "refused", _("declined by us")
    WITHDRAWN = "withdrawn", _("withdrawn")
    WAIVED = "waived", _("waived")

    @classmethod
    def ended(cls) -> tuple[State, ...]:
        """States after which nothing more is waited for."""
        return (
            cls.MET,
            cls.MISSED,
            cls.KEPT,
            cls.NOT_KEPT,
            cls.CORRECTED,
            cls.REFUSED,
            cls.WITHDRAWN,
            cls.WAIVED,
        )

    @classmethod
    def after_agreement(cls) -> tuple[State, ...]:
        """States that rest on an agreed wording."""
        return (cls.AGREED, cls.IN_DELIVERY, cls.MEASURED, cls.MET, cls.MISSED, cls.KEPT, cls.NOT_KEPT, cls.WAIVED)


class EntryClass(models.TextChoices):
    """How firm a wish is; a vision 愿景 is kept and not promised (S3-06, S3-10)."""

    NORMAL = "normal", _("expectation")
    VISION = "vision", _("vision, not promised")


class EntryQuerySet(models.QuerySet["Entry"]):
    """Reads of the register."""

    def with_state(self) -> EntryQuerySet:
        """Annotate `state`: that of the newest step."""
        newest = Step.objects.filter(entry=OuterRef("pk")).order_by("-id").values("state")[:1]
        return self.annotate(state=Coalesce(Subquery(newest), Value(State.STATED.value)))

    def standing(self, states: Iterable[str]) -> EntryQuerySet:
        """Those whose newest step is one of `states`; after `with_state`."""
        return self.filter(**{"state__in": list(states)})  # noqa: PIE804  # an annotation, unknown to the type plugin

    def not_standing(self, states: Iterable[str]) -> EntryQuerySet:
        """Those whose newest step is none of `states`; after `with_state`."""
        return self.exclude(**{"state__in": list(states)})  # noqa: PIE804  # an annotation, unknown to the type plugin

    def of(self, project: Project) -> EntryQuerySet:
        return self.filter(project=project)


class Entry(models.Model):
    """One line of the ledger 台账条目: an expectation of the client, our commitment, or a client duty.

    A row needs who, the words and by when (decision 20); everything else is asked for when it matters. `is_undone`
    lines came with an import that was taken back; the register leaves them out.
    """

    project = models.ForeignKey(Project, models.PROTECT, related_name="entries")
    code = models.CharField(_("code"), max_length=20)
    kind = models.CharField(_("kind"), max_length=12, choices=EntryKind)
    holder = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("who"))
    towards = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True, verbose_name=_("to whom"))
    words = models.CharField(_("words"), max_length=500)
    due_on = models.DateField(_("by when"), null=True)
    need = models.CharField(_("need behind it"), max_length=500, blank=True)
    entry_class = models.CharField(_("class"), max_length=10, choices=EntryClass, default=EntryClass.NORMAL)
    importance = models.PositiveSmallIntegerField(_("importance"), null=True)
    source_kind = models.CharField(_("source"), max_length=12, choices=SourceKind, default=SourceKind.OTHER)
    statement = models.ForeignKey(Statement, models.PROTECT, related_name="entries", null=True)
    clause = models.ForeignKey(ContractClause, models.PROTECT, related_name="entries", null=True)
    owner = models.ForeignKey(Member, models.PROTECT, related_name="+", verbose_name=_("looked after by"))
    version = models.PositiveIntegerField(default=1)
    is_undone = models.BooleanField(default=False)
    by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    LABELS = labelled(
        vendor="code kind words due_on need entry_class importance source_kind is_undone at",
        person="holder towards owner by",
        system="id project statement clause version",
    )
    objects = EntryQuerySet.as_manager()

    class Meta:
        db_table = "entry"
        constraints = (
            models.UniqueConstraint(fields=["project", "code"], name="entry_code_once"),
            models.CheckConstraint(
                condition=Q(importance=None) | Q(importance__range=(1, 5)), name="entry_importance_1_to_5"
            ),
        )
        indexes = (
            models.Index(fields=["project", "due_on", "id"], name="entry_by_due"),
            models.Index(fields=["owner", "due_on", "id"], name="entry_by_owner_and_due"),
            models.Index(fields=["owner", "kind", "due_on"], name="entry_by_owner_and_kind"),
        )

    def __str__(self) -> str:
        return f"{self.code} {self.words}"

    @property
    def is_wish(self) -> bool:
        return self.kind == EntryKind.EXPECTATION


class ExpectationManager(models.Manager["Expectation"]):
    def get_queryset(self) -> models.QuerySet[Expectation]:
        return super().get_queryset().filter(kind=EntryKind.EXPECTATION)


class Expectation(Entry):
    """What a person of the client believes the future should bring 期望."""

    objects: ClassVar[Manager[Expectation]] = ExpectationManager()  # type: ignore[assignment]  # narrower than Entry's

    class Meta:
        proxy = True


class CommitmentManager(models.Manager["Commitment"]):
    def get_queryset(self) -> models.QuerySet[Commitment]:
        return super().get_queryset().exclude(kind=EntryKind.EXPECTATION)


class Commitment(Entry):
    """What one side says it will do: our commitment 承诺 or a client duty 甲方配合事项."""

    objects: ClassVar[Manager[Commitment]] = CommitmentManager()  # type: ignore[assignment]  # narrower than Entry's

    class Meta:
        proxy = True


class Step(models.Model):
    """An entry came to a state: when, by whom, why. The newest step is where it stands."""

    entry = models.ForeignKey(Entry, models.PROTECT, related_name="steps")
    state = models.CharField(max_length=12, choices=State)
    by_name = models.CharField(max_length=80)
    why = models.CharField(max_length=500, blank=True)
    at = models.DateTimeField()
    event_id = models.BigIntegerField(null=True)

    append_only = True
    LABELS = labelled(vendor="state why at", person="by_name", system="id entry event_id")

    class Meta:
        db_table = "step"
        indexes = (models.Index(fields=["entry", "-id", "state"], name="step_newest"),)

    def __str__(self) -> str:
        return f"{self.entry_id} {self.state}"


class EntryLink(models.Model):
    """Which commitment or duty serves which expectation (S0-146)."""

    expectation = models.ForeignKey(Entry, models.PROTECT, related_name="served_by")
    commitment = models.ForeignKey(Entry, models.PROTECT, related_name="serves")
    by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    LABELS = labelled(vendor="at", person="by", system="id expectation commitment")

    class Meta:
        db_table = "entry_link"
        constraints = (models.UniqueConstraint(fields=["expectation", "commitment"], name="entry_link_once"),)

    def __str__(self) -> str:
        return f"{self.expectation_id} {self.commitment_id}"


class SavedView(models.Model):
    """A named set of register filters, for one member or for everybody on the project."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="+")
    member = models.ForeignKey(Member, models.CASCADE, related_name="+")
    name = models.CharField(_("name of the view"), max_length=60)
    query = models.CharField(max_length=500)
    is_shared = models.BooleanField(_("for everybody on the project"), default=False)

    LABELS = labelled(vendor="name query is_shared", person="member", system="id project")

    class Meta:
        db_table = "saved_view"
        constraints = (models.UniqueConstraint(fields=["project", "member", "name"], name="saved_view_once"),)

    def __str__(self) -> str:
        return self.name
