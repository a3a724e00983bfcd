"""``manage.py replay_draw ID``: draw again from what is stored, and compare."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from suppliers.models import RandomDraw
from suppliers.services.draws import Replay, replay


class Command(BaseCommand):
    help = "Repeat a stored random draw and say whether it comes out the same."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("draw", type=int)

    def handle(self, *args: Any, draw: int, **options: Any) -> None:
        stored = RandomDraw.objects.filter(pk=draw).first()
        if stored is None:
            raise CommandError(f"There is no draw {draw}.")
        again = replay(stored)
        self.describe(again)
        if not (again.same_population and again.same_choice):
            raise CommandError("The draw does NOT come out the same: what is stored was changed.")
        self.stdout.write(self.style.SUCCESS("The draw comes out the same."))

    def describe(self, again: Replay) -> None:
        draw = again.draw
        self.stdout.write(f"draw        {draw.pk} ({draw.purpose}) of {draw.at.isoformat()}")
        self.stdout.write(f"seed        {draw.seed}")
        self.stdout.write(f"population  {len(draw.population)}, SHA-256 {draw.population_digest}")
        self.stdout.write(f"share       {draw.share}, carried over {draw.carry}")
        self.stdout.write(f"stored      {', '.join(map(str, draw.chosen)) or 'nobody'}")
        self.stdout.write(f"again       {', '.join(map(str, again.chosen)) or 'nobody'}")
