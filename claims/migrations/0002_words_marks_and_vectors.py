import claims.models.index
import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
import pgvector.django.halfvec
import pgvector.django.indexes
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0001_articles_and_revisions'),
        ('claims', '0001_claims_and_reviews'),
    ]

    operations = [
        migrations.CreateModel(
            name='ClaimIndex',
            fields=[
                ('claim', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='index', serialize=False, to='claims.claim')),
                ('text', models.TextField(help_text="the claim's, with its speaker")),
                ('title', models.TextField(blank=True, help_text='the headline of the article where it was first said')),
                ('context', models.TextField(blank=True, help_text='the words around it: to find it by, not to rank it by')),
                ('marks', django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), default=list, size=None)),
                ('embedding', pgvector.django.halfvec.HalfVectorField(dimensions=384, null=True)),
                ('words', models.GeneratedField(db_persist=True, expression=django.contrib.postgres.search.CombinedSearchVector(django.contrib.postgres.search.SearchVector('text', 'title', 'context', config='english'), '||', claims.models.index.Marks(models.F('marks')), django.contrib.postgres.search.SearchConfig('english')), output_field=django.contrib.postgres.search.SearchVectorField())),
            ],
        ),
        migrations.CreateModel(
            name='Lexeme',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('of', models.CharField(choices=[('claims', 'Claims'), ('passages', 'Passages')], max_length=10)),
                ('word', models.TextField()),
                ('documents', models.PositiveIntegerField()),
            ],
        ),
        migrations.RemoveIndex(
            model_name='passage',
            name='passage_embedding',
        ),
        migrations.AddField(
            model_name='passage',
            name='marks',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), default=list, editable=False, help_text='who and what it names', size=None),
        ),
        migrations.RemoveIndex(model_name='passage', name='passage_search'),
        migrations.RemoveField(model_name='passage', name='search'),
        migrations.AddField(model_name='passage', name='search', field=models.GeneratedField(db_persist=True, expression=django.contrib.postgres.search.CombinedSearchVector(django.contrib.postgres.search.SearchVector('text', config='english'), '||', claims.models.index.Marks(models.F('marks')), django.contrib.postgres.search.SearchConfig('english')), output_field=django.contrib.postgres.search.SearchVectorField())),
        migrations.AddIndex(
            model_name='passage',
            index=django.contrib.postgres.indexes.GinIndex(condition=models.Q(('current', True)), fields=['search'], name='passage_search'),
        ),
        migrations.AddIndex(
            model_name='passage',
            index=pgvector.django.indexes.HnswIndex(condition=models.Q(('current', True)), fields=['embedding'], name='passage_embedding', opclasses=['halfvec_cosine_ops']),
        ),
        migrations.AddIndex(
            model_name='claimindex',
            index=django.contrib.postgres.indexes.GinIndex(fields=['words'], name='claimindex_words'),
        ),
        migrations.AddIndex(
            model_name='claimindex',
            index=pgvector.django.indexes.HnswIndex(fields=['embedding'], name='claimindex_embedding', opclasses=['halfvec_cosine_ops']),
        ),
        migrations.AddConstraint(
            model_name='lexeme',
            constraint=models.UniqueConstraint(fields=('of', 'word'), include=('documents',), name='lexeme_is_counted_once'),
        ),
        migrations.AddConstraint(
            model_name='lexeme',
            constraint=models.CheckConstraint(condition=models.Q(('of__in', ['claims', 'passages'])), name='lexeme_is_of_a_known_index'),
        ),
    ]
