"""How linking scales: one new article against ever more passages and claims, on PostgreSQL as the project starts it.

    .venv/bin/python .ci/scale.py 10000 100000 1000000

Needs about 9 GB of disk in var/scale for a million, and 8 GB of memory; a million takes an hour on two cores. The demo
corpus is the real part; what is stored beside it are mixtures of its sentences' vectors with noise, and of its words.
Every demo article is linked anew at each size, after a first search for each.
"""

import os
import shutil
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ["VAR_DIR"] = str(ROOT / "var" / "scale")
os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
os.environ.setdefault(
    "POSTGRES_OPTIONS", "-c synchronous_commit=off -c max_wal_size=8GB -c shared_buffers=6GB"
)

import django  # noqa: E402

django.setup()

import numpy as np  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection, transaction  # noqa: E402

from articles import ingest  # noqa: E402
from articles.models import Revision  # noqa: E402
from claims import extraction, linking  # noqa: E402
from claims.demo import corpus  # noqa: E402
from claims.linking import finding, index  # noqa: E402
from claims.models import Claim, ClaimIndex, Extraction, Link, Matter, Passage  # noqa: E402
from config import services  # noqa: E402

BATCH = 10_000
AN_ARTICLE = 20  # passages, and as many claims
INDEXES = {
    "passage_embedding": Passage,
    "passage_search": Passage,
    "claimindex_embedding": ClaimIndex,
    "claimindex_words": ClaimIndex,
}
chance = np.random.default_rng(7)


def main(sizes):
    with services.running():
        call_command("migrate", verbosity=0)
        for file in corpus.FILES:
            for row in corpus.rows(file):
                ingest.ingest_row(row)
        for revision in Revision.objects.filter(extraction=None):
            extraction.read(revision)
        heads = (
            f"{'size':>9} {'search, median':>15} {'p95':>9} {'link, median':>13} {'p95':>9} {'recall@50':>10}"
        )
        print(heads, f"{'quick@8':>9} {'inserts/s':>10}  sizes of indexes")
        for size in sizes:
            grow(size)
            report(size)


def grow(size):
    """Fills both tables up to a size; the indexes are built anew after that, which is quicker."""
    have = Passage.objects.count()
    if have >= size:
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT indexname, indexdef FROM pg_indexes WHERE indexname = ANY(%s)", [[*INDEXES]])
        definitions = dict(cursor.fetchall())
        for name in definitions:
            cursor.execute(f"DROP INDEX {name}")
        cursor.execute("SET session_replication_role = replica")  # no triggers, no keys to look up
        for start in range(have, size, BATCH):
            store(cursor, min(BATCH, size - start))
        cursor.execute("SET session_replication_role = origin")
        cursor.execute("SET maintenance_work_mem = '4GB'")
        for definition in definitions.values():
            cursor.execute(definition)
        for table in ("claims_passage", "claims_claimindex", "claims_claim"):
            cursor.execute(f"ANALYZE {table}")
    for of in index.WORDS_FROM:
        index.count_words(of)


def store(cursor, count):
    """So many passages, and as many claims with their index rows, of new articles."""
    texts, vectors = sentences(count), mixtures(count)
    articles = new_articles(cursor, count)
    with cursor.copy(
        'COPY claims_passage (revision_id, article_id, published_on, current, start, "end", text, embedding, marks)'
        " FROM STDIN"
    ) as copy:
        for n, (text, vector) in enumerate(zip(texts, vectors, strict=True)):
            article, revision, day = articles[n // AN_ARTICLE]
            copy.write_row(
                (revision, article, day, True, n * 500, n * 500 + len(text), text, written(vector), [])
            )
    columns = [
        f.column for f in Claim._meta.concrete_fields if f.column not in ("id", "uuid", "text", "search")
    ]
    given = ", ".join(f'"{name}"' for name in columns)
    cursor.execute(
        "CREATE TEMP TABLE said (n bigint, text text, embedding halfvec, article bigint, day date)"
    )
    with cursor.copy("COPY said FROM STDIN") as copy:
        for n, (text, vector) in enumerate(zip(sentences(count), mixtures(count), strict=True)):
            article, _, day = articles[n // AN_ARTICLE]
            copy.write_row((n, text, written(vector), article, day))
    same = {
        "first_article_id": "said.article",
        "first_said_on": "said.day",
        "merged_into_id": "NULL",
        "matter_id": "NULL",
    }
    taken = ", ".join(same.get(name, f'model."{name}"') for name in columns)
    cursor.execute(f"""
        WITH ids AS (SELECT n, nextval('claims_claim_id_seq') AS id FROM said),
        made AS (
            INSERT INTO claims_claim (id, uuid, text, {given})
            SELECT ids.id, gen_random_uuid(), said.text, {taken}
            FROM said JOIN ids USING (n), (SELECT * FROM claims_claim ORDER BY id LIMIT 1) AS model
        )
        INSERT INTO claims_claimindex (claim_id, text, title, context, speaker, said_on, marks, embedding)
        SELECT ids.id, said.text, '', '', '', said.day, '{{}}', said.embedding FROM said JOIN ids USING (n)""")
    cursor.execute("DROP TABLE said")


def new_articles(cursor, passages):
    """Keys of new articles and of their revisions, with their days."""
    made = []
    model = Revision.objects.select_related("article").earliest("pk")
    for _ in range(-(-passages // AN_ARTICLE)):
        keys = []
        for row, table in ((model.article, "articles_article"), (model, "articles_revision")):
            columns = [f for f in row._meta.concrete_fields if not f.primary_key and not f.generated]
            values = {f.column: f.get_db_prep_save(f.value_from_object(row), connection) for f in columns}
            for name in ("url", "digest"):
                if name in values:
                    values[name] = f"https://scale.example/{chance.integers(1 << 62)}"[:64]
            if table == "articles_article":
                values["published_on"] = str(np.datetime64("2015-01-01") + int(chance.integers(4_000)))
                day = values["published_on"]
            else:
                values |= {"article_id": keys[0], "text": "…"}
            names = ", ".join(f'"{name}"' for name in values)
            cursor.execute(
                f"INSERT INTO {table} ({names}) VALUES ({', '.join(['%s'] * len(values))}) RETURNING id",
                [*values.values()],
            )
            keys.append(cursor.fetchone()[0])
        made.append((*keys, day))
    return made


def sentences(count):
    """Texts of fourteen words each: the corpus's, common ones more often, and a rare one."""
    words = vocabulary()
    picks = np.minimum(chance.zipf(1.3, (count, 13)) - 1, len(words) - 1)
    rare = chance.integers(1_000_000, size=count)
    return [" ".join([*(words[i] for i in row), f"place{n}"]) for row, n in zip(picks, rare, strict=True)]


def mixtures(count):
    """Vectors between two real ones, with noise, of length one."""
    real = seeds()
    one, other = real[chance.integers(len(real), size=(2, count))]
    share = chance.uniform(0.3, 1.0, (count, 1))
    noise = chance.normal(0, 0.6 / np.sqrt(real.shape[1]), one.shape)
    mixed = share * one + (1 - share) * other + noise
    return (mixed / np.linalg.norm(mixed, axis=1, keepdims=True)).astype(np.float16)


def seeds(known=[]):  # noqa: B006
    if not known:
        rows = Passage.objects.exclude(embedding=None).order_by("pk")[:600]
        known.append(np.array([row.embedding for row in rows], dtype=np.float32))
    return known[0]


def vocabulary(known=[]):  # noqa: B006
    if not known:
        text = " ".join(Revision.objects.order_by("pk").values_list("text", flat=True)[:93])
        words, counts = np.unique(text.split(), return_counts=True)
        known.append([str(words[i]) for i in np.argsort(-counts)])
    return known[0]


def written(vector):
    return f"[{','.join(map(str, vector.tolist()))}]"


def report(size):
    Link.objects.all().delete()
    Matter.objects.all().delete()
    Extraction.objects.update(linked_at=None)
    for read in Extraction.objects.select_related("revision__article"):
        linking.candidates.pairs(read.revision)  # what is asked for often is in memory
    taken, searched = [], []
    for read in Extraction.objects.select_related("revision__article").order_by("pk"):
        begun = time.perf_counter()
        linking.candidates.pairs(read.revision)
        found = time.perf_counter()
        linking.link(read)
        searched.append(found - begun)
        taken.append(time.perf_counter() - found)
    searched, taken = (np.array(times[10:]) * 1000 for times in (searched, taken))
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT indexrelid::regclass::text, pg_size_pretty(pg_relation_size(indexrelid)) FROM pg_index"
            " WHERE indexrelid::regclass::text = ANY(%s)",
            [[*INDEXES]],
        )
        sizes = ", ".join(f"{name} {shown}" for name, shown in cursor.fetchall())
    print(
        f"{size:>9,} {np.median(searched):>12.0f} ms {np.percentile(searched, 95):>6.0f} ms"
        f" {np.median(taken):>10.0f} ms {np.percentile(taken, 95):>6.0f} ms {recall(Passage):>10.3f}"
        f" {recall(ClaimIndex, finding.QUICK, top=8):>9.3f} {inserts():>10.0f}  {sizes}",
        flush=True,
    )


def recall(model, effort=finding.THOROUGH, asked=50, top=50):
    """Of the nearest rows by exact search, the share that the index finds."""
    current = "WHERE current" if model is Passage else ""
    shares = []
    for vector in mixtures(asked):
        found = []
        for exact in (False, True):
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(f"SET LOCAL hnsw.ef_search = {effort.ef_search}")
                cursor.execute("SET LOCAL hnsw.iterative_scan = relaxed_order")
                cursor.execute(f"SET LOCAL enable_indexscan = {'off' if exact else 'on'}")
                cursor.execute(
                    f"SELECT {model._meta.pk.column} FROM {model._meta.db_table} {current}"
                    " ORDER BY embedding <=> %s::halfvec LIMIT %s",
                    [written(vector), top],
                )
                found.append({key for (key,) in cursor.fetchall()})
        shares.append(len(found[0] & found[1]) / top)
    return np.mean(shares)


def inserts(count=500):
    """Passages a second that go into the full indexes."""
    revision = Revision.objects.select_related("article").latest("pk")
    rows = [
        Passage(
            revision=revision,
            article=revision.article,
            start=10**9 + n,
            end=10**9 + n + 1,
            text=text,
            embedding=v.tolist(),
        )
        for n, (text, v) in enumerate(zip(sentences(count), mixtures(count), strict=True))
    ]
    begun = time.perf_counter()
    with transaction.atomic():
        Passage.objects.bulk_create(rows)
        taken = time.perf_counter() - begun
        transaction.set_rollback(True)
    return count / taken


if __name__ == "__main__":
    shutil.rmtree(os.environ["VAR_DIR"], ignore_errors=True)
    main([int(size) for size in sys.argv[1:]] or [10_000, 100_000])
