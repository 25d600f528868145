"""The heartbeat of the processes that work unseen."""

from __future__ import annotations

from django.db import models


class Heartbeat(models.Model):
    """When beat last queued a task and a worker last ran it: one row a process kind."""

    name = models.CharField(max_length=20, unique=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name
