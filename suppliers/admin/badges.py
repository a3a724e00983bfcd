"""Staff's desk of badges: read there; what is attested of factories is added, never changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.utils import timezone

from accounts.desk import OthersAdmin
from common.desk import ModelAdmin
from common.errors import DomainError
from suppliers.models import FactoryRecord, SupplierBadge
from suppliers.services import badges

if TYPE_CHECKING:
    ModelForm = forms.ModelForm[FactoryRecord]
else:  # at run time it takes no parameter
    ModelForm = forms.ModelForm


@admin.register(SupplierBadge)
class SupplierBadgeAdmin(OthersAdmin):
    list_display = ("supplier", "badge", "since", "until", "said", "end_said")
    list_filter = ("badge", ("until", admin.EmptyFieldListFilter))
    list_select_related = ("supplier",)
    search_fields = ("supplier__name", "supplier__slug")
    date_hierarchy = "since"


class RecordForm(ModelForm):
    """Attests when it is saved: who and when are not typed."""

    actor: Any = None

    class Meta:
        model = FactoryRecord
        fields = ("supplier", "revenue", "certificate", "brand", "abroad", "online", "reason")

    def clean(self) -> dict[str, Any]:
        """What the service would refuse stands above the form."""
        given = dict(super().clean() or {})
        if not self.errors:
            try:
                badges.check_attested(actor=self.actor, **self.given())
            except DomainError as error:
                self.add_error(None, str(error))
        return given

    def given(self) -> dict[str, Any]:
        """As the service takes it."""
        data = self.cleaned_data
        names = ("revenue", "certificate", "brand", "abroad", "online")
        attested = badges.Attested(**{name: data[name] for name in names})
        return {"supplier": data["supplier"], "attested": attested, "reason": data["reason"]}


@admin.register(FactoryRecord)
class FactoryRecordAdmin(OthersAdmin):
    form = RecordForm
    fields = ("supplier", "revenue", "certificate", "brand", "abroad", "online", "reason")
    list_display = ("supplier", "revenue", "certificate", "attested_by", "attested_at")
    list_select_related = ("supplier", "attested_by")
    search_fields = ("supplier__name", "supplier__slug", "certificate")
    autocomplete_fields = ("supplier",)
    date_hierarchy = "attested_at"

    def has_add_permission(self, request: HttpRequest) -> bool:
        return ModelAdmin.has_add_permission(self, request)

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> Any:
        """The form knows who fills it in."""
        form = super().get_form(request, obj, change, **kwargs)
        return type("Form", (form,), {"actor": request.user})

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """The service writes it."""
        written = badges.attest(actor=form.actor, at=timezone.now(), **form.given())
        obj.__dict__.update(written.__dict__)
