"""Forms about the person who is signed in."""

from __future__ import annotations

from functools import cache

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from common.web.forms import ServiceForm
from common.zones import usable_zones

#: Zones are named by their place; the others (``EST5EDT``, ``Etc/…``) are for machines.
PLACES = (
    "Africa",
    "America",
    "Antarctica",
    "Asia",
    "Atlantic",
    "Australia",
    "Europe",
    "Indian",
    "Pacific",
)


@cache
def time_zones() -> list[tuple[str, list[tuple[str, str]]]]:
    """Zones by continent, for a select with groups."""
    groups: dict[str, list[tuple[str, str]]] = {place: [] for place in PLACES}
    for zone in sorted(usable_zones()):
        continent, _slash, city = zone.partition("/")
        if city and continent in groups:
            groups[continent].append((zone, city.replace("_", " ")))
    return list(groups.items())


def languages() -> list[tuple[str, object]]:
    return [("", _("As the browser says")), *settings.LANGUAGES]


class PersonForm(ServiceForm):
    language = forms.ChoiceField(label=_("Language"), choices=languages, required=False)
    time_zone = forms.ChoiceField(label=_("Time zone"), choices=time_zones)

    class Meta:
        model = User
        fields = ["name", "language", "time_zone"]
        labels = {"name": _("Your name")}
        widgets = {"name": forms.TextInput(attrs={"autocomplete": "name"})}


class CloseForm(forms.Form):
    """Asks for the password, so that nobody closes an account that was left open."""

    password = forms.CharField(
        label=_("Your password"),
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def __init__(self, *, user: User, data: object = None) -> None:
        super().__init__(data)  # type: ignore[arg-type]
        self.user = user

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        if not self.user.check_password(password):
            raise forms.ValidationError(_("That is not your password."))
        return password
