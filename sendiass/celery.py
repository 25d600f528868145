"""The Celery application: queues, beat's timetable and how a killed worker's task comes back.

The row in the database is the truth and a message carries only its id, so that a message that is lost or
delivered twice does no harm: the next tick finds the row again, and the claim of a row is a conditional update.
"""

import logging
import os
from typing import Any

from celery import Celery
from celery.contrib.django.task import DjangoTask
from celery.schedules import crontab
from celery.signals import beat_init
from kombu.exceptions import OperationalError

from sendiass import broker

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sendiass.settings")
log = logging.getLogger(__name__)


class Task(DjangoTask):
    """A task whose message may be lost: without a broker the person's page still answers."""

    def apply_async(self, *args: Any, **kwargs: Any) -> Any:
        try:
            return super().apply_async(*args, **kwargs)
        except OperationalError:
            log.warning("No broker took %s; the next tick finds its row.", self.name)
            return None


app = Celery("sendiass", task_cls=Task)
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
broker.register()


@beat_init.connect
def prove_at_once(**kwargs: Any) -> None:
    """Queue the first heartbeat as beat starts, so that /readyz does not wait a minute for it."""
    app.tasks["insights.tasks.beat"].delay()


# A tick that nobody took before the next one is due is dropped (`expires`), so that a worker that was off does
# not come back to a heap of them.
app.conf.beat_schedule = {
    "due-deliveries": {
        "task": "posts.tasks.send_due",
        "schedule": 5.0,
        "options": {"queue": "publish", "expires": 5},
    },
    "lost-backtests": {
        "task": "posts.tasks.resume_backtests",
        "schedule": 30.0,
        "options": {"expires": 30},
    },
    "read-comments": {
        "task": "moderation.tasks.read_comments",
        "schedule": 20.0,
        "options": {"queue": "fetch", "expires": 20},
    },
    "clocks": {
        "task": "moderation.tasks.watch_clocks",
        "schedule": 30.0,
        "options": {"queue": "fetch", "expires": 30},
    },
    "lost-imports": {
        "task": "moderation.tasks.resume_imports",
        "schedule": 30.0,
        "options": {"queue": "classify", "expires": 30},
    },
    "look-around": {
        "task": "moderation.tasks.look_around",
        "schedule": 60.0,
        "options": {"queue": "fetch", "expires": 60},
    },
    "blocks": {
        "task": "moderation.tasks.tend_blocks",
        "schedule": crontab(minute="1,31"),
        "options": {"queue": "fetch", "expires": 1500},
    },
    "heartbeat": {
        "task": "insights.tasks.beat",
        "schedule": 60.0,
        "options": {"queue": "default", "expires": 60},
    },
    "figures": {
        "task": "insights.tasks.read_figures",
        "schedule": 300.0,
        "options": {"queue": "fetch", "expires": 280},
    },
    "outgoing-mail": {
        "task": "accounts.tasks.send_waiting_mail",
        "schedule": 30.0,
        "options": {"queue": "mail", "expires": 30},
    },
    "reminders": {
        "task": "insights.tasks.remind",
        "schedule": crontab(minute="7,22,37,52"),
        "options": {"queue": "mail", "expires": 900},
    },
    "channels": {
        "task": "channels.tasks.look_after",
        "schedule": crontab(minute="17"),
        "options": {"queue": "fetch", "expires": 1800},
    },
    "links": {
        "task": "posts.tasks.look_at_links",
        "schedule": crontab(minute="3-59/10"),
        "options": {"queue": "fetch", "expires": 500},
    },
    "series": {
        "task": "posts.tasks.make_series_drafts",
        "schedule": crontab(minute="11"),
        "options": {"expires": 3000},
    },
    "learning": {
        "task": "moderation.tasks.learn",
        "schedule": crontab(hour="2", minute="40"),
        "options": {"expires": 3600},
    },
    "keeping": {
        "task": "moderation.tasks.keep",
        "schedule": crontab(hour=2, minute=40),
        "options": {"expires": 3 * 3600},
    },
    "requests-for-data": {
        "task": "moderation.tasks.work_on_requests",
        "schedule": 60.0,
        "options": {"expires": 60},
    },
    "public-record": {
        "task": "insights.tasks.fill_public_record",
        "schedule": 60.0,
        "options": {"expires": 60},
    },
    "whole-public-record": {
        "task": "insights.tasks.fill_whole_public_record",
        "schedule": crontab(hour="2", minute="20"),
        "options": {"expires": 3600},
    },
    "look-over-the-record": {
        "task": "audit.tasks.check_chains",
        "schedule": crontab(hour="3", minute="10"),
        "options": {"expires": 3 * 3600},
    },
    "lost-looks": {
        "task": "audit.tasks.resume_checks",
        "schedule": 60.0,
        "options": {"expires": 60},
    },
    "lost-packs": {
        "task": "insights.tasks.resume_packs",
        "schedule": 30.0,
        "options": {"expires": 30},
    },
    "packs": {
        "task": "insights.tasks.tend_packs",
        "schedule": crontab(minute="41"),
        "options": {"expires": 3000},
    },
    "counted-months": {
        "task": "insights.tasks.count_months",
        "schedule": crontab(minute="27"),
        "options": {"expires": 3000},
    },
    "counted-months-again": {
        "task": "insights.tasks.count_months_again",
        "schedule": crontab(hour="3", minute="40"),
        "options": {"expires": 6 * 3600},
    },
    "reports": {
        "task": "insights.tasks.make_reports",
        "schedule": crontab(minute="1-59/15"),
        "options": {"expires": 900},
    },
    "old-attachments": {
        "task": "insights.tasks.drop_old_attachments",
        "schedule": crontab(hour="3", minute="10"),
        "options": {"expires": 6 * 3600},
    },
    "policy-take-over": {
        "task": "policies.tasks.take_over",
        "schedule": crontab(minute="5,35"),
        "options": {"expires": 1500},
    },
}
