from django.db import migrations

BEGIN_AT_MOQ = """
UPDATE catalog_product SET ladder = jsonb_set(ladder, '{0,0}', to_jsonb(moq::text))
WHERE (ladder -> 0 ->> 0)::bigint > moq
"""


class Migration(migrations.Migration):
    """Ladders kept for cards say what holds from the MOQ on, where the first tier was above it."""

    dependencies = [("catalog", "0012_longer_answers")]

    operations = [migrations.RunSQL(BEGIN_AT_MOQ, migrations.RunSQL.noop)]
