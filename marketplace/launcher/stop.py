"""``bin/stop``: end the market of this checkout and its embedded services, whoever uses them."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

from marketplace import devservices
from marketplace.launcher.mark import running_market

ROOT = Path(__file__).resolve().parent.parent.parent


def main() -> None:
    data = devservices.data_dir(ROOT)
    if not data.exists():
        print("Nothing runs here.")
        return
    if market := running_market(data):
        os.kill(market.pid, signal.SIGTERM)
        while running_market(data):
            time.sleep(0.1)
    devservices.stop(data)
    print("Stopped.")


if __name__ == "__main__":
    main()
