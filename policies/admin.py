"""The staff's desk for the rules: drafts are written in a form, announced ones only read."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from common.errors import DomainError
from common.web.forms import refuse
from policies.desk import AnnounceForm, DraftForm, draft_form
from policies.enums import VersionState
from policies.explain import changes, parameters
from policies.models import PolicyVersion
from policies.schemas import SCHEMAS, PolicyRules
from policies.selectors import in_force
from policies.services import versions
from policies.services.versions import is_second_person


class PolicyFilter(admin.SimpleListFilter):
    title = gettext_lazy("policy")
    parameter_name = "policy"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [(slug, schema.title) for slug, schema in SCHEMAS.items()]

    def queryset(
        self, request: HttpRequest, queryset: QuerySet[PolicyVersion]
    ) -> QuerySet[PolicyVersion]:
        return queryset.filter(policy=self.value()) if self.value() else queryset


@admin.register(PolicyVersion)
class PolicyVersionAdmin(admin.ModelAdmin):
    list_display = ("__str__", "state", "said", "author", "effective_from", "next_step")
    list_filter = ("state", PolicyFilter)
    search_fields = ("summary", "summary_zh", "author")
    actions = ("announce", "withdraw")
    shown = (
        "title",
        "number",
        "state",
        "summary",
        "summary_zh",
        "only_favours",
        "what_changes",
        "numbers",
        "author",
        "created_at",
        "announced_at",
        "announced_by",
        "effective_from",
        "withdrawn_at",
    )

    # --- What may be done -------------------------------------------------------------------

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        is_draft = obj is None or obj.state == VersionState.DRAFT
        return is_draft and super().has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    # --- The form of a draft ----------------------------------------------------------------

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> Any:
        """One field a parameter, for a draft; others show what they hold."""
        if obj is not None and obj.state != VersionState.DRAFT:
            return super().get_form(request, obj, change, **kwargs | {"fields": ()})
        if obj is not None:
            return draft_form(obj.rules)
        schema = SCHEMAS[request.GET.get("policy", "")]
        return draft_form(in_force(schema, timezone.now()).rules)

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        if obj is not None and obj.state != VersionState.DRAFT:
            return self.shown
        return list(self.get_form(request, obj).base_fields)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return self.shown if obj is not None and obj.state != VersionState.DRAFT else ()

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """Which policy, first; its parameters after that."""
        if request.GET.get("policy", "") not in SCHEMAS:
            context = {
                **self.admin_site.each_context(request),
                "title": _("Which policy changes?"),
                "opts": self.opts,
                "policies": SCHEMAS.values(),
            }
            return render(request, "admin/policies/choose.html", context)
        return super().add_view(request, form_url, extra_context)

    def save_model(
        self, request: HttpRequest, obj: PolicyVersion, form: DraftForm, change: bool
    ) -> None:
        given = form.for_service()
        if change:
            versions.edit_draft(version=obj, author=request.user.get_username(), **given)
            return
        made = versions.draft(
            schema=form.schema,
            author=request.user.get_username(),
            at=timezone.now(),
            **given,
        )
        obj.__dict__.update(made.__dict__)

    # --- Announcing and withdrawing ---------------------------------------------------------

    def get_urls(self) -> list[URLPattern]:
        page = self.admin_site.admin_view(self.announce_page)
        return [path("<int:pk>/announce/", page, name="policies_announce"), *super().get_urls()]

    @admin.action(description=gettext_lazy("Announce the draft …"))
    def announce(
        self, request: HttpRequest, queryset: QuerySet[PolicyVersion]
    ) -> HttpResponse | None:
        version = queryset.filter(state=VersionState.DRAFT).first()
        if version is None or queryset.count() != 1:
            self.message_user(request, _("Choose one draft."), messages.ERROR)
            return None
        return redirect("admin:policies_announce", pk=version.pk)

    def announce_page(self, request: HttpRequest, pk: int) -> HttpResponse:
        """What changes and from when; the same page does it."""
        version = get_object_or_404(PolicyVersion, pk=pk, state=VersionState.DRAFT)
        now = timezone.now()
        form = AnnounceForm(
            request.POST or None, initial={"effective_from": _soonest(version, request)}
        )
        if request.method == "POST" and form.is_valid():
            try:
                versions.announce(
                    version=version,
                    effective_from=form.cleaned_data["effective_from"],
                    actor_email=request.user.get_username(),
                    at=now,
                )
            except DomainError as error:
                refuse(form, error)
            else:
                self._note(request, version)
                return redirect("admin:policies_policyversion_changelist")
        context = {
            **self.admin_site.each_context(request),
            "title": _("Announce %(version)s") % {"version": version},
            "opts": self.opts,
            "version": version,
            "changes": changes(version.rules, in_force(SCHEMAS[version.policy], now).rules),
            "form": form,
        }
        return render(request, "admin/policies/announce.html", context)

    @admin.action(description=gettext_lazy("Withdraw before it takes effect"))
    def withdraw(self, request: HttpRequest, queryset: QuerySet[PolicyVersion]) -> None:
        for version in queryset:
            try:
                versions.withdraw(version=version, at=timezone.now())
            except DomainError as error:
                self.message_user(request, f"{version}: {error}", messages.ERROR)
            else:
                self._note(request, version)

    @admin.display(description=pgettext_lazy("policy", "next step"))
    def next_step(self, version: PolicyVersion) -> str:
        """One click from a draft in the list to announcing it."""
        if version.state != VersionState.DRAFT:
            return ""
        url = reverse("admin:policies_announce", args=[version.pk])
        return format_html('<a href="{}">{}</a>', url, _("Announce …"))

    @admin.display(description=gettext_lazy("what changes"))
    def what_changes(self, version: PolicyVersion) -> str:
        url = reverse("policies:policy", args=[version.policy])
        return format_html('<a href="{}">{}</a>', url, _("Public page"))

    @admin.display(description=gettext_lazy("policy"))
    def title(self, version: PolicyVersion) -> str:
        return version.title

    @admin.display(description=pgettext_lazy("policy", "summary"))
    def said(self, version: PolicyVersion) -> str:
        return version.shown_summary

    @admin.display(description=gettext_lazy("parameters"))
    def numbers(self, version: PolicyVersion) -> str:
        """Each by what it is called, as the public page shows it."""
        rows = ((one.description, one.shown) for one in parameters(version.rules))
        return format_html("<dl>{}</dl>", format_html_join("", "<dt>{}</dt><dd>{}</dd>", rows))

    def _note(self, request: HttpRequest, version: PolicyVersion) -> None:
        """What became of it; the log keeps the word of the code, the person reads the label."""
        self.log_change(request, version, version.state)
        self.message_user(request, f"{version}: {version.get_state_display()}")


def _soonest(version: PolicyVersion, request: HttpRequest) -> Any:
    """The next full hour after the notice period, where this person has to keep it."""
    now = timezone.now()
    at_once = version.only_favours and is_second_person(version, request.user.get_username())
    days = 0 if at_once else in_force(PolicyRules, now).rules.notice_days
    soon = timezone.localtime(now + timedelta(days=days, hours=1))
    return soon.replace(minute=0, second=0, microsecond=0)
