from django.db import migrations
from django.db.models import F


def leave_to_the_title(apps, schema_editor):
    """Uploads kept the Chinese title; left empty, the title is said in the reader's language."""
    pictures = apps.get_model("catalog", "ProductPicture").objects
    pictures.filter(alt=F("product__title")).update(alt="")


class Migration(migrations.Migration):

    dependencies = [
        ('catalog', '0010_lists_unsorted'),
    ]

    operations = [
        migrations.RunPython(leave_to_the_title, migrations.RunPython.noop, elidable=True),
    ]
