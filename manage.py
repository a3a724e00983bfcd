#!/usr/bin/env python
"""Django's commands, with the embedded services running where none are named."""

import os
import sys
from pathlib import Path

from marketplace import devservices


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "marketplace.settings")
    from django.core.management import execute_from_command_line

    with devservices.running(devservices.data_dir(Path(__file__).resolve().parent)):
        execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
