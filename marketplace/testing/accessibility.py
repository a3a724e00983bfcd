"""What can be seen by a program of a page's accessibility: names, labels, ids, targets, width."""

from __future__ import annotations

from playwright.sync_api import Page

#: Targets are at least this large (WCAG 2.2, 2.5.8); boxes to tick have a label of that height.
LEAST_TARGET_PIXELS = 24

_FAULTS = """
(least) => {
  const found = [];
  const say = (what, element) => found.push(`${what}: ${element.outerHTML.slice(0, 120)}`);
  const shown = (element) => element.checkVisibility() && !element.closest("[aria-hidden=true]");
  const all = (selector) => [...document.querySelectorAll(selector)].filter(shown);

  const ids = new Map();
  for (const element of document.querySelectorAll("[id]")) {
    if (ids.has(element.id)) say("id twice", element);
    ids.set(element.id, element);
  }
  for (const name of ["aria-describedby", "aria-labelledby", "aria-controls", "for"]) {
    for (const element of document.querySelectorAll(`[${name}]`)) {
      for (const id of element.getAttribute(name).split(/\\s+/)) {
        if (id && !ids.has(id)) say(`${name} names nothing`, element);
      }
    }
  }
  for (const element of all("input:not([type=hidden]), select, textarea")) {
    if (!element.labels.length && !element.ariaLabel && !element.hasAttribute("aria-labelledby")) {
      say("no label", element);
    }
  }
  for (const element of all("a[href], button, summary")) {
    const pictures = [...element.querySelectorAll("img[alt]")].map((image) => image.alt).join("");
    const name = element.textContent + pictures + (element.ariaLabel ?? "");
    if (!name.trim()) say("no name", element);
  }
  for (const element of all("img:not([alt]), [tabindex]:not([tabindex='0'], [tabindex='-1'])")) {
    say("no alt, or an order of its own", element);
  }
  for (const element of all("button, summary, select, a.button, a.icon-button, nav a")) {
    const box = element.getBoundingClientRect();
    const side = Math.min(box.width, box.height);
    if (box.width > 1 && side < least - 0.5) say("small target", element);
  }
  if (all("h1").length !== 1) found.push(`${all("h1").length} h1`);
  if (!document.documentElement.lang) found.push("no language");
  const over = document.documentElement.scrollWidth - innerWidth;
  if (over > 0) found.push(`wider than the window by ${over} px`);
  return found;
}
"""


def faults(page: Page) -> list[str]:
    """What is wrong with the page as it is shown now; nothing, it is to be hoped."""
    return page.evaluate(_FAULTS, LEAST_TARGET_PIXELS)
