from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('claims', '0008_index_knows_the_day'),
    ]

    operations = [
        migrations.AddField(
            model_name='link',
            name='corrected_from',
            field=models.CharField(blank=True, choices=[('repeats', 'Repeats'), ('updates', 'Updates'), ('confirms', 'Confirms'), ('contradicts', 'Contradicts')], default='', help_text='what the program said, where a reviewer accepted the link as another relation', max_length=20),
        ),
        migrations.AddConstraint(
            model_name='link',
            constraint=models.CheckConstraint(condition=models.Q(('corrected_from', ''), models.Q(('corrected_from__in', ['repeats', 'updates', 'confirms', 'contradicts']), ('decision', 'accepted'), models.Q(('corrected_from', models.F('relation')), _negated=True)), _connector='OR'), name='corrected_link_is_accepted_as_another_relation'),
        ),
    ]
