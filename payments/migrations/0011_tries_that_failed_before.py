from django.db import migrations
from django.db.models import Count, Q

# As they were when this was written: what the code does now may be otherwise.
REQUESTED, FAILED = "requested", "failed"
SAID_BY_GATEWAY = Q(events__target=FAILED, events__actor=None)


def count_tries(apps, schema_editor):
    """What failed before tries were counted would go out by a name that its gateway has ended.

    One under way keeps the name by which its gateway will speak of it.
    """
    refunds = apps.get_model("payments", "Refund").objects
    waiting = refunds.filter(status__in=(REQUESTED, FAILED)).annotate(
        tries=Count("events", filter=SAID_BY_GATEWAY)
    )
    for refund in waiting.filter(tries__gt=0):
        refunds.filter(pk=refund.pk, failed_tries__lt=refund.tries).update(failed_tries=refund.tries)


class Migration(migrations.Migration):

    dependencies = [
        ('payments', '0010_tries_of_refunds'),
    ]

    operations = [migrations.RunPython(count_tries, migrations.RunPython.noop, elidable=True)]
