"""Accounts whose small transfer was named back are confirmed; others are not paid to."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def confirm(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    accounts = apps.get_model("payments", "BankAccount").objects
    checks = apps.get_model("suppliers", "BankCheck").objects.filter(status="confirmed")
    for account_id, ended_at in checks.values_list("bank_account_id", "ended_at"):
        accounts.filter(pk=account_id, confirmed_at=None).update(confirmed_at=ended_at)


class Migration(migrations.Migration):
    dependencies = [
        ("suppliers", "0014_badges"),
        ("payments", "0007_confirmed_bank_accounts"),
    ]

    operations = [migrations.RunPython(confirm, migrations.RunPython.noop)]
