"""``manage.py seed_demo``: fill an empty market with the demo."""

from __future__ import annotations

from argparse import ArgumentParser
from time import perf_counter
from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from marketplace.demo.market.seed import SEED, seed


class Command(BaseCommand):
    help = "Fill an empty market with belts, suppliers, products and a year of orders."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--if-empty", action="store_true", help="do nothing where there is somebody already"
        )
        parser.add_argument("--seed", type=int, default=SEED, help="another one, another market")

    def handle(self, *args: Any, if_empty: bool, **options: Any) -> None:
        if get_user_model()._default_manager.exists():
            if if_empty:
                return
            raise CommandError("The market is not empty: there are people in it.")
        self._start = perf_counter()
        seed(at=timezone.now(), say=self._say, number=options["seed"])
        self._say("The demo market stands")

    def _say(self, text: str) -> None:
        self.stdout.write(f"  {perf_counter() - self._start:4.0f} s  {text}")
