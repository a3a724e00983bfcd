"""The groups of staff who vet suppliers, and what each may do at the desk."""

from __future__ import annotations

#: "app.codename" of permissions; a queue or page asks for one of these.
GROUPS: dict[str, tuple[str, ...]] = {
    "reviewers": ("accounts.look", "accounts.view_company", "suppliers.view_supplier"),
    "auditors": ("accounts.look", "accounts.view_company", "suppliers.view_supplier"),
    "inspectors": ("accounts.look", "accounts.view_company", "suppliers.view_supplier"),
}
