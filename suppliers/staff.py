"""The groups of staff who vet suppliers, and what each may do at the desk."""

from __future__ import annotations

#: "app.codename" of permissions; a queue or page asks for one of these.
GROUPS: dict[str, tuple[str, ...]] = {
    "reviewers": (
        "accounts.look",
        "accounts.view_company",
        "suppliers.view_supplier",
        "suppliers.view_sitevisit",
        "suppliers.change_sitevisit",
    ),
    "auditors": (
        "accounts.look",
        "accounts.view_company",
        "suppliers.view_supplier",
        "suppliers.view_sitevisit",
        "suppliers.change_sitevisit",
        "suppliers.view_audit",
        "suppliers.change_audit",
        "suppliers.view_randomdraw",
    ),
    "inspectors": (
        "accounts.look",
        "accounts.view_company",
        "suppliers.view_supplier",
        "suppliers.inspect_sitevisit",
        "suppliers.view_sitevisit",
    ),
}
