"""The policies of the demo: one that ran far past its review before it was replaced, one that is past it now."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.utils import timezone

from accounts.models import User
from insights.demo.people import Team
from policies import drafting, services, starter, workflow
from policies.drafting import SectionPlan
from policies.models import PolicyKind, PolicyVersion, Section, StandardItem
from policies.starter.answers import unwrapped

FIRST_DAY, SECOND_DAY = -572, -92  # when versions 1.0 and 2.0 of the social media policy came into force
FIRST_REMINDER_DAY = FIRST_DAY + 365 - 60
ACCEPTABLE_USE_DAY = -416  # with a cycle of 12 months, its review is some 50 days over

APPROVAL_IN_MEANING = """

        An approval holds for one text: whatever is changed afterwards, even a comma, goes back to be approved again.
        A post that says more on one network than on another is read in each of its forms.
        """
TABLES_IN_WORDING = """

        A list of dates is written as a list, so that a screen reader reads it in order.
        """
NEXT_VERSION = """

        From next term a young person reads along: once a month the panel looks at five of our posts and tells us how
        they sound. What the panel says is kept with the review of this policy.
        """

ACCEPTABLE_USE = (
    (
        "whom-it-is-for",
        "Whom this is for",
        """
        Everybody who can sign in to a channel of {name} or to this software: staff, volunteers, agency workers and
        colleagues of the host who help out.
        """,
    ),
    (
        "sign-in",
        "Signing in",
        """
        - Everybody signs in as themselves. Nobody lends a password, and nobody asks for one.
        - The channels' own passwords are kept in the host's password safe, long and different for each network.
        - A second step is switched on wherever the network has one.
        - Who sees a sign-in that they cannot explain tells the service manager on the same day.
        """,
    ),
    (
        "devices",
        "Phones and computers",
        """
        We post from the service's devices. They lock themselves after two minutes and can be wiped from afar. A
        private phone is used only when the service manager has said so, for that occasion.
        """,
    ),
    (
        "private-accounts",
        "Accounts of our own",
        """
        What we write as private people is ours. We leave out families, cases and colleagues, we do not answer
        families from a private account, and we do not accept their requests to be friends.
        """,
    ),
    (
        "leaving",
        "Leaving, or changing one's work",
        """
        Access ends on the last day, here and on each network, and passwords that somebody knew are changed on the
        next. The service manager writes down that it was done.
        """,
    ),
    (
        "what-is-recorded",
        "What is recorded",
        """
        Who did what is recorded, here and by the networks. It is read to find out what happened and to see whether
        the policies are kept; it is not used to measure how fast somebody works.
        """,
    ),
)


def social_media_policy(team: Team) -> Iterator[dt.datetime]:
    calendar, helen, tom = team.calendar, team.helen, team.tom
    yield calendar.at(FIRST_DAY - 8, "10:05")
    version = starter.create_starter_policy(team.service, owner=helen, by=helen)
    yield calendar.at(FIRST_DAY - 6, "09:40")
    workflow.submit(version.pk, by=helen)
    yield calendar.at(FIRST_DAY - 5, "15:10")
    workflow.return_for_changes(version.pk, by=tom, note="Say in “Comments” that we read them on working days only.")
    yield calendar.at(FIRST_DAY - 4, "11:30")
    _append(version, "comments", "\n\nAt weekends and on bank holidays nobody reads along.", "", by=helen)
    workflow.submit(version.pk, by=helen)
    yield calendar.at(FIRST_DAY - 3, "14:20")
    workflow.approve(version.pk, by=tom)
    workflow.schedule(version.pk, by=helen, effective_from=calendar.day(FIRST_DAY))
    yield calendar.at(FIRST_DAY, "00:05")
    workflow.take_over(timezone.now())

    yield calendar.at(SECOND_DAY - 18, "10:15")
    version = workflow.start_version(version.policy, by=helen)
    _append(version, "campaigns", APPROVAL_IN_MEANING, Section.Change.MEANING, by=helen)
    _append(version, "etiquette", TABLES_IN_WORDING, Section.Change.WORDING, by=helen)
    _note(version, "An approval holds for one text. Lists are written as lists. All else was read and stays.", by=helen)
    yield calendar.at(SECOND_DAY - 10, "16:05")
    workflow.submit(version.pk, by=helen)
    yield calendar.at(SECOND_DAY - 4, "09:50")
    workflow.approve(version.pk, by=tom)
    workflow.schedule(version.pk, by=helen, effective_from=calendar.day(SECOND_DAY))
    yield calendar.at(SECOND_DAY, "00:05")
    workflow.take_over(timezone.now())

    last = calendar.working_day_before(calendar.today)
    yield calendar.at(last, "13:35")
    version = workflow.start_version(version.policy, by=helen)
    _append(version, "etiquette", NEXT_VERSION, Section.Change.MEANING, by=helen)
    _note(version, "The young people’s panel reads along.", by=helen)
    yield calendar.at(last, "13:58")
    workflow.submit(version.pk, by=helen)


def acceptable_use_policy(team: Team) -> Iterator[dt.datetime]:
    calendar, helen, tom = team.calendar, team.helen, team.tom
    yield calendar.at(ACCEPTABLE_USE_DAY - 7, "11:00")
    policy = services.create_policy(
        team.service, title="Acceptable use policy", kind=PolicyKind.ACCEPTABLE_USE, owner=helen, by=helen
    )
    version = workflow.start_version(policy, by=helen)
    plans = [
        SectionPlan(
            key=key,
            title=title,
            body=unwrapped(body).replace("{name}", team.service.name),
            standard_item=StandardItem.MONITORING if key == "what-is-recorded" else "",
            rules={},
        )
        for key, title, body in ACCEPTABLE_USE
    ]
    drafting.fill(version.pk, plans, by=helen, change_note="Our first acceptable use policy.")
    workflow.submit(version.pk, by=helen)
    yield calendar.at(ACCEPTABLE_USE_DAY - 2, "10:30")
    workflow.approve(version.pk, by=tom)
    workflow.schedule(version.pk, by=helen, effective_from=calendar.day(ACCEPTABLE_USE_DAY))
    yield calendar.at(ACCEPTABLE_USE_DAY, "00:05")
    workflow.take_over(timezone.now())


def quiet_period(team: Team) -> Iterator[dt.datetime]:
    calendar = team.calendar
    yield calendar.at(calendar.working_day_before(calendar.day(-6)), "15:45")
    services.set_quiet_period(
        team.service,
        name="By-election in Harbour ward",
        starts_on=calendar.day(24),
        ends_on=calendar.day(38),
        by=team.helen,
    )


def _append(version: PolicyVersion, key: str, text: str, change: str, *, by: User) -> None:
    section = version.sections.get(key=key)
    drafting.save_section(
        section.pk,
        by=by,
        title=section.title,
        body=section.body + "\n\n" + unwrapped(text),
        standard_item=section.standard_item,
        change=change,
        guidance_only=section.guidance_only,
    )
    drafting.confirm(section.pk, by=by)


def _note(version: PolicyVersion, note: str, *, by: User) -> None:
    drafting.save_facts(version.pk, by=by, change_note=note, cycle_months=12, effective_from=None)
