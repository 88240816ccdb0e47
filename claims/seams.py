"""The steps that a setting replaces, each a dotted path, loaded once a process."""

from functools import cache

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils.module_loading import import_string


@cache
def _load(path):
    try:
        return import_string(path)
    except ImportError as error:
        raise ImproperlyConfigured(
            f"EXTRACTOR, EMBEDDER or RELATION_JUDGE names what is not there: {error}"
        ) from error


def extract(text, *, published=None, place=""):
    """`claims.nlp.spans.Extraction` of a text, by the extractor that the settings name."""
    return _load(settings.EXTRACTOR)(text, published=published, place=place)


def embed(texts):
    """Vectors of texts, shape (n, 384), by the embedder that the settings name."""
    return _load(settings.EMBEDDER)(texts)


def judge(claim, passage, *, among_many=False):
    """`claims.linking.relations.Judgement` of a pair of statements, by the judge that the settings name.

    `among_many`: the pair is one of many that a search found. Several threads may ask at once.
    """
    return _load(settings.RELATION_JUDGE)(claim, passage, among_many=among_many)
