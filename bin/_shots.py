"""Take pictures of pages in headless Chromium at each width, language and theme."""

from __future__ import annotations

import argparse
import itertools
import re
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
SHOTS = ROOT / ".data" / "shots"
CHROMIUM = "/usr/bin/chromium"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
WIDTHS = {"phone": 360, "tablet": 768, "desk": 1440}
LANGUAGES = {"en": "en", "zh": "zh-hans"}
THEMES = ("light", "dark")
HEIGHT = 900


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("urls", nargs="+", metavar="URL", help="an address, or a path on --base")
    parser.add_argument("--base", default="http://127.0.0.1:8000")
    parser.add_argument("--sign-in", metavar="EMAIL:PASSWORD")
    parser.add_argument("--only", default="", help="of phone,tablet,desk,en,zh,light,dark")
    parser.add_argument("--fold", action="store_true", help="the first screen, not the whole page")
    return parser.parse_args()


def chosen(all_of: tuple[str, ...], only: set[str]) -> list[str]:
    """Those named, or all of a kind of which none is named."""
    return [name for name in all_of if name in only] or list(all_of)


def sign_in(context: BrowserContext, base: str, credentials: str) -> None:
    email, _, password = credentials.partition(":")
    page = context.new_page()
    page.goto(f"{base}/admin/login/")
    page.fill("input[name=login]", email)
    page.fill("input[name=password]", password)
    page.press("input[name=password]", "Enter")
    page.wait_for_load_state()
    page.close()


def faults(page: Page) -> list[str]:
    """What a picture does not say: errors of scripts, and a page wider than its window."""
    found: list[str] = []
    page.on("console", lambda m: found.append(f"console: {m.text}") if m.type == "error" else None)
    page.on("pageerror", lambda e: found.append(f"script: {e}"))
    return found


def name_of(url: str) -> str:
    parts = urlsplit(url)
    return re.sub(r"[^\w]+", "-", f"{parts.path}{parts.query}").strip("-") or "home"


def shoot(context: BrowserContext, url: str, target: Path, whole: bool) -> None:
    page = context.new_page()
    found = faults(page)
    page.goto(url, wait_until="load")
    page.wait_for_timeout(150)
    overflow = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    if overflow > 0:
        found.append(f"wider than the window by {overflow} px")
    page.screenshot(path=target, full_page=whole)
    print(target, *found, sep="\n  ")
    page.close()


def context_for(
    browser: Browser, base: str, width: str, language: str, theme: str
) -> BrowserContext:
    context = browser.new_context(
        viewport={"width": WIDTHS[width], "height": HEIGHT}, color_scheme=theme, locale=language
    )
    cookies = {"django_language": LANGUAGES[language], "theme": theme}
    context.add_cookies([{"name": k, "value": v, "url": base} for k, v in cookies.items()])
    return context


def main() -> None:
    asked = arguments()
    only = set(filter(None, asked.only.split(",")))
    SHOTS.mkdir(parents=True, exist_ok=True)
    kinds = (tuple(WIDTHS), tuple(LANGUAGES), THEMES)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        for kind in itertools.product(*(chosen(names, only) for names in kinds)):
            context = context_for(browser, asked.base, *kind)
            if asked.sign_in:
                sign_in(context, asked.base, asked.sign_in)
            for url in asked.urls:
                full = url if "://" in url else asked.base + url
                shoot(
                    context, full, SHOTS / f"{name_of(full)}.{'.'.join(kind)}.png", not asked.fold
                )
            context.close()
        browser.close()


if __name__ == "__main__":
    main()
