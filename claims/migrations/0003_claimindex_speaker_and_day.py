from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('claims', '0002_words_marks_and_vectors'),
    ]

    operations = [
        migrations.AddField(
            model_name='claimindex',
            name='said_on',
            field=models.DateField(help_text='first, as far as we know', null=True),
        ),
        migrations.AddField(
            model_name='claimindex',
            name='speaker',
            field=models.TextField(blank=True),
        ),
    ]
