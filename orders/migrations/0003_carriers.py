from django.db import migrations


class Migration(migrations.Migration):
    """The first carriers are written after every migration (``orders.services.first_carriers``)."""

    dependencies = [("orders", "0002_clocks_and_numbers")]

    operations: list = []
