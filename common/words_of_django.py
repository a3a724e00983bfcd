"""Words of Django whose Chinese it lacks or spaces badly; named here, our catalogue gives them.

Nothing imports this: Django says the words and looks them up in the catalogues of all apps, in ours
before its own. ``%d`` stands for a number of characters.
"""

from __future__ import annotations

from django.utils.translation import gettext_noop, ngettext_lazy

#: Refusals of a new password.
TOO_SHORT = ngettext_lazy(
    "This password is too short. It must contain at least %d character.",
    "This password is too short. It must contain at least %d characters.",
)
TOO_SIMILAR = gettext_noop("The password is too similar to the %(verbose_name)s.")
#: The title of a page of the desk whose form was refused.
ERROR = gettext_noop("Error:")
