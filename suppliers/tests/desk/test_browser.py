"""The review desk in a real browser: pictures and PDFs show, and the content policy holds."""

from __future__ import annotations

import os
from typing import Any

import pytest
from playwright.sync_api import expect

from suppliers.enums import DocumentKind, RevisionStatus
from suppliers.services import documents
from suppliers.tests.desk.test_applications import page_of, revision_of
from suppliers.tests.vetting import making
from suppliers.tests.vetting.making import AT

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]


@pytest.fixture
def done(eager_tasks: None) -> Any:
    """Submitted, with a licence in a PDF."""
    draft = making.begun(goods=["food"])
    documents.upload(
        company=draft.company,
        kind=DocumentKind.LICENCE,
        file=making.pdf(),
        data=making.stated(draft.company, DocumentKind.LICENCE),
        actor=making.owner_of(draft.company),
        at=AT,
    )
    for kind, goods in (
        (DocumentKind.ID, ""),
        (DocumentKind.BANK, ""),
        (DocumentKind.QUALIFICATION, "food"),
    ):
        making.show(draft.company, kind, goods=goods)
    return making.handed_in(draft)


@pytest.mark.parametrize(("width", "locale"), [(1440, "en-GB"), (360, "zh-CN")])
def test_a_reviewer_claims_looks_and_decides(done, reviewer, page_at, width, locale) -> None:
    page = page_at(width, user=reviewer, locale=locale)
    page.goto(page_of(done))
    page.click("form[action$='/claim/'] button")
    card = revision_of(done, DocumentKind.ID)
    picture = page.locator(f"#document-{card.document_id} img")
    picture.scroll_into_view_if_needed()
    page.wait_for_function("() => [...document.images].every(it => it.naturalWidth > 0)")
    expect(page.locator("iframe.desk-sheet__pdf")).to_have_count(1)
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    if folder := os.environ.get("SHOTS"):
        page.screenshot(path=f"{folder}/desk-{width}.png", full_page=True)
    page.fill(f"#document-{card.document_id} textarea", "反面看不清")
    page.click(f"#document-{card.document_id} form[action$='/send-back/'] button")
    expect(page.locator(f"#document-{card.document_id}")).to_contain_text("反面看不清")
    card.refresh_from_db()
    assert card.status == RevisionStatus.SENT_BACK
