"""The groups of staff who vet suppliers, and what each may do at the desk."""

from __future__ import annotations

from django.utils.translation import gettext_noop

#: Documents of every company; who has no such right looks at those of a visit to be made.
_LOOK = "accounts.look"
_EVERYBODY = (
    "accounts.view_company",
    "suppliers.view_supplier",
    "suppliers.view_application",
    "suppliers.view_documentrevision",
    "suppliers.view_sitevisit",
    "suppliers.view_audit",
    "suppliers.view_hold",
    "suppliers.view_deduction",
    "suppliers.view_clearoutstreak",
    "suppliers.view_documentwatch",
)
_APPEALS = ("suppliers.view_appeal", "suppliers.change_appeal")
#: "app.codename" of permissions; a queue or page asks for one of these.
GROUPS: dict[str, tuple[str, ...]] = {
    "reviewers": (
        *_EVERYBODY,
        _LOOK,
        "suppliers.change_application",
        "suppliers.view_applicationappeal",
        "suppliers.change_applicationappeal",
        "suppliers.change_documentrevision",
        "suppliers.change_sitevisit",
        *_APPEALS,
    ),
    "auditors": (
        *_EVERYBODY,
        _LOOK,
        "suppliers.change_sitevisit",
        "suppliers.change_audit",
        "suppliers.change_supplier",
        "suppliers.change_hold",
        *_APPEALS,
        "suppliers.view_randomdraw",
        "suppliers.view_spotcheck",
        "suppliers.add_spotcheck",
        "suppliers.change_spotcheck",
        "suppliers.view_supervision",
        "suppliers.view_discontinuation",
        "suppliers.change_discontinuation",
        "suppliers.view_supplierbadge",
        "suppliers.view_factoryrecord",
        "suppliers.add_factoryrecord",
    ),
    "inspectors": (*_EVERYBODY, "suppliers.inspect_sitevisit"),
}
#: As the desk shows them.
GROUP_NAMES = (gettext_noop("reviewers"), gettext_noop("auditors"), gettext_noop("inspectors"))
#: What a group had once and is no longer to have.
WITHOUT: dict[str, tuple[str, ...]] = {
    "inspectors": (_LOOK,),
    "auditors": ("suppliers.view_discontinuationevent", "suppliers.view_namechange"),
}
