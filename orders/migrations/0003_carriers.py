from django.db import migrations

CARRIERS = [
    ("sf", "顺丰速运", "SF Express", r"SF\d{12,13}"),
    ("zto", "中通快递", "ZTO Express", r"ZT\d{12}"),
    ("yto", "圆通速递", "YTO Express", r"YT\d{13}"),
    ("yunda", "韵达快递", "Yunda Express", r"YD\d{13}"),
    ("ems", "邮政 EMS", "China Post EMS", r"[A-Z]{2}\d{9}CN"),
    ("deppon", "德邦物流", "Deppon Logistics", r"DPK\d{12}"),
]


def add_carriers(apps, schema_editor):
    """The carriers that can be chosen from the first day; staff add others in the admin."""
    carrier = apps.get_model("orders", "Carrier")
    for position, (code, name, name_en, pattern) in enumerate(CARRIERS):
        carrier.objects.get_or_create(
            code=code,
            defaults={
                "name": name,
                "name_en": name_en,
                "waybill_pattern": pattern,
                "position": position,
            },
        )


class Migration(migrations.Migration):
    dependencies = [("orders", "0002_clocks_and_numbers")]

    operations = [migrations.RunPython(add_carriers, migrations.RunPython.noop)]
