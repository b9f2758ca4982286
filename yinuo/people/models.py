"""Firms and the persons who work in them: members on our side, contacts on the client's."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from yinuo.base.labels import labelled


class FirmKind(models.TextChoices):
    VENDOR = "vendor", _("vendor")
    CLIENT = "client", _("client")
    PARTNER = "partner", _("partner or supervisor")


class Firm(models.Model):
    """A company: ours, a client, a partner or the supervisor 监理."""

    name = models.CharField(_("name"), max_length=120)
    kind = models.CharField(_("kind"), max_length=10, choices=FirmKind)
    second_step_from = models.DateField(null=True, blank=True)
    """From this day on members sign in with a second step; None leaves it to them. Ours only."""

    LABELS = labelled(client="name", system="id kind second_step_from")

    class Meta:
        db_table = "firm"
        constraints = (
            models.UniqueConstraint(fields=["kind"], condition=models.Q(kind="vendor"), name="one_vendor_firm"),
            models.UniqueConstraint(fields=["name"], name="firm_name_once"),
        )

    def __str__(self) -> str:
        return self.name


class PersonManager(BaseUserManager["Person"]):
    """Makes persons; the two names are those that Django and allauth call."""

    def get_by_natural_key(self, username: str | None) -> Person:
        return self.get(email__iexact=username)


class Person(AbstractBaseUser):
    """A human being with or without sign-in. The user model (decision 24)."""

    name = models.CharField(_("name"), max_length=80)
    address_as = models.CharField(_("form of address"), max_length=80, blank=True)
    email = models.EmailField(_("e-mail"), max_length=254, null=True, blank=True)
    phone = models.CharField(_("mobile phone"), max_length=30, blank=True)
    language = models.CharField(_("language"), max_length=10, blank=True)
    theme = models.CharField(_("theme"), max_length=5, blank=True)
    is_active = models.BooleanField(_("may sign in"), default=True)
    joined_at = models.DateTimeField(auto_now_add=True)

    LABELS = labelled(
        person="name address_as email phone language theme password last_login joined_at", system="id is_active"
    )
    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]
    objects = PersonManager()

    class Meta:
        db_table = "person"
        constraints = (models.UniqueConstraint(Lower("email"), name="person_email_once"),)

    def __str__(self) -> str:
        return self.name

    @property
    def called(self) -> str:
        """The form of address the person prefers, else the name."""
        return self.address_as or self.name


class Role(models.TextChoices):
    """What a member may do across projects; what he does on one project is his seat."""

    ADMINISTRATOR = "administrator", _("administrator")
    DIRECTOR = "director", _("delivery director")
    MEMBER = "member", _("member")


class Member(models.Model):
    """A person of the vendor firm."""

    person = models.OneToOneField(Person, models.PROTECT, related_name="member")
    firm = models.ForeignKey(Firm, models.PROTECT, related_name="members")
    title = models.CharField(_("title"), max_length=80, blank=True)
    role = models.CharField(_("role"), max_length=20, choices=Role, default=Role.MEMBER)
    code = models.CharField(_("code"), max_length=20, blank=True)

    LABELS = labelled(person="person title", system="id firm role code")

    class Meta:
        db_table = "member"

    def __str__(self) -> str:
        return self.person.name


class Contact(models.Model):
    """A person of a client or partner firm. Signs in by link and code only, never by password."""

    person = models.OneToOneField(Person, models.PROTECT, related_name="contact")
    firm = models.ForeignKey(Firm, models.PROTECT, related_name="contacts")
    title = models.CharField(_("title"), max_length=80, blank=True)
    code = models.CharField(_("code"), max_length=20, blank=True)

    LABELS = labelled(person="person title", system="id firm code")

    class Meta:
        db_table = "contact"

    def __str__(self) -> str:
        return self.person.name


class ApiToken(models.Model):
    """What a program shows to read in a member's name, for a year at most. Only its SHA-256 is kept (decision 44)."""

    member = models.ForeignKey(Member, models.PROTECT, related_name="+")
    name = models.CharField(max_length=60)
    secret_digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    expires_on = models.DateField()
    last_used_on = models.DateField(null=True)
    ended_at = models.DateTimeField(null=True)

    LABELS = labelled(person="member name", system="id secret_digest made_at expires_on last_used_on ended_at")

    class Meta:
        db_table = "api_token"

    def __str__(self) -> str:
        return f"{self.member_id} {self.name}"


class CalendarFeed(models.Model):
    """The address under which somebody's calendar program reads that person's own dates; one at a time."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    secret_digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    last_read_on = models.DateField(null=True)
    ended_at = models.DateTimeField(null=True)

    LABELS = labelled(person="person", system="id secret_digest made_at last_read_on ended_at")

    class Meta:
        db_table = "calendar_feed"
        constraints = (
            models.UniqueConstraint(fields=["person"], condition=models.Q(ended_at=None), name="one_feed_a_person"),
        )

    def __str__(self) -> str:
        return f"{self.person_id} {self.made_at:%Y-%m-%d}"


class LinkKind(models.TextChoices):
    SIGN_IN = "sign_in", _("sign-in link")
    INVITATION = "invitation", _("invitation")


class SignInLink(models.Model):
    """A single-use way in for a contact: 15 minutes to sign in, 24 hours when invited; used by POST only."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=LinkKind)
    secret_digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    LABELS = labelled(person="person", system="id kind secret_digest made_at expires_at used_at")

    class Meta:
        db_table = "sign_in_link"

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"
