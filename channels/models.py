"""Channels, and the rows of the sandbox network's own side."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.querysets import OfService
from channels.querysets import ChannelQuerySet, ProfileCheckQuerySet


class Network(models.TextChoices):
    """Networks that people know by name; how one is spoken to stands in channels/networks/."""

    SANDBOX = "sandbox", "Sandbox"
    FACEBOOK = "facebook", "Facebook"
    X = "x", "X"
    INSTAGRAM = "instagram", "Instagram"
    BLUESKY = "bluesky", "Bluesky"
    MASTODON = "mastodon", "Mastodon"
    LINKEDIN = "linkedin", "LinkedIn"
    YOUTUBE = "youtube", "YouTube"
    TIKTOK = "tiktok", "TikTok"


class ChannelState(models.TextChoices):
    PLANNED = "planned", "Planned"
    PILOT = "pilot", "Pilot"
    LIVE = "live", "Live"
    SUSPENDED = "suspended", "Suspended"


class Channel(models.Model):
    """One account of a service on one network."""

    service = models.ForeignKey("accounts.Service", models.CASCADE, related_name="channels")
    network = models.CharField(max_length=20, choices=Network)
    handle = models.CharField(max_length=120)
    url = models.URLField("address of the profile", blank=True)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", help_text="Who looks after it."
    )
    state = models.CharField(max_length=12, choices=ChannelState, default=ChannelState.PLANNED)
    suspend_reason = models.CharField(max_length=300, blank=True, help_text="While it is suspended.")
    connector = models.CharField(
        max_length=20, default="by_hand", help_text="Module in channels/networks/ that speaks to it."
    )
    created_at = models.DateTimeField(default=timezone.now)
    read_at = models.DateTimeField(null=True, blank=True, help_text="When comments were last read without an error.")
    read_error = models.CharField(max_length=300, blank=True)
    read_cursor = models.CharField(max_length=200, blank=True)
    read_after = models.DateTimeField(
        null=True, blank=True, help_text="The network asked us not to read before this; none when it did not."
    )
    figures_look_at = models.DateTimeField(
        null=True, blank=True, help_text="When to ask for followers next; set ahead while a worker asks."
    )
    figures_read_at = models.DateTimeField(
        null=True, blank=True, help_text="When figures were last read without an error."
    )
    figures_error = models.CharField(max_length=300, blank=True)
    figures_after = models.DateTimeField(
        null=True, blank=True, help_text="The network asked us not to ask for figures before this."
    )
    server = models.URLField("address of the server", blank=True, help_text="Where the network has many.")
    account_id = models.CharField(max_length=200, blank=True, help_text="The network's own name for the account.")
    credentials = models.TextField(blank=True, editable=False, help_text="Encrypted, channels/credentials.py.")
    connected_at = models.DateTimeField(null=True, blank=True)
    connected_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    token_ends_at = models.DateTimeField(null=True, blank=True)
    signed_out_at = models.DateTimeField(
        null=True, blank=True, help_text="Since when the network refuses the credentials; a passing error sets nothing."
    )
    connection_error = models.CharField(max_length=300, blank=True, help_text="What the last test of it said.")
    tested_at = models.DateTimeField(null=True, blank=True)

    objects = ChannelQuerySet.as_manager()

    class Meta:
        ordering = ["network", "handle"]
        constraints = [
            models.UniqueConstraint(fields=["service", "network", "handle"], name="channel_once_per_service"),
            models.CheckConstraint(condition=Q(state__in=ChannelState.values), name="channel_state_is_known"),
            models.CheckConstraint(condition=Q(network__in=Network.values), name="channel_network_is_known"),
        ]

    def __str__(self) -> str:
        return f"{self.get_network_display()} {self.handle}"


class ProfileStandard(models.Model):
    """What the service agreed a channel's profile to say (source: G13, W4, L6)."""

    channel = models.OneToOneField(Channel, models.CASCADE, related_name="profile_standard")
    name = models.CharField(max_length=120, blank=True)
    description = models.TextField(blank=True)
    disclaimer = models.TextField(blank=True, help_text="Pinned on the profile.")
    picture = models.FileField(upload_to="profiles/%Y/", blank=True)
    picture_sha256 = models.CharField(
        max_length=64, blank=True, help_text="Of the bytes that the network served when a person said it was right."
    )
    check_every_months = models.PositiveSmallIntegerField(default=3)
    agreed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    agreed_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"Profile of {self.channel}"


class ProfileCheck(models.Model):
    """A look at a profile: read from the network, or ticked by a person. Added to, never changed."""

    channel = models.ForeignKey(Channel, models.CASCADE, related_name="profile_checks")
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", help_text="None: read."
    )
    seen = models.JSONField(default=dict, help_text="What the network said: name, description, pinned, picture_sha256.")
    drift = models.JSONField(default=list, help_text="Names of what is not as agreed: picture, description, ...")
    note = models.CharField(max_length=300, blank=True)

    objects = ProfileCheckQuerySet.as_manager()

    class Meta:
        ordering = ["-at"]

    def __str__(self) -> str:
        return f"Profile of {self.channel}, looked at {self.at:%Y-%m-%d}"


class RiskAssessment(models.Model):
    """The recorded decision for a channel (source: K1). A channel goes live only with one that is in date."""

    channel = models.ForeignKey(Channel, models.CASCADE, related_name="risk_assessments")
    purpose = models.TextField()
    audience = models.TextField()
    age_limit = models.PositiveSmallIntegerField(default=13)
    personal_data = models.TextField(help_text="What the network collects, and where it is kept.")
    consents = models.TextField(blank=True)
    responsible = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    moderation = models.TextField(help_text="How comments can be moderated.")
    pilot = models.TextField(help_text="With whom it is tried first, how long, and what came of it.")
    success = models.TextField(help_text="How it is judged.")
    risks = models.JSONField(
        default=list,
        help_text="[{kind: content|contact|conduct, area: commercial|aggressive|sexual|values, "
        "risk, likelihood: 1-3, harm: 1-3, measure}]",
    )
    review_on = models.DateField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    agreed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    agreed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-made_at"]

    def __str__(self) -> str:
        return f"Risk assessment of {self.channel}"


class AffiliatedAccount(models.Model):
    """A member of staff's own account that speaks for the service (source: L7)."""

    service = models.ForeignKey("accounts.Service", models.CASCADE, related_name="affiliated_accounts")
    network = models.CharField(max_length=20, choices=Network)
    handle = models.CharField(max_length=120)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="affiliated_accounts")
    has_name_pattern = models.BooleanField("named by the pattern", default=False)
    has_logo = models.BooleanField("shows the logo", default=False)
    has_disclaimer = models.BooleanField("has posted the disclaimer", default=False)
    checked_at = models.DateTimeField(null=True, blank=True)
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    given_at = models.DateTimeField(default=timezone.now)
    taken_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    taken_at = models.DateTimeField(null=True, blank=True)
    taken_reason = models.CharField(max_length=300, blank=True)
    training_offered_on = models.DateField(null=True, blank=True)

    objects = OfService.as_manager()

    class Meta:
        ordering = ["network", "handle"]
        constraints = [
            models.UniqueConstraint(
                fields=["service", "network", "handle"],
                condition=Q(taken_at=None),
                name="affiliated_account_once_while_given",
            ),
            models.CheckConstraint(
                condition=Q(taken_at=None) | ~Q(taken_reason=""), name="affiliated_account_taken_with_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_network_display()} {self.handle}"


class Following(models.Model):
    """An account worth following, by kind (source: G14, W5)."""

    class Kind(models.TextChoices):
        CHARITY = "charity", "SEND and mental health charities"
        NHS = "nhs", "NHS"
        OFSTED = "ofsted", "Ofsted"
        GOVERNMENT = "government", "Government departments"
        MP = "mp", "Local MPs"
        SCHOOL = "school", "Local schools and colleges"
        FAMILIES = "families", "Parents and carers"
        YOUNG_PEOPLE = "young_people", "Young people"
        PROFESSIONALS = "professionals", "Professionals"

    service = models.ForeignKey("accounts.Service", models.CASCADE, related_name="followings")
    kind = models.CharField(max_length=20, choices=Kind)
    name = models.CharField(max_length=120)
    network = models.CharField(max_length=20, choices=Network)
    handle = models.CharField(max_length=120)
    url = models.URLField(blank=True)
    note = models.CharField(max_length=300, blank=True)
    followed_on = models.DateField(null=True, blank=True, help_text="Empty: not followed yet.")
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    added_at = models.DateTimeField(default=timezone.now)

    objects = OfService.as_manager()

    class Meta:
        ordering = ["kind", "name"]
        constraints = [
            models.UniqueConstraint(fields=["service", "network", "handle"], name="following_once_per_service")
        ]

    def __str__(self) -> str:
        return self.name


class ReceivedEvent(models.Model):
    """What a network pushed to us, kept as it came before anything is done with it; repeats have the same key."""

    channel = models.ForeignKey(Channel, models.CASCADE, related_name="received_events")
    key = models.CharField(max_length=200)
    payload = models.JSONField()
    received_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["channel", "key"], name="received_event_once")]

    def __str__(self) -> str:
        return f"Event {self.pk} of {self.channel}"


class SandboxPost(models.Model):
    """A post on the sandbox network, as that network keeps it. Two rows for one delivery would be a post sent twice:
    nothing here prevents it, just as most networks do not."""

    service = models.ForeignKey("accounts.Service", models.CASCADE, related_name="sandbox_posts")
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    client_ref = models.CharField(
        max_length=64, db_index=True, help_text="The sender's own reference, to look it up by."
    )
    handle = models.CharField(max_length=120)
    text = models.TextField(blank=True)
    pictures = models.JSONField(default=list, help_text="[{file, alt, width, height}], in order.")
    posted_at = models.DateTimeField(default=timezone.now)
    removed_at = models.DateTimeField(null=True, blank=True)
    shown = models.PositiveIntegerField(default=0, help_text="How often it was on a page that somebody opened.")

    class Meta:
        ordering = ["-posted_at", "-pk"]
        indexes = [models.Index(fields=["service", "-posted_at"], name="sandbox_timeline")]

    def __str__(self) -> str:
        return f"Sandbox post {self.pk}"


class SandboxComment(models.Model):
    """What a visitor wrote on the sandbox: a public comment on a post, a private message, or, with neither, a post of
    their own on the timeline, which the service finds only by searching."""

    service = models.ForeignKey("accounts.Service", models.CASCADE, related_name="sandbox_comments")
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    post = models.ForeignKey(SandboxPost, models.CASCADE, null=True, blank=True, related_name="comments")
    above = models.ForeignKey(
        "self", models.CASCADE, null=True, blank=True, related_name="below", help_text="The comment that it answers."
    )
    is_private = models.BooleanField(default=False)
    visitor = models.UUIDField(help_text="The visitor's sandbox account, from their own cookie.")
    author_name = models.CharField(max_length=80)
    text = models.TextField()
    posted_at = models.DateTimeField(default=timezone.now)
    hidden_at = models.DateTimeField(null=True, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True, help_text="When the visitor took it away themselves.")

    class Meta:
        ordering = ["posted_at", "pk"]
        indexes = [models.Index(fields=["service", "posted_at"], name="sandbox_comments_in_order")]

    def __str__(self) -> str:
        return f"Sandbox comment {self.pk}"

    @property
    def handle(self) -> str:
        """Of its writer. Not the whole of the visitor's number, which their cookie holds."""
        return sandbox_handle(self.visitor)


def sandbox_handle(visitor: uuid.UUID) -> str:
    """What others see of a visitor of the sandbox."""
    return f"visitor-{visitor.hex[:8]}"


class SandboxMark(models.Model):
    """What a visitor of the sandbox did without words: liked a post, passed it on, follows the service. Once each."""

    class Kind(models.TextChoices):
        LIKE = "like", "Likes it"
        RESHARE = "reshare", "Passed it on"
        FOLLOW = "follow", "Follows"

    service = models.ForeignKey("accounts.Service", models.CASCADE, related_name="sandbox_marks")
    post = models.ForeignKey(SandboxPost, models.CASCADE, null=True, blank=True, related_name="marks")
    kind = models.CharField(max_length=10, choices=Kind)
    visitor = models.UUIDField(help_text="The visitor's sandbox account, from their own cookie.")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["post", "kind", "visitor"], name="sandbox_mark_once_per_post"),
            models.UniqueConstraint(
                fields=["service", "visitor"], condition=Q(kind="follow"), name="sandbox_follows_once"
            ),
            models.CheckConstraint(
                condition=Q(kind="follow", post=None) | Q(kind__in=["like", "reshare"], post__isnull=False),
                name="sandbox_mark_is_on_a_post_or_follows",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, mark {self.pk}"


class SandboxBlock(models.Model):
    """A visitor whom a service does not let write on its sandbox."""

    service = models.ForeignKey("accounts.Service", models.CASCADE, related_name="sandbox_blocks")
    handle = models.CharField(max_length=120)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["service", "handle"], name="sandbox_block_once")]

    def __str__(self) -> str:
        return f"Block {self.pk} on the sandbox"


class SandboxReply(models.Model):
    """What the service answered on the sandbox: in public below a comment, or in private to its visitor."""

    comment = models.ForeignKey(SandboxComment, models.CASCADE, related_name="replies")
    client_ref = models.CharField(max_length=64, db_index=True)
    is_private = models.BooleanField(default=False)
    text = models.TextField()
    posted_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["posted_at", "pk"]
        verbose_name_plural = "sandbox replies"

    def __str__(self) -> str:
        return f"Sandbox reply {self.pk}"
