from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('care', '0005_overrides_and_delegations'),
    ]

    operations = [
        migrations.AddField(
            model_name='intakerecord',
            name='known',
            field=models.JSONField(blank=True, null=True),
        ),
    ]
