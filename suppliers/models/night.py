"""How far the steps of the night have come that must leave out no day."""

from __future__ import annotations

from django.db import models


class NightMark(models.Model):
    """``day`` is the last one that the step has handled whole; those after it are still to do."""

    step = models.CharField(max_length=40, unique=True)
    day = models.DateField()

    def __str__(self) -> str:
        return f"{self.step} {self.day}"
