"""Parts of staff's desk: things that are read there, and decisions that ask for a reason."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.widgets import AdminSplitDateTime
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext_lazy as _

from common.errors import DomainError
from common.web.redirects import next_url

if TYPE_CHECKING:
    ModelAdmin = admin.ModelAdmin[Any]
    TabularInline = admin.TabularInline[Any, Any]
else:  # at run time the two take no parameters
    ModelAdmin, TabularInline = admin.ModelAdmin, admin.TabularInline


#: Django's words beside the list of all tables, which it has not in Chinese.
DJANGOS_WORDS = (
    gettext_noop("Model name"),
    gettext_noop("Add link"),
    gettext_noop("Change or view list link"),
)


class DayAndTime(AdminSplitDateTime):
    """Django's two fields, each with a name of its own for those who do not see them."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs)
        for field, name in zip(self.widgets, (_("Date"), _("Time")), strict=True):
            field.attrs["aria-label"] = name


class ReadOnlyAdmin(ModelAdmin):
    """Nothing is added, changed or deleted here; what staff decide are actions.

    An action with ``permissions=["act"]`` is for those who have the right to change the model.
    ``on_page`` are actions for which the page of one thing has buttons of its own.
    """

    on_page: frozenset[str] = frozenset()

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_act_permission(self, request: HttpRequest) -> bool:
        return super().has_change_permission(request)

    def offers(self, name: str, thing: Any) -> bool:
        """Whether the action can do anything about this thing as it stands."""
        return True

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """What may be decided stands on the page of the one thing too, beside its evidence."""
        acts = filter(None, (self.get_actions(request) or {}).values())
        thing = context.get("original")
        context["decisions"] = [
            (name, description)
            for _act, name, description in acts
            if name not in self.on_page and self.offers(name, thing)
        ]
        context["checkbox"] = ACTION_CHECKBOX_NAME
        return super().render_change_form(request, context, *args, **kwargs)


class ReadOnlyInline(TabularInline):
    """What belongs to a thing, below it, for whoever may see the thing.

    With ``own_right``, only for those who may see the rows themselves.
    """

    extra = 0
    max_num = 0
    can_delete = False
    show_change_link = False
    own_right = False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return not self.own_right or super().has_view_permission(request, obj)

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        """A row leads to its own page only those who may open that."""
        may_open = super().has_view_permission(request, obj)
        self.show_change_link = self.show_change_link and may_open
        return super().get_formset(request, obj, **kwargs)


def fresh_key() -> str:
    """The key of a form as it is opened: a second click on it is the same request."""
    return uuid4().hex


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason"), max_length=200, widget=forms.Textarea(attrs={"rows": 3})
    )


Decide = Callable[[Any, HttpRequest, Any, str], None]
Given = dict[str, Any]
DecideBy = Callable[[Any, HttpRequest, Any, Given], None]
Action = Callable[[Any, HttpRequest, QuerySet[Any]], HttpResponse | None]


def decision(description: Any) -> Callable[[Decide], Action]:
    """Make ``decide(self, request, thing, reason)`` an action that asks for the reason first."""

    def made(decide: Decide) -> Action:
        def with_reason(desk: Any, request: HttpRequest, thing: Any, given: Given) -> None:
            decide(desk, request, thing, given["reason"])

        with_reason.__name__ = decide.__name__
        return decision_by(description, ReasonForm)(with_reason)

    return made


def decision_by(description: Any, asked: type[ReasonForm]) -> Callable[[DecideBy], Action]:
    """The same with more than a reason: ``decide`` is given what the form ``asked`` read."""

    def made(decide: DecideBy) -> Action:
        @admin.action(description=description, permissions=["act"])
        def action(self: Any, request: HttpRequest, queryset: QuerySet[Any]) -> HttpResponse | None:
            form = asked(request.POST if "reason" in request.POST else None)
            if not form.is_valid():
                return _ask(self, request, queryset, form, description)
            for thing in queryset:
                attempt(request, thing, lambda it: decide(self, request, it, form.cleaned_data))
            return redirect(next_url(request, request.get_full_path()))

        action.__name__ = decide.__name__
        return action

    return made


def attempt(request: HttpRequest, thing: Any, act: Callable[[Any], Any]) -> None:
    """Do it to one thing, and say what came of it."""
    try:
        act(thing)
    except DomainError as error:
        messages.error(request, f"{thing}: {error}")
    else:
        messages.success(request, gettext("%(thing)s: done.") % {"thing": thing})


def _ask(
    desk: Any, request: HttpRequest, queryset: QuerySet[Any], form: ReasonForm, title: Any
) -> HttpResponse:
    context = {
        **desk.admin_site.each_context(request),
        "title": title,
        "opts": desk.opts,
        "things": list(queryset),
        "form": form,
        "action": request.POST["action"],
        "checkbox": ACTION_CHECKBOX_NAME,
        "next": next_url(request, request.get_full_path()),
    }
    return render(request, "common/ask_reason.html", context)
