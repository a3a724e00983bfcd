"""The wizard: a company's application, step by step, and what becomes of it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.access import MemberRequest, requires
from accounts.enums import Right
from common.errors import DomainError
from common.web.forms import accepted
from common.web.redirects import form_of, whole_page
from policies.schemas import VettingRules
from policies.selectors import in_force
from suppliers.enums import ApplicationStatus, DocumentKind
from suppliers.enums.visits import AHEAD
from suppliers.models import Application, DocumentRevision
from suppliers.selectors import shop_of
from suppliers.selectors.applications import application_of, asked_again
from suppliers.selectors.bank_checks import latest_check
from suppliers.selectors.documents import newest
from suppliers.services import applications, checks, documents
from suppliers.web.appeal_form import AppealForm, posted_appeal
from suppliers.web.vetting import found as seen
from suppliers.web.vetting import steps as wizard
from suppliers.web.vetting.forms import (
    DocumentForm,
    StartForm,
    answers_form,
    suggested,
)

S = ApplicationStatus


@requires(Right.MANAGE_COMPANY)
@require_http_methods(["GET", "POST"])
def overview(request: MemberRequest) -> HttpResponse:
    """Begin an application, go on with it, or see how far it is."""
    if shop_of(request.company) is not None:
        return redirect("suppliers:documents")
    application = application_of(request.company)
    if request.method == "POST" or application is None or application.status == S.WITHDRAWN:
        return _begin(request)
    return _shown(request, application)


def _begin(request: MemberRequest) -> HttpResponse:
    form = StartForm(request.POST or None)

    def act() -> None:
        applications.start(
            company=request.company,
            kind=form.cleaned_data["kind"],
            actor=request.user,
            at=timezone.now(),
        )

    if accepted(form, act):
        return redirect("suppliers:application_step", wizard.ABOUT)
    context = {
        "form": form,
        "rules": in_force(VettingRules, timezone.now()).rules,
        "country": request.company.country,
    }
    return render(request, "suppliers/application/start.html", context, status=_status(form))


def _shown(
    request: MemberRequest, application: Application, appeal_form: AppealForm | None = None
) -> HttpResponse:
    found = wizard.steps(application)
    left = [step for step in found if not step.done]
    context: dict[str, Any] = {
        "application": application,
        "steps": found,
        "done": len(found) - len(left),
        "next_url": wizard.next_open(found, "") if left else "",
        "bank_check": latest_check(request.company),
        "events": _history(application),
        "visit": application.site_visits.filter(status__in=AHEAD).first(),
        "appeal_form": appeal_form or AppealForm(),
        **_of_rejection(application),
        **_of_checks(application),
    }
    template = "writing" if application.is_writable else "status"
    is_refused = appeal_form is not None and appeal_form.is_bound and bool(appeal_form.errors)
    status = 422 if is_refused else 200
    return render(request, f"suppliers/application/{template}.html", context, status=status)


def _of_checks(application: Application) -> dict[str, Any]:
    running = application.round > 0 and application.checked_round != application.round
    return {
        "application": application,
        "found": seen.of_application(application, timezone.now()),
        "checks_running": running and not application.is_writable,
    }


def _of_rejection(application: Application) -> dict[str, Any]:
    """Why it was rejected, and until when that may be appealed."""
    if application.status != S.REJECTED or application.decided_at is None:
        return {"rejection": None, "appeal": None, "appeal_until": None, "may_appeal": False}
    rules = in_force(VettingRules, timezone.now()).rules
    until: datetime = application.decided_at + timedelta(days=rules.appeal_days)
    made = getattr(application, "appeal", None)
    return {
        "rejection": application.events.filter(target=S.REJECTED).last(),
        "appeal": made,
        "appeal_until": until,
        "may_appeal": made is None and timezone.now() <= until,
    }


def _history(application: Application) -> list[dict[str, Any]]:
    """The moves, newest first; what reviewers do among themselves is theirs."""
    return [
        {
            "at": event.at,
            "title": S(event.target).label,
            "text": event.reason if event.target != S.APPROVED else "",
        }
        for event in reversed(application.events.all())
        if event.source != event.target
    ]


@requires(Right.MANAGE_COMPANY)
@require_GET
def findings(request: MemberRequest) -> HttpResponse:
    """The automatic checks alone: asked for again until they are through."""
    context = _of_checks(_own(request))
    return render(request, "suppliers/application/_checks.html", context)


@requires(Right.MANAGE_COMPANY)
@require_http_methods(["GET", "POST"])
def step(request: MemberRequest, slug: str) -> HttpResponse:
    """One step: its answers, or its document. Each is saved for itself."""
    application = _own(request)
    if not application.is_writable:
        return whole_page(request, redirect("suppliers:application"))
    found = wizard.steps(application, slug)
    this = next((one for one in found if one.slug == slug), None)
    if this is None:
        raise Http404(slug)
    return (_document if this.paper else _answers)(request, application, found, this)


def _answers(
    request: MemberRequest,
    application: Application,
    found: list[wizard.Step],
    this: wizard.Step,
) -> HttpResponse:
    returned = application.status == S.CHANGES_REQUESTED
    only = asked_again(application) if returned else None
    form = answers_form(this.slug, application, request.POST or None, only)

    def look() -> None:
        applications.look(application=application, answers=form.cleaned_data, at=timezone.now())

    def act() -> None:
        applications.save_step(
            application=application,
            answers=form.cleaned_data,
            step=this.slug,
            actor=request.user,
            at=timezone.now(),
        )

    if this.state != "kept" and accepted(form, act, look):
        return _go_on(request, this.slug)
    sent_back = [
        {"label": field.label, "reason": application.sent_back[field.name]}
        for field in form
        if field.name in application.sent_back
    ]
    context = {"sent_back": sent_back}
    return _step_page(request, application, found, this, form, **context)


def _document(
    request: MemberRequest,
    application: Application,
    found: list[wizard.Step],
    this: wizard.Step,
) -> HttpResponse:
    assert this.paper is not None
    known = this.paper.revision
    form = document_form(request, *this.paper.wanted.key, known, application)
    if this.state == "accepted" and form.is_bound:
        return whole_page(request, redirect(this.url))
    saved = upload_from(form, request)
    if saved is not None:
        return _after_document(request, application, this, saved)
    return _step_page(
        request,
        application,
        found,
        this,
        form,
        revision=known,
        findings=_of_revision(application, known if not form.is_bound else None),
    )


def _after_document(
    request: MemberRequest,
    application: Application,
    this: wizard.Step,
    saved: DocumentRevision,
) -> HttpResponse:
    """On to the next step; what does not pass is shown first, once."""
    is_new = this.paper is None or saved != this.paper.revision
    if is_new and "later" not in request.POST and _of_revision(application, saved).lines:
        messages.warning(request, _("Saved. Read what the automatic checks say before you go on."))
        return whole_page(request, redirect(this.url))
    return _go_on(request, this.slug)


def _of_revision(application: Application, revision: DocumentRevision | None) -> seen.Found:
    """What the checks would say of one document beside the others."""
    if revision is None:
        return seen.found([])
    foreseen = checks.foreseen(application=application, at=timezone.now())
    return seen.found(row for row in foreseen if row.revision_id == revision.pk)


def document_form(
    request: MemberRequest,
    kind: str,
    goods: str,
    known: DocumentRevision | None,
    application: Application | None,
) -> DocumentForm:
    """The form of a document, with what is known of it or can be guessed."""
    licence = newest(request.company).get((DocumentKind.LICENCE, ""))
    return DocumentForm(
        request.POST or None,
        request.FILES or None,
        kind=kind,
        goods=goods,
        country=request.company.country,
        known=known,
        suggested=suggested(kind, application, licence, request.company.name),
        rules=in_force(VettingRules, timezone.now()).rules,
    )


def upload_from(form: DocumentForm, request: MemberRequest) -> DocumentRevision | None:
    """Hand in what the form says; None where it is not whole, with all that is wrong in it."""
    made: list[DocumentRevision] = []
    what: dict[str, Any] = {"company": request.company, "kind": form.kind, "goods": form.goods}
    now = timezone.now()

    def look() -> None:
        documents.look(**what, files=form.files_given, data=form.stated, at=now)

    def act() -> None:
        first, *more = [*form.files_given, None][: len(form.files_given) or 1]
        made.append(
            documents.upload(
                **what, file=first, more=more, data=form.stated, actor=request.user, at=now
            )
        )

    accepted(form, act, look)
    return made[0] if made else None


def _step_page(
    request: MemberRequest,
    application: Application,
    found: list[wizard.Step],
    this: wizard.Step,
    form: forms.Form,
    **more: Any,
) -> HttpResponse:
    position = next(number for number, one in enumerate(found, 1) if one.slug == this.slug)
    before = found[position - 2].url if position > 1 else ""
    context = {
        "application": application,
        "steps": found,
        "step": this,
        "position": position,
        "country": application.company.country if this.slug == wizard.ABOUT else "",
        "before_url": before,
        "form": form,
        "revision": None,
        "findings": seen.found([]),
        "sent_back": [],
        **more,
    }
    return render(request, "suppliers/application/step.html", context, status=_status(form))


def _go_on(request: MemberRequest, slug: str) -> HttpResponse:
    if "later" in request.POST:
        messages.success(request, _("Saved. You can go on at any time."))
        return whole_page(request, redirect("suppliers:application"))
    return whole_page(request, redirect(wizard.next_open(wizard.steps(_own(request)), slug)))


@requires(Right.MANAGE_COMPANY)
@require_POST
def submit(request: MemberRequest) -> HttpResponse:
    application = _own(request)
    try:
        applications.submit(application=application, actor=request.user, at=timezone.now())
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Your application is with us."))
    return redirect("suppliers:application")


@requires(Right.MANAGE_COMPANY)
@require_POST
def withdraw(request: MemberRequest) -> HttpResponse:
    try:
        applications.withdraw(application=_own(request), actor=request.user, at=timezone.now())
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Withdrawn. Your documents stay; you may begin anew."))
    return redirect("suppliers:application")


@form_of("suppliers:application")
@requires(Right.MANAGE_COMPANY)
def appeal(request: MemberRequest) -> HttpResponse:
    application = _own(request)
    form = posted_appeal(request)

    def act() -> None:
        applications.appeal(
            application=application,
            text=form.cleaned_data["text"],
            actor=request.user,
            at=timezone.now(),
        )

    is_first_look = form.is_to_confirm and _of_rejection(application)["may_appeal"]
    if not is_first_look and accepted(form, act):
        messages.success(request, _("Your appeal is with us."))
        return redirect("suppliers:application")
    return _shown(request, application, form)


def _own(request: MemberRequest) -> Application:
    application = application_of(request.company)
    if application is None:
        raise Http404("no application")
    return application


def _status(form: forms.Form) -> int:
    return 422 if form.is_bound else 200
