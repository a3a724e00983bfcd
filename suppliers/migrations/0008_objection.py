from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("suppliers", "0007_audits")]

    operations = [
        migrations.RemoveConstraint(
            model_name="documentrevision", name="revision_sent_back_has_reason"
        ),
        migrations.RenameField("documentrevision", "reason", "objection"),
        migrations.AddConstraint(
            model_name="documentrevision",
            constraint=models.CheckConstraint(
                condition=~Q(status="sent_back") | ~Q(objection=""),
                name="revision_sent_back_has_reason",
            ),
        ),
    ]
