"""The form of an appeal: written, looked at once more, handed in. There is one only."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from suppliers.errors import BadAppeal
from suppliers.services.appeal_words import LONGEST_APPEAL, checked_words


class AppealForm(forms.Form):
    text = forms.CharField(
        label=_("Why the decision is wrong"),
        max_length=LONGEST_APPEAL,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Name what happened, with dates and order numbers."),
    )

    def clean_text(self) -> str:
        try:
            return checked_words(self.cleaned_data["text"], BadAppeal)
        except BadAppeal as error:
            raise forms.ValidationError(str(error.message)) from error

    @property
    def is_to_confirm(self) -> bool:
        """It is whole, and comes from the first page, not from the second look at it."""
        return self.is_bound and "sure" not in self.data and self.is_valid()


def posted_appeal(request: HttpRequest) -> AppealForm:
    """What was posted; unbound where there is nothing, or where it is to be changed again."""
    if "change" in request.POST:
        return AppealForm(initial={"text": request.POST.get("text", "")})
    return AppealForm(request.POST or None)
