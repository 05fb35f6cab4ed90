from typing import Any

from django.db import migrations, models


def look_again(apps: Any, schema_editor: Any) -> None:
    """The counts are worked out with the row: every row is old until somebody looks again."""
    apps.get_model("care", "ListRow").objects.update(seen_version=None)


class Migration(migrations.Migration):
    dependencies = [("care", "0016_monitoring")]

    operations = [
        migrations.AddField("listrow", "later_count", models.PositiveSmallIntegerField(default=0)),
        migrations.AddField("listrow", "aside_count", models.PositiveSmallIntegerField(default=0)),
        migrations.RunPython(look_again, migrations.RunPython.noop),
    ]
