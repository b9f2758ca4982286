"""What was said, what is expected and promised: the vendor's side of the ledger."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models import OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from yinuo.base.labels import labelled
from yinuo.people.models import Member, Person
from yinuo.projects.models import ContractClause, Project

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models.manager import Manager


class SourceKind(models.TextChoices):
    CHAT = "chat", _("group chat")
    MEETING = "meeting", _("meeting")
    MINUTES = "minutes", _("minutes")
    MAIL = "mail", _("e-mail")
    INTERVIEW = "interview", _("interview")
    CALL = "call", _("telephone call")
    SITE = "site", _("on site")
    CONTRACT = "contract", _("contract")
    SALES = "sales", _("sales promise")
    DEMAND = "demand", _("leader's demand")
    PICTURE = "picture", _("picture")
    OTHER = "other", _("other")


class Source(models.Model):
    """Where words were said or written. The original file is kept; `text` is what was read out of it."""

    project = models.ForeignKey(Project, models.PROTECT, related_name="sources")
    number = models.PositiveIntegerField()
    kind = models.CharField(_("kind"), max_length=12, choices=SourceKind)
    title = models.CharField(_("title"), max_length=160)
    occurred_on = models.DateField(_("date"))
    text = models.TextField(_("text"), blank=True)
    original_token = models.CharField(max_length=22, blank=True)
    sha256 = models.CharField(max_length=64)
    by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    append_only = True
    LABELS = labelled(
        vendor="number kind title occurred_on text at", person="by", system="id project original_token sha256"
    )

    class Meta:
        db_table = "source"
        constraints = (models.UniqueConstraint(fields=["project", "number"], name="source_number_once"),)

    def __str__(self) -> str:
        return self.title


class Statement(models.Model):
    """Words as said 原话: code points `start`–`end` of its source, highlighted ever after."""

    source = models.ForeignKey(Source, models.PROTECT, related_name="statements")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    words = models.TextField()
    speaker = models.CharField(max_length=80, blank=True)
    by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    append_only = True
    LABELS = labelled(vendor="start end words at", person="speaker by", system="id source")

    class Meta:
        db_table = "statement"
        constraints = (models.CheckConstraint(condition=Q(end__gt=models.F("start")), name="statement_has_words"),)

    def __str__(self) -> str:
        return self.words[:40]


class EntryKind(models.TextChoices):
    """The three kinds of line. A wish is the client's, a promise is ours, a duty is the client's."""

    EXPECTATION = "expectation", _("client's wish")
    COMMITMENT = "commitment", _("our commitment")
    DUTY = "duty", _("client duty")


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

    A row needs who, the words and by when (decision 20); everything else is asked for when it matters.
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
    by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    LABELS = labelled(
        vendor="code kind words due_on need entry_class importance source_kind at",
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
        indexes = (models.Index(fields=["project", "due_on", "id"], name="entry_by_due"),)

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


class Shape(models.TextChoices):
    """The four shapes of a criterion (decision 21)."""

    YES_NO = "yes_no", _("yes or no")
    BY_DATE = "by_date", _("by a date")
    NUMBER = "number", _("a number")
    DELIVERABLE = "deliverable", _("a deliverable")


class Wording(models.Model):
    """One immutable version of what we put to the client, with the criterion it is measured by."""

    entry = models.ForeignKey(Entry, models.PROTECT, related_name="wordings")
    version = models.PositiveIntegerField()
    text = models.TextField(_("exact wording"), max_length=2000)
    language = models.CharField(max_length=10)
    due_on = models.DateField(_("by when"), null=True)
    origin = models.CharField(max_length=10, default="ours")
    by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    append_only = True
    LABELS = labelled(vendor="version text language due_on origin at", person="by", system="id entry")

    class Meta:
        db_table = "wording"
        constraints = (models.UniqueConstraint(fields=["entry", "version"], name="wording_version_once"),)

    def __str__(self) -> str:
        return f"{self.entry_id} v{self.version}"


class Criterion(models.Model):
    """How we will both know: shape, metric, one target, optional minimum acceptable, who measures."""

    wording = models.OneToOneField(Wording, models.PROTECT, related_name="criterion")
    shape = models.CharField(_("shape"), max_length=12, choices=Shape)
    metric = models.CharField(_("what is measured"), max_length=300)
    unit = models.CharField(_("unit"), max_length=20, blank=True)
    target = models.DecimalField(_("target"), max_digits=18, decimal_places=4, null=True)
    minimum = models.DecimalField(_("minimum acceptable"), max_digits=18, decimal_places=4, null=True)
    baseline = models.DecimalField(_("baseline"), max_digits=18, decimal_places=4, null=True)
    lower_is_better = models.BooleanField(_("lower is better"), default=False)
    target_on = models.DateField(_("target date"), null=True)
    minimum_on = models.DateField(_("latest acceptable date"), null=True)
    measurer = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True)

    append_only = True
    LABELS = labelled(
        vendor="shape metric unit target minimum baseline lower_is_better target_on minimum_on",
        person="measurer",
        system="id wording",
    )

    class Meta:
        db_table = "criterion"
        constraints = (
            models.CheckConstraint(
                condition=~Q(shape=Shape.NUMBER) | Q(target__isnull=False), name="number_has_a_target"
            ),
            models.CheckConstraint(
                condition=~Q(shape=Shape.BY_DATE) | Q(target_on__isnull=False), name="by_date_has_a_date"
            ),
        )

    def __str__(self) -> str:
        return self.metric


class Offer(models.Model):
    """A wording was put on a sheet: ties our version to the copy the client sees."""

    wording = models.ForeignKey(Wording, models.PROTECT, related_name="offers")
    line = models.OneToOneField("ledger.SheetLine", models.PROTECT, related_name="+")
    by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    append_only = True
    LABELS = labelled(vendor="at", person="by", system="id wording line")

    class Meta:
        db_table = "offer"

    def __str__(self) -> str:
        return f"{self.wording_id} {self.line_id}"


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


class Measurement(models.Model):
    """One measured value of an agreed criterion; its outcome is a step of the entry."""

    entry = models.ForeignKey(Entry, models.PROTECT, related_name="measurements")
    criterion = models.ForeignKey(Criterion, models.PROTECT, related_name="measurements")
    number = models.DecimalField(_("value"), max_digits=18, decimal_places=4, null=True)
    reached_on = models.DateField(_("reached on"), null=True)
    is_met = models.BooleanField(_("met"), null=True)
    measured_on = models.DateField(_("measured on"))
    note = models.CharField(_("note"), max_length=500, blank=True)
    attachment_token = models.CharField(max_length=22, blank=True)
    by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    append_only = True
    LABELS = labelled(
        vendor="number reached_on is_met measured_on note at", person="by", system="id entry criterion attachment_token"
    )

    class Meta:
        db_table = "measurement"

    def __str__(self) -> str:
        return f"{self.entry_id} {self.measured_on}"


class SavedView(models.Model):
    """A named set of register filters, for one member or for everybody on the project."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="+")
    member = models.ForeignKey(Member, models.CASCADE, related_name="+")
    name = models.CharField(_("name"), max_length=60)
    query = models.CharField(max_length=500)
    is_shared = models.BooleanField(_("for everybody on the project"), default=False)

    LABELS = labelled(vendor="name query is_shared", person="member", system="id project")

    class Meta:
        db_table = "saved_view"
        constraints = (models.UniqueConstraint(fields=["project", "member", "name"], name="saved_view_once"),)

    def __str__(self) -> str:
        return self.name
